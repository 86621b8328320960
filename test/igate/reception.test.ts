import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalOf } from '../support/graph-client.ts';
import { pdf } from '../support/journey.ts';
import { applicant, auditOf, igateAccount, openCounter, receive, type Counter } from './counter.ts';

let counter: Counter;
beforeAll(async () => {
  counter = await openCounter();
});
afterAll(() => counter.close());

const reception = `mutation ($input: ReceiveDossierInput!) {
  receiveDossier(input: $input) {
    dossier {
      code procedureName status receivedAt dueAt isOverdue ideskState assignee { account }
      procedure { id } division { name department { name } } applicant { fullName nationalId }
      currentStep { kind officer { account } } steps { kind }
      attachments { kind name size mediaType uploadedBy { account } step { kind } }
    }
  }
}`;

const refused = async (who: string, input: Record<string, unknown>) =>
  refusalOf(
    await counter.ask(who, reception, { input: { procedure: counter.ids.postalLicence, applicant, ...input } }),
  );

describe('the counter receives a dossier', () => {
  it('gives it a code, its first step, and a day of return', async () => {
    const { receiveDossier } = await counter.get<{ receiveDossier: { dossier: Record<string, unknown> } }>(
      'motcua',
      reception,
      {
        input: {
          procedure: counter.ids.postalLicence,
          applicant,
          components: [pdf('Tờ khai đăng ký.pdf', 'to khai')],
        },
      },
    );
    expect(receiveDossier.dossier).toMatchObject({
      code: expect.stringMatching(/^000\.00\.13\.H08-261123-\d{4}$/),
      procedureName: 'Cấp giấy phép bưu chính',
      status: 'RECEIVED',
      receivedAt: '2026-11-23T02:00:00.000Z',
      // Twenty working days after Monday 23 November, at 17:00 in Vietnam.
      dueAt: '2026-12-21T10:00:00.000Z',
      isOverdue: false,
      ideskState: 'NOT_SENT',
      assignee: null,
      procedure: { id: counter.ids.postalLicence },
      division: null,
      applicant: { fullName: 'Trần Văn Bình', nationalId: '052099001234' },
      currentStep: { kind: 'RECEPTION', officer: { account: igateAccount('motcua') } },
      steps: [{ kind: 'RECEPTION' }],
      attachments: [
        {
          kind: 'COMPONENT',
          name: 'Tờ khai đăng ký.pdf',
          mediaType: 'application/pdf',
          uploadedBy: { account: igateAccount('motcua') },
          step: { kind: 'RECEPTION' },
        },
      ],
    });
  });

  it('writes exactly one audit entry, without the applicant', async () => {
    const code = await receive(counter);
    const entries = await auditOf(counter, code);
    expect(entries).toMatchObject([
      { action: 'RECEIVE', outcome: 'DONE', officer: { account: igateAccount('motcua') } },
    ]);
    expect(JSON.stringify(entries)).not.toContain('Bình');
  });

  it('numbers the dossiers of a department and day without gap or duplicate, fifty at once', async () => {
    counter.clock.now = new Date('2026-11-24T01:00:00Z');
    const codes = await Promise.all(Array.from({ length: 50 }, () => receive(counter)));
    const wanted = Array.from({ length: 50 }, (_, n) => `000.00.13.H08-261124-${String(n + 1).padStart(4, '0')}`);
    expect(codes.toSorted()).toEqual(wanted);
  });

  it('leaves no gap where a reception is refused', async () => {
    counter.clock.now = new Date('2026-11-25T01:00:00Z');
    expect(await receive(counter)).toMatch(/-261125-0001$/);
    await refused('motcua', { applicant: { fullName: '  ' } });
    await refused('motcua', { components: [new File([], 'rỗng.pdf')] });
    expect(await receive(counter)).toMatch(/-261125-0002$/);
  });

  it('begins a new day at midnight in Vietnam, not in Greenwich', async () => {
    counter.clock.now = new Date('2026-11-25T16:59:59Z');
    expect(await receive(counter)).toMatch(/-261125-\d{4}$/);
    counter.clock.now = new Date('2026-11-25T17:00:00Z');
    expect(await receive(counter)).toMatch(/-261126-0001$/);
  });

  it('counts each department by itself', async () => {
    const code = await receive(counter, { procedure: counter.ids.farming }, 'motcuasnn');
    expect(code).toBe('000.00.10.H08-261126-0001');
  });

  it('happens once per idempotency key, also when fifty come at once', async () => {
    const codes = await Promise.all(
      Array.from({ length: 50 }, () => receive(counter, { idempotencyKey: 'một lần bấm' })),
    );
    expect(new Set(codes).size).toBe(1);
    expect(await auditOf(counter, codes[0] ?? '')).toHaveLength(1);
  });

  it('refuses a key that stands for another reception', async () => {
    await receive(counter, { idempotencyKey: 'khóa-2' });
    const other = { applicant: { fullName: 'Người khác' }, idempotencyKey: 'khóa-2' };
    expect((await refused('motcua', other)).code).toBe('IDEMPOTENCY_KEY_REUSED');
  });
});

describe('a reception is refused', () => {
  it.each(['hoa', 'truongphong', 'lanhdao', 'vanthu', 'quantri', 'baocao'])(
    'for %s, who is no one-stop officer',
    async (who) => {
      expect((await refused(who, {})).code).toBe('FORBIDDEN');
    },
  );

  it('for a procedure that does not exist, is not an id, or is another department’s', async () => {
    for (const procedure of ['0198f000-0000-7000-8000-000000000000', 'bưu chính', counter.ids.farming]) {
      expect((await refused('motcua', { procedure })).code).toBe('BAD_USER_INPUT');
    }
  });

  it('for an empty file, a wrong type behind a right name, and 21 files', async () => {
    expect(await refused('motcua', { components: [new File([], 'tờ khai.pdf')] })).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('tờ khai.pdf'),
    });
    const disguised = new File([Buffer.from('MZ\u0090\u0000 not a document')], 'tờ khai.pdf');
    expect((await refused('motcua', { components: [disguised] })).code).toBe('FILE_TYPE_NOT_ALLOWED');
    const many = Array.from({ length: 21 }, (_, n) => pdf(`${n}.pdf`, String(n)));
    const answer = await counter.ask('motcua', reception, {
      input: { procedure: counter.ids.postalLicence, applicant, components: many },
    });
    expect(answer.status).toBe(413);
  });
});
