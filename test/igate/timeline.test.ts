import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pdf } from '../support/journey.ts';
import { complete, openCounter, receive, receiveAndAssign, ssoAccount, type Counter } from './counter.ts';

let counter: Counter;
beforeAll(async () => {
  counter = await openCounter();
});
afterAll(() => counter.close());

const minute = (n: number): string => new Date(Date.UTC(2026, 10, 23, 2, n)).toISOString();
const at = (n: number): void => {
  counter.clock.now = new Date(minute(n));
};

async function sent() {
  at(0);
  const dossierCode = await receiveAndAssign(counter);
  at(1);
  const { sendToIdesk } = await counter.get<{ sendToIdesk: { transfer: { id: string } } }>(
    'hoa',
    'mutation ($input: SendToIdeskInput!) { sendToIdesk(input: $input) { transfer { id } } }',
    { input: { dossierCode } },
  );
  const transferId = sendToIdesk.transfer.id;
  return { dossierCode, transferId, documentId: counter.idesk.drafts.get(transferId)?.documentId ?? '' };
}
type Sent = Awaited<ReturnType<typeof sent>>;

interface Step {
  readonly kind: string;
  readonly version: number;
  readonly at: string;
  readonly officerName: string;
}

const steps: readonly Step[] = [
  { kind: 'SUBMITTED', version: 2, at: minute(2), officerName: 'Nguyễn Thị Hoa' },
  { kind: 'RETURNED', version: 3, at: minute(3), officerName: 'Trần Văn Trưởng' },
  { kind: 'SUBMITTED', version: 5, at: minute(5), officerName: 'Nguyễn Thị Hoa' },
  { kind: 'APPROVED', version: 6, at: minute(6), officerName: 'Trần Văn Trưởng' },
  { kind: 'SIGNED', version: 7, at: minute(7), officerName: 'Lê Thị Lãnh' },
  { kind: 'ISSUED', version: 8, at: minute(8), officerName: 'Phạm Văn Thư' },
];
const stateAfter: Readonly<Record<string, string>> = { RETURNED: 'DRAFTING' };

async function report(draft: Sent, body: Record<string, unknown>, id: string = randomUUID()): Promise<number> {
  const response = await fetch(`${counter.url}/peer/idesk-states/${id}`, {
    method: 'PUT',
    headers: { authorization: 'Bearer service:idesk', 'content-type': 'application/json' },
    body: JSON.stringify({ ...draft, at: minute(9), ...body }),
  });
  return response.status;
}

/** iDesk's report of the step that brought the draft to this version, with every step before it. */
const tell = (draft: Sent, version: number, id?: string) => {
  const history = steps.filter((step) => step.version <= version);
  const kind = history.at(-1)?.kind ?? '';
  return report(draft, { state: stateAfter[kind] ?? kind, version, history }, id);
};

interface Seen {
  readonly timeline: readonly {
    readonly kind: string;
    readonly at: string;
    readonly system: string;
    readonly officer: { readonly account: string } | null;
    readonly officerName: string | null;
  }[];
  readonly heldBy: {
    readonly system: string;
    readonly heldFor: string;
    readonly officer: { readonly fullName: string } | null;
    readonly unit: string;
    readonly since: string;
  } | null;
}

const query = `query ($code: DossierCode!) { dossier(code: $code) {
  timeline { kind at system officer { account } officerName } heldBy { system heldFor officer { fullName } unit since }
} }`;

async function seenBy(who: string, code: string): Promise<Seen | null> {
  return (await counter.get<{ dossier: Seen | null }>(who, query, { code })).dossier;
}
const kindsOf = async (code: string) => (await seenBy('hoa', code))?.timeline.map(({ kind }) => kind);
const holderOf = async (code: string) => (await seenBy('hoa', code))?.heldBy;

const division = 'Phòng Bưu chính Viễn thông';
const department = 'Sở Thông tin và Truyền thông';

