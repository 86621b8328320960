import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf, refusalOf, type GraphAnswer } from '../support/graph-client.ts';
import { account, draftIn, openDesk, type TestDesk } from './desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

interface Outcome {
  readonly draftId: string;
  readonly draft: { readonly id: string; readonly state: string; readonly version: number } | null;
  readonly error: { readonly code: string; readonly message: string } | null;
}

interface Payload {
  readonly succeeded: number;
  readonly outcomes: readonly Outcome[];
}

const inputs = {
  approveDrafts: 'DraftsStepInput',
  returnDrafts: 'ReturnDraftsInput',
  signDrafts: 'DraftsStepInput',
  issueDocuments: 'IssueDocumentsInput',
} as const;
type Field = keyof typeof inputs;
interface Item {
  readonly id: string;
  readonly version: number;
}

const several = (
  who: string,
  field: Field,
  items: readonly Item[],
  more: object = {},
): Promise<GraphAnswer<Record<Field, Payload>>> =>
  desk.ask(
    who,
    `mutation ($input: ${inputs[field]}!) {
      ${field}(input: $input) { succeeded outcomes { draftId draft { id state version } error { code message } } }
    }`,
    { input: { items: items.map(({ id: draftId, version }) => ({ draftId, version })), ...more } },
  );

const done = async (...request: Parameters<typeof several>) => dataOf(await several(...request))[request[1]];

async function drafts(count: number, state: Parameters<typeof draftIn>[1]) {
  const made = [];
  for (let n = 0; n < count; n += 1) made.push(await draftIn(desk, state));
  return made;
}

async function entriesOf(ids: readonly string[]) {
  return desk.database
    .selectFrom('audit_entries')
    .select(['document_id', 'action', 'outcome', 'officer'])
    .where('document_id', 'in', [...ids])
    .where('action', 'in', ['APPROVE', 'SIGN', 'RETURN', 'ISSUE'])
    .orderBy('at')
    .orderBy('id')
    .execute();
}

