import { buffer } from 'node:stream/consumers';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recogniseContent } from '../../platform/files/recognise-content.ts';
import { dayInVietnam } from '../../subgraphs/idesk/domain/calendar.ts';
import { officeCalendar } from '../../demo/world/working-clock.ts';
import { dueAt } from '../../subgraphs/igate/domain/deadline.ts';
import { isDossierCode } from '../../subgraphs/igate/domain/dossier-code.ts';
import { ideskStateOf } from '../../subgraphs/igate/domain/idesk-state.ts';
import { demoNow, demoPlace, type DemoPlace } from './seeded.ts';

let place: DemoPlace;

beforeAll(async () => {
  place = await demoPlace();
  await place.seed({ dossiers: 2000 });
});
afterAll(() => place[Symbol.asyncDispose]());

const dossiers = () => place.igate.kysely.selectFrom('dossiers').selectAll().orderBy('received_at').execute();
const documents = () => place.idesk.kysely.selectFrom('documents').selectAll().execute();

describe('iGate', () => {
  test('every status, step and kind of crossing is there', async () => {
    const all = await dossiers();
    const statuses = [
      'RECEIVED',
      'PROCESSING',
      'SUPPLEMENT_REQUESTED',
      'SUSPENDED',
      'WITHDRAWN',
      'REJECTED',
      'COMPLETED',
      'RETURNED',
    ];
    const steps = ['RECEPTION', 'ASSIGNMENT', 'PROCESSING', 'RESULT_INTAKE', 'AWAITING_RETURN', 'RETURNED'];
    // Nothing is on its way: that is for the running system to show.
    const states = ['NOT_SENT', 'DRAFTING', 'IN_REVIEW', 'SIGNED', 'ISSUED', 'RECALLED', 'SEND_FAILED'];
    expect(new Set(all.map((one) => one.status))).toEqual(new Set(statuses));
    expect(new Set(all.map((one) => one.step))).toEqual(new Set(steps));
    expect(new Set(all.map((one) => one.idesk_state))).toEqual(new Set(states));
    const transfers = await place.igate.kysely.selectFrom('transfers').select(['kind', 'state']).distinct().execute();
    expect(transfers.map(({ kind, state }) => `${kind} ${state}`).toSorted()).toEqual([
      'ATTACH_RESULTS DELIVERED',
      'PUSH_RESULTS DELIVERED',
      'SEND_TO_IDESK DELIVERED',
      'SEND_TO_IDESK FAILED',
    ]);
  });

  test('codes count each department’s dossiers of a day from 1 without a gap, in the order of reception', async () => {
    const counters = await place.igate.kysely.selectFrom('reception_counters').selectAll().execute();
    const standing = new Map(counters.map((one) => [`${one.department_id} ${one.day}`, one.last_number]));
    const groups = Map.groupBy(await dossiers(), (one) => `${one.department_id} ${dayInVietnam(one.received_at)}`);
    expect(new Set(groups.keys())).toEqual(new Set(standing.keys()));
    for (const [key, group] of groups) {
      expect(group.every(({ code }) => isDossierCode(code))).toBe(true);
      expect(group.map(({ code }) => Number(code.slice(-4)))).toEqual(group.map((_, n) => n + 1));
      expect(standing.get(key)).toBe(group.length);
    }
  });

  test('a result is promised for the day that the procedure’s working days give', async () => {
    const procedures = await place.igate.kysely.selectFrom('procedures').selectAll().execute();
    expect(procedures.length).toBeGreaterThanOrEqual(40);
    expect(procedures.every(({ code }) => /^\d\.\d{6}\.000\.00\.00\.H08$/.test(code))).toBe(true);
    const days = new Map(procedures.map((one) => [one.id, one.processing_days]));
    for (const one of await dossiers()) {
      const processingDays = days.get(one.procedure_id) ?? 0;
      expect(one.processing_days).toBe(processingDays);
      expect(one.due_at).toEqual(dueAt(officeCalendar, { receivedAt: one.received_at, processingDays, holds: [] }));
    }
  });

  test('a dossier that waits has a hold that lasts, and no other one has', async () => {
    const holds = await place.igate.kysely.selectFrom('dossier_holds').selectAll().execute();
    const lasting = new Map(holds.map((hold) => [hold.dossier_code, hold]));
    const waiting = (await dossiers()).filter((one) => one.held_since !== null);
    expect(waiting.length).toBeGreaterThan(0);
    expect(waiting.map(({ code }) => code).toSorted()).toEqual([...lasting.keys()].toSorted());
    for (const { code, status, held_since } of waiting) {
      expect(lasting.get(code)).toMatchObject({ kind: status, started_at: held_since, ended_at: null });
    }
  });

  test('steps follow one another, the last one is where the dossier is, and nothing lies in the future', async () => {
    const steps = await place.igate.kysely.selectFrom('processing_steps').selectAll().orderBy('position').execute();
    const byDossier = Map.groupBy(steps, (step) => step.dossier_code);
    for (const dossier of await dossiers()) {
      const own = byDossier.get(dossier.code) ?? [];
      expect(own.at(-1)?.kind).toBe(dossier.step);
      own.forEach((step, n) => {
        expect(step.position).toBe(n);
        expect(step.started_at).toEqual(n === 0 ? dossier.received_at : own[n - 1]?.completed_at);
      });
      expect(dossier.changed_at.getTime()).toBeLessThanOrEqual(demoNow.getTime());
      expect(dossier.changed_at.getTime()).toBeGreaterThanOrEqual(own.at(-1)?.started_at.getTime() ?? Infinity);
    }
  });

  test('each action has left one entry in the audit log', async () => {
    const entries = await place.igate.kysely
      .selectFrom('audit_entries')
      .selectAll()
      .where('dossier_code', 'is not', null)
      .execute();
    const count = (action: string) => entries.filter((entry) => entry.action === action).length;
    const transfers = await place.igate.kysely.selectFrom('transfers').select('kind').execute();
    const crossed = (kind: string) => transfers.filter((transfer) => transfer.kind === kind).length;
    expect(count('RECEIVE')).toBe(2000);
    expect(count('SEND_TO_IDESK')).toBe(crossed('SEND_TO_IDESK'));
    expect(count('ATTACH_RESULTS')).toBe(crossed('ATTACH_RESULTS'));
    expect(count('RECEIVE_PUSHED_RESULTS')).toBe(crossed('PUSH_RESULTS'));
    const steps = await place.igate.kysely.selectFrom('processing_steps').select(['kind', 'completed_at']).execute();
    const completed = steps.filter(({ kind, completed_at: at }) => at && kind !== 'ASSIGNMENT' && kind !== 'RETURNED');
    expect(count('COMPLETE_STEP')).toBe(completed.length);
  });
});