describe('the timeline of a dossier', () => {
  it('is one list over both systems, with who and when', async () => {
    const draft = await sent();
    for (const { version } of steps) expect(await tell(draft, version)).toBe(204);
    at(10);
    const file = await counter.idesk.offer(pdf('kết quả.pdf', 'r'));
    await counter.get(
      'hoa',
      'mutation ($input: AttachResultsInput!) { attachResults(input: $input) { transfer { state } } }',
      { input: { dossierCode: draft.dossierCode, fileIds: [file.id] } },
    );
    for (const [n, who] of ['hoa', 'motcua', 'motcua'].entries()) {
      at(11 + n);
      await complete(counter, who, draft.dossierCode);
    }
    const seen = await seenBy('motcua', draft.dossierCode);
    const entry = (kind: string, n: number, system: string, officerName: string) => {
      return expect.objectContaining({ kind, at: minute(n), system, officerName });
    };
    expect(seen?.timeline).toEqual([
      entry('RECEIVED', 0, 'IGATE', 'Cán bộ motcua'),
      entry('ASSIGNED', 0, 'IGATE', 'Cán bộ truongphong'),
      entry('SENT', 1, 'IGATE', 'Cán bộ hoa'),
      entry('SUBMITTED', 2, 'IDESK', 'Nguyễn Thị Hoa'),
      entry('RETURNED', 3, 'IDESK', 'Trần Văn Trưởng'),
      entry('SUBMITTED', 5, 'IDESK', 'Nguyễn Thị Hoa'),
      entry('APPROVED', 6, 'IDESK', 'Trần Văn Trưởng'),
      entry('SIGNED', 7, 'IDESK', 'Lê Thị Lãnh'),
      entry('ISSUED', 8, 'IDESK', 'Phạm Văn Thư'),
      entry('ATTACHED', 10, 'IGATE', 'Cán bộ hoa'),
      entry('RETURNED_TO_CITIZEN', 13, 'IGATE', 'Cán bộ motcua'),
    ]);
    expect(seen?.timeline.filter(({ officer }) => officer === null)).toHaveLength(6);
    expect(seen?.heldBy).toBeNull();
  });

  it('is whole whatever reports were lost, came late, twice or all at once', async () => {
    const draft = await sent();
    const id = randomUUID();
    // The report of version 3 was lost for good; that of 2 comes last, and the newest comes twice under one id.
    const order = [6, 8, 5].map((version) => tell(draft, version));
    expect(await Promise.all([...order, tell(draft, 8, id), tell(draft, 8, id)])).toEqual([204, 204, 204, 204, 204]);
    expect(await tell(draft, 2)).toBe(204);
    const whole = ['RECEIVED', 'ASSIGNED', 'SENT', ...steps.map(({ kind }) => kind)];
    expect(await kindsOf(draft.dossierCode)).toEqual(whole);
  });

  it('does without the steps where iDesk sends none, and gets them with the next report that does', async () => {
    const draft = await sent();
    expect(await report(draft, { state: 'SUBMITTED', version: 2 })).toBe(204);
    expect(await kindsOf(draft.dossierCode)).toEqual(['RECEIVED', 'ASSIGNED', 'SENT']);
    expect(await holderOf(draft.dossierCode)).toMatchObject({ system: 'IDESK', heldFor: 'APPROVAL', since: minute(1) });
    await tell(draft, 6);
    expect(await kindsOf(draft.dossierCode)).toContain('APPROVED');
  });

  it('leaves out steps of a kind that it does not know', async () => {
    const draft = await sent();
    const history = [{ kind: 'STAMPED', version: 2, at: minute(2), officerName: 'Ai đó' }];
    expect(await report(draft, { state: 'SUBMITTED', version: 2, history })).toBe(204);
    expect(await kindsOf(draft.dossierCode)).toEqual(['RECEIVED', 'ASSIGNED', 'SENT']);
  });

  it.each([
    ['no list', 'all of them'],
    ['no moment', [{ kind: 'SIGNED', version: 2, at: 'yesterday', officerName: 'x' }]],
    ['no name', [{ kind: 'SIGNED', version: 2, at: minute(2) }]],
    ['no version', [{ kind: 'SIGNED', version: 0, at: minute(2), officerName: 'x' }]],
  ])('takes nothing of a report with %s', async (_what, history) => {
    const draft = await sent();
    expect(await report(draft, { state: 'SIGNED', version: 4, history })).toBe(422);
    expect(await holderOf(draft.dossierCode)).toMatchObject({ heldFor: 'DRAFTING' });
  });

  it('shows those who see the dossier, and nobody else, and nothing but kind, moment and name of what iDesk did', async () => {
    const draft = await sent();
    await tell(draft, 8);
    for (const who of ['motcua', 'truongphong', 'lanhdao', 'vanthu']) {
      const seen = await seenBy(who, draft.dossierCode);
      expect(seen?.timeline).toHaveLength(9);
      expect(JSON.stringify(seen)).not.toContain('Trần Văn Bình');
    }
    for (const who of ['chuyenvien2', 'motcuasnn', 'quantri', 'baocao']) {
      expect(await seenBy(who, draft.dossierCode)).toBeNull();
    }
  });

  it('costs three statements for many dossiers as for one, beside finding out who asks', async () => {
    const codes = [(await sent()).dossierCode, (await sent()).dossierCode, (await sent()).dossierCode];
    counter.statements.length = 0;
    const list =
      'query ($codes: [DossierCode!]) { dossiers(filter: { codes: $codes }) { edges { node { timeline { kind officerName } } } } }';
    await counter.get('hoa', list, { codes });
    expect(counter.statements).toHaveLength(4);
  });
});