describe('several drafts', () => {
  it('are approved, signed and issued in one request each', async () => {
    const some = await drafts(3, 'SUBMITTED');
    const approved = await done('truongphong', 'approveDrafts', some, { note: 'Đồng ý' });
    expect(approved.succeeded).toBe(3);
    expect(approved.outcomes.map(({ draftId, draft, error }) => ({ draftId, draft, error }))).toEqual(
      some.map(({ id }) => ({ draftId: id, draft: { id, state: 'APPROVED', version: 3 }, error: null })),
    );
    const signed = await done(
      'lanhdao',
      'signDrafts',
      approved.outcomes.flatMap(({ draft }) => draft ?? []),
    );
    expect(signed.outcomes.map(({ draft }) => draft?.state)).toEqual(['SIGNED', 'SIGNED', 'SIGNED']);
    const issued = await done(
      'vanthu',
      'issueDocuments',
      signed.outcomes.flatMap(({ draft }) => draft ?? []),
    );
    expect(issued.succeeded).toBe(3);
    const numbers = await desk.database
      .selectFrom('documents')
      .select(['id', 'number'])
      .where(
        'id',
        'in',
        some.map(({ id }) => id),
      )
      .orderBy('number')
      .execute();
    // In the order in which they were named, without a gap.
    expect(numbers.map(({ id }) => id)).toEqual(some.map(({ id }) => id));
    expect((numbers[2]?.number ?? 0) - (numbers[0]?.number ?? 0)).toBe(2);
    const notes = await desk.database
      .selectFrom('document_events')
      .select('note')
      .where('action', '=', 'APPROVE')
      .where('document_id', '=', some[0]?.id ?? '')
      .execute();
    expect(notes).toEqual([{ note: 'Đồng ý' }]);
  });

  it('are returned for one reason', async () => {
    const some = await drafts(2, 'APPROVED');
    const { outcomes } = await done('lanhdao', 'returnDrafts', some, { reason: 'Thiếu căn cứ pháp lý' });
    expect(outcomes.map(({ draft }) => draft?.state)).toEqual(['DRAFTING', 'DRAFTING']);
    const { draft } = await desk.get<{ draft: { returnReason: string } }>(
      'hoant',
      'query ($id: ID!) { draft(id: $id) { returnReason } }',
      { id: some[1]?.id },
    );
    expect(draft.returnReason).toBe('Thiếu căn cứ pháp lý');
  });

  it('succeed or fail each by itself, with a code and a sentence', async () => {
    const [good, changed, wrong] = await drafts(3, 'APPROVED');
    const early = await draftIn(desk, 'SUBMITTED');
    const items = [
      { id: randomUUID(), version: 1 },
      { id: changed?.id ?? '', version: 1 },
      early,
      { id: 'no id at all', version: 1 },
      good ?? early,
      wrong ?? early,
    ];
    const { succeeded, outcomes } = await done('lanhdao', 'signDrafts', items);
    expect(outcomes.map(({ error }) => error?.code ?? 'OK')).toEqual([
      'NOT_FOUND',
      'VERSION_CONFLICT',
      'WRONG_STEP',
      'NOT_FOUND',
      'OK',
      'OK',
    ]);
    expect(succeeded).toBe(2);
    for (const { draft, error } of outcomes) expect(draft === null).toBe(error !== null);
    expect(outcomes[2]?.error?.message).toContain('submitted to the division head');
  });

  it('are refused each by itself to whom the role forbids it, and the log keeps it', async () => {
    const some = await drafts(2, 'SUBMITTED');
    const { outcomes } = await done('hoant', 'approveDrafts', some);
    expect(outcomes.map(({ error }) => error?.code)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    expect(await entriesOf(some.map(({ id }) => id))).toEqual(
      some.map(({ id }) => ({
        document_id: id,
        action: 'APPROVE',
        outcome: 'REFUSED',
        officer: account('hoant'),
      })),
    );
  });

  it('leave one audit entry each, and none when the request comes again', async () => {
    const some = await drafts(3, 'SUBMITTED');
    const first = await done('truongphong', 'approveDrafts', some);
    const again = await done('truongphong', 'approveDrafts', some);
    expect(again).toEqual(first);
    const entries = await entriesOf(some.map(({ id }) => id));
    expect(entries).toHaveLength(3);
    expect(new Set(entries.map(({ document_id }) => document_id))).toEqual(new Set(some.map(({ id }) => id)));
  });

  it('count as done when the request comes again after somebody else went on', async () => {
    const some = await drafts(1, 'APPROVED');
    const { outcomes } = await done('lanhdao', 'signDrafts', some);
    await done(
      'vanthu',
      'issueDocuments',
      outcomes.flatMap(({ draft }) => draft ?? []),
    );
    const again = await done('lanhdao', 'signDrafts', some);
    expect(again.outcomes).toMatchObject([{ draft: { state: 'ISSUED' }, error: null }]);
    // It was the leader's step, not the clerk's.
    expect((await done('vanthu', 'signDrafts', some)).outcomes[0]?.error?.code).toBe('FORBIDDEN');
  });

  it('are taken once where the same request comes twice at the same moment', async () => {
    const some = await drafts(5, 'APPROVED');
    const answers = await Promise.all([done('lanhdao', 'signDrafts', some), done('lanhdao', 'signDrafts', some)]);
    for (const { succeeded } of answers) expect(succeeded).toBe(5);
    expect(await entriesOf(some.map(({ id }) => id))).toHaveLength(10);
  });

  it.each<[string, Field, () => readonly Item[], object]>([
    ['none', 'signDrafts', () => [], {}],
    ['51', 'signDrafts', () => Array.from({ length: 51 }, () => ({ id: randomUUID(), version: 1 })), {}],
    ['no reason', 'returnDrafts', () => [{ id: randomUUID(), version: 1 }], { reason: ' ' }],
    ['too long a note', 'approveDrafts', () => [{ id: randomUUID(), version: 1 }], { note: 'x'.repeat(2001) }],
  ])('are refused as a whole with %s', async (_what, field, items, more) => {
    expect(refusalOf(await several('lanhdao', field, items(), more)).code).toBe('BAD_USER_INPUT');
  });

  it('are refused as a whole where one is named twice, and nothing is done', async () => {
    const [draft] = await drafts(1, 'APPROVED');
    if (!draft) throw new Error('there is no draft');
    const twice = [draft, { ...draft, id: draft.id.toUpperCase() }];
    expect(refusalOf(await several('lanhdao', 'signDrafts', twice)).code).toBe('BAD_USER_INPUT');
    expect((await done('lanhdao', 'signDrafts', [draft])).succeeded).toBe(1);
  });
});