describe('iDesk', () => {
  test('every state of a draft is there, and documents under way, archived and recalled', async () => {
    const all = await documents();
    const states = ['DRAFTING', 'SUBMITTED', 'APPROVED', 'SIGNED', 'ISSUED', 'CANCELLED'];
    expect(new Set(all.map((one) => one.state))).toEqual(new Set(states));
    expect(new Set(all.map((one) => one.stage))).toEqual(new Set(['DRAFTING', 'PROCESSING', 'ARCHIVE']));
    expect(all.some((one) => one.recalled_at !== null)).toBe(true);
    expect(all.some((one) => one.return_reason !== null)).toBe(true);
    expect(all.some((one) => one.transfer_id === null)).toBe(true);
  });

  test('numbers run from 1 in each register without a gap, in the order of issue, up to where the register stands', async () => {
    const registers = await place.idesk.kysely.selectFrom('registers').selectAll().execute();
    const issued = (await documents()).filter((one) => one.number !== null);
    const groups = Map.groupBy(issued, (one) => `${one.department_id} ${one.kind} ${one.register_year}`);
    expect(groups.size).toBe(registers.length);
    for (const { department_id: department, kind, year, last_number: last } of registers) {
      const group = groups.get(`${department} ${kind} ${year}`) ?? [];
      const inOrder = group.toSorted(
        (one, other) => (one.issued_at?.getTime() ?? 0) - (other.issued_at?.getTime() ?? 0),
      );
      expect(inOrder.map(({ number }) => number)).toEqual(inOrder.map((_, n) => n + 1));
      expect(group).toHaveLength(last);
      for (const { symbol, number, issued_on: day } of group) {
        expect(Number.parseInt(symbol ?? '', 10)).toBe(number);
        expect(day?.slice(0, 4)).toBe(String(year));
      }
    }
  });

  test('a document’s history tells each of its versions, and its officers in the order of the rules', async () => {
    const events = await place.idesk.kysely
      .selectFrom('document_events')
      .selectAll()
      .orderBy('at')
      .orderBy('version')
      .execute();
    const byDocument = Map.groupBy(events, (event) => event.document_id);
    for (const one of (await documents()).filter(({ state }) => state !== 'CANCELLED')) {
      const history = byDocument.get(one.id) ?? [];
      expect(history[0]?.version).toBe(1);
      expect(history.at(-1)?.version).toBe(one.version);
      expect(new Set(history.map((event) => event.version)).size).toBe(one.version);
      const moments = [
        one.created_at,
        one.submitted_at,
        one.approved_at,
        one.signed_at,
        one.issued_at,
        one.archived_at,
      ];
      const passed = moments.filter((moment) => moment !== null).map(Number);
      expect(passed).toEqual(passed.toSorted((a, b) => a - b));
    }
  });
});