describe('a dossier is held', () => {
  it('by the counter, then by the division, then by its specialist', async () => {
    at(0);
    const code = await receive(counter);
    const heldBy = async () => (await seenBy('motcua', code))?.heldBy;
    expect(await heldBy()).toEqual({
      system: 'IGATE',
      heldFor: 'RECEPTION',
      officer: { fullName: 'Cán bộ motcua' },
      unit: department,
      since: minute(0),
    });
    at(1);
    await complete(counter, 'motcua', code);
    // No division has taken it yet.
    expect(await heldBy()).toMatchObject({ heldFor: 'ASSIGNMENT', officer: null, unit: department, since: minute(1) });
    const assigned = await receiveAndAssign(counter);
    expect(await holderOf(assigned)).toMatchObject({
      heldFor: 'PROCESSING',
      officer: { fullName: 'Cán bộ hoa' },
      unit: division,
    });
  });

  it('in iDesk by whoever has its draft, and in iGate again once it is issued', async () => {
    const draft = await sent();
    const after = async (version: number) => {
      await tell(draft, version);
      return holderOf(draft.dossierCode);
    };
    const hoa = { fullName: 'Cán bộ hoa' };
    const inIdesk = { system: 'IDESK', officer: null };
    expect(await holderOf(draft.dossierCode)).toEqual({
      system: 'IDESK',
      heldFor: 'DRAFTING',
      officer: hoa,
      unit: division,
      since: minute(1),
    });
    expect(await after(2)).toEqual({ ...inIdesk, heldFor: 'APPROVAL', unit: division, since: minute(2) });
    expect(await after(3)).toMatchObject({ system: 'IDESK', heldFor: 'DRAFTING', officer: hoa, since: minute(3) });
    expect(await after(6)).toEqual({ ...inIdesk, heldFor: 'SIGNATURE', unit: department, since: minute(6) });
    expect(await after(7)).toEqual({ ...inIdesk, heldFor: 'ISSUE', unit: department, since: minute(7) });
    expect(await after(8)).toEqual({
      system: 'IGATE',
      heldFor: 'PROCESSING',
      officer: hoa,
      unit: division,
      since: minute(8),
    });
  });

  it('by the one who was told of a recall', async () => {
    const draft = await sent();
    await tell(draft, 8);
    const recall = { by: ssoAccount('vanthu'), reason: 'Sai số liệu', fileIds: [] };
    const recalled = { kind: 'RECALLED', version: 9, at: minute(9), officerName: 'Phạm Văn Thư' };
    await report(draft, { state: 'RECALLED', version: 9, recall, history: [...steps, recalled] });
    expect(await holderOf(draft.dossierCode)).toMatchObject({ system: 'IGATE', since: minute(9) });
    expect((await kindsOf(draft.dossierCode))?.at(-1)).toBe('RECALLED');
  });
});