describe('both sides agree', () => {
  test('a dossier that was sent has its document in iDesk, in the state that the dossier shows, and there are no others', async () => {
    const sent = (await dossiers()).filter(
      (one) => one.idesk_transfer_id !== null && one.idesk_state !== 'SEND_FAILED',
    );
    const fromIgate = (await documents()).filter((one) => one.transfer_id !== null);
    const byTransfer = new Map(fromIgate.map((one) => [one.transfer_id, one]));
    expect(sent).toHaveLength(fromIgate.length);
    for (const dossier of sent) {
      const document = byTransfer.get(dossier.idesk_transfer_id);
      expect(document?.dossier_code).toBe(dossier.code);
      const told = document?.recalled_at ? 'RECALLED' : document?.state;
      expect(told && ideskStateOf(told)).toBe(dossier.idesk_state);
    }
    const crossings = await place.idesk.kysely.selectFrom('crossings').select('transfer_id').execute();
    const delivered = await place.igate.kysely
      .selectFrom('transfers')
      .select('id')
      .where('state', '=', 'DELIVERED')
      .execute();
    expect(crossings.map((one) => one.transfer_id).toSorted()).toEqual(delivered.map((one) => one.id).toSorted());
  });

  test('a draft has the very files that were sent with it', async () => {
    const sent = await place.igate.kysely
      .selectFrom('transfer_files')
      .innerJoin('transfers', 'transfers.id', 'transfer_files.transfer_id')
      .select(['transfers.idesk_document_id as document', 'transfer_files.position', 'sha256', 'name'])
      .where('kind', '=', 'SEND_TO_IDESK')
      .where('state', '=', 'DELIVERED')
      .execute();
    const files = await place.idesk.kysely.selectFrom('document_files').selectAll().execute();
    const held = new Set(files.map((file) => [file.document_id, file.position, file.sha256, file.name].join(' ')));
    for (const file of sent) expect(held).toContain([file.document, file.position, file.sha256, file.name].join(' '));
  });

  test('a result is byte by byte a file of an issued document of that dossier, brought by a delivered crossing', async () => {
    const results = await place.igate.kysely
      .selectFrom('attachments')
      .selectAll()
      .where('kind', '=', 'RESULT')
      .execute();
    const files = await place.idesk.kysely
      .selectFrom('document_files')
      .innerJoin('documents', 'documents.id', 'document_files.document_id')
      .select(['document_files.id', 'sha256', 'dossier_code', 'state'])
      .execute();
    const byId = new Map(files.map((file) => [file.id, file]));
    expect(results.length).toBeGreaterThan(500);
    for (const result of results) {
      const source = byId.get(result.source_file_id ?? '');
      expect(source).toMatchObject({ sha256: result.sha256, dossier_code: result.dossier_code, state: 'ISSUED' });
    }
    const withResults = (await dossiers()).filter((one) => one.has_results).map((one) => one.code);
    expect(new Set(results.map((one) => one.dossier_code))).toEqual(new Set(withResults));
  });

  test('a push is known to both sides under one id', async () => {
    const pushes = await place.idesk.kysely.selectFrom('pushes').select(['id', 'state']).execute();
    const taken = await place.igate.kysely
      .selectFrom('transfers')
      .select(['id', 'state'])
      .where('kind', '=', 'PUSH_RESULTS')
      .execute();
    expect(pushes.map(({ id, state }) => `${id} ${state}`).toSorted()).toEqual(
      taken.map(({ id, state }) => `${id} ${state}`).toSorted(),
    );
  });

  test('departments, divisions and officers are the same on both sides', async () => {
    for (const table of ['departments', 'divisions'] as const) {
      const igate = await place.igate.kysely.selectFrom(table).select(['id', 'code', 'name']).orderBy('id').execute();
      expect(await place.idesk.kysely.selectFrom(table).select(['id', 'code', 'name']).orderBy('id').execute()).toEqual(
        igate,
      );
    }
    const officers = await place.igate.kysely
      .selectFrom('officers')
      .select(['full_name', 'linked_sso_account', 'roles'])
      .execute();
    const users = await place.idesk.kysely
      .selectFrom('desk_users')
      .select(['full_name', 'sso_account', 'roles'])
      .execute();
    const byAccount = new Map(users.map((user) => [user.sso_account, user]));
    expect(users).toHaveLength(officers.length);
    for (const { linked_sso_account: account, ...officer } of officers.filter(
      (one) => one.linked_sso_account !== null,
    )) {
      expect(byAccount.get(account ?? '')).toMatchObject(officer);
    }
  });
});

describe('files', () => {
  test('every file that either side names is in its store', async () => {
    const named = [
      [
        place.igateFiles,
        await place.igate.kysely.selectFrom('attachments').select(['sha256', 'size']).distinct().execute(),
      ],
      [
        place.igateFiles,
        await place.igate.kysely.selectFrom('transfer_files').select(['sha256', 'size']).distinct().execute(),
      ],
      [
        place.ideskFiles,
        await place.idesk.kysely.selectFrom('document_files').select(['sha256', 'size']).distinct().execute(),
      ],
    ] as const;
    for (const [store, files] of named) {
      expect(files.length).toBeGreaterThan(10);
      for (const { sha256, size } of files) expect(await store.size(sha256)).toBe(size);
    }
  });

  test('each is a PDF whose Vietnamese text can be searched and copied', async () => {
    const files = await place.idesk.kysely.selectFrom('document_files').select('sha256').distinct().execute();
    for (const { sha256 } of files) {
      const bytes = await buffer(await place.ideskFiles.read(sha256));
      const read = async (at: number, length: number) => bytes.subarray(at, at + length);
      expect(await recogniseContent({ size: bytes.length, read })).toBe('application/pdf');
      expect(bytes.subarray(-6).toString()).toContain('%%EOF');
      // Ộ of "CỘNG HÒA" and ứ or ạ of the text below it stand in the map from glyphs to letters.
      expect(charactersMapped(bytes)).toMatch(/1ed8/);
    }
  });

  test('an issued paper that people look at first bears its own number', async () => {
    const shown = await place.idesk.kysely
      .selectFrom('document_files')
      .innerJoin('documents', 'documents.id', 'document_files.document_id')
      .select(['document_files.name', 'symbol'])
      .where('created_by', '=', 'hoant@stttt.binhdinh.gov.vn')
      .where('state', '=', 'ISSUED')
      .execute();
    const own = shown.filter(({ name, symbol }) => symbol !== null && name.includes(symbol.replaceAll('/', '-')));
    expect(own.length).toBeGreaterThanOrEqual(10);
  });
});

/** The maps from glyphs to Unicode that the PDF carries for its fonts. */
function charactersMapped(pdf: Buffer): string {
  let maps = '';
  for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('stream\n', at + 1)) {
    const body = pdf.subarray(at + 'stream\n'.length, pdf.indexOf('endstream', at));
    if (body[0] !== 0x78) continue;
    const text = inflateSync(body).toString('latin1');
    if (text.includes('begincmap')) maps += text.toLowerCase();
  }
  return maps;
}
