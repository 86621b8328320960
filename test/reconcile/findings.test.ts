import { appendFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kinds, type Kind } from '../../reconcile/kinds.ts';
import { neededFiles as neededByIgate } from '../../subgraphs/igate/store/reconciliation.ts';
import { neededFiles as neededByIdesk } from '../../subgraphs/idesk/store/reconciliation.ts';
import { prepareProvince, unneededFile, type Province } from './province.ts';

interface Blow {
  readonly at: 'igate' | 'idesk' | 'files';
  readonly strike: (province: Province) => Promise<unknown>;
}

type Break = readonly [what: string, kind: Kind, blow: Blow];

const sql = (at: 'igate' | 'idesk', text: string): Blow => ({
  at,
  strike: (province) => province.behindTheBackOf(at, text),
});
const files = (strike: Blow['strike']): Blow => ({ at: 'files', strike });

const oneSend = `(select id from transfers where kind = 'SEND_TO_IDESK' and state = 'DELIVERED' order by id limit 1)`;
const onePull = `(select id from transfers where kind = 'ATTACH_RESULTS' and state = 'DELIVERED' order by id limit 1)`;
const onePushed = `(select id from transfers where kind = 'PUSH_RESULTS' order by id limit 1)`;
const onePush = `(select id from pushes where state = 'DELIVERED' order by id limit 1)`;
const oneDraft = `(select id from documents where transfer_id is not null order by id limit 1)`;
const oneStep = `select transfer_id, version from idesk_events order by transfer_id, version limit 1`;
const oneSubmitted = `(
  select document_id from document_events join documents on documents.id = document_id
  where action = 'SUBMIT' and transfer_id is not null order by document_id limit 1
)`;
const oneOf = (kind: string) => `(select id from attachments where kind = '${kind}' order by id limit 1)`;
const oneResult = oneOf('RESULT');

const breaks: readonly Break[] = [
  ['the draft of a send', 'send-without-draft', sql('idesk', `delete from documents where id = ${oneDraft}`)],
  ['the transfer of a draft', 'draft-without-send', sql('igate', `delete from transfers where id = ${oneSend}`)],
  [
    'a file of a draft',
    'draft-differs',
    sql('idesk', `delete from document_files where document_id = ${oneDraft} and position = 0`),
  ],
  [
    'the dossier code of a draft',
    'draft-differs',
    sql('idesk', `update documents set dossier_code = '000.00.13.H08-210805-0001' where id = ${oneDraft}`),
  ],
  [
    'the arrival of a send',
    'failed-but-arrived',
    sql(
      'igate',
      `update transfers set state = 'FAILED', delivered_at = null, last_error_vi = 'Lỗi.', last_error_en = 'Error.' where id = ${oneSend}`,
    ),
  ],
  [
    'the arrival of a push',
    'failed-but-arrived',
    sql('idesk', `update pushes set state = 'FAILED', delivered_at = null where id = ${onePush}`),
  ],
  [
    'the reason of a failure',
    'failed-without-reason',
    sql('igate', `update transfers set last_error_vi = null, last_error_en = null where state = 'FAILED'`),
  ],
  [
    'the job of a send',
    'pending-without-job',
    sql('igate', `update transfers set state = 'PENDING', delivered_at = null where id = ${oneSend}`),
  ],
  [
    'the job of a pull',
    'pending-without-job',
    sql('igate', `update transfers set state = 'PENDING', delivered_at = null where id = ${onePull}`),
  ],
  [
    'the job of a push',
    'pending-without-job',
    sql('idesk', `update pushes set state = 'PENDING', delivered_at = null where id = ${onePush}`),
  ],
  ['a result', 'results-not-attached', sql('igate', `delete from attachments where id = ${oneResult}`)],
  [
    'the source of a result',
    'result-without-source',
    sql(
      'igate',
      `update attachments set source_file_id = '01999999-0000-7000-8000-000000000000' where id = ${oneResult}`,
    ),
  ],
  [
    'the content of a result',
    'result-differs',
    sql('igate', `update attachments set sha256 = repeat('0', 64) where id = ${oneResult}`),
  ],
  [
    'the mark of a recall',
    'recall-disagrees',
    sql(
      'idesk',
      `update documents set recalled_by = created_by, recalled_at = now(), recall_reason = 'Nhầm.' where state = 'ISSUED'`,
    ),
  ],
  [
    'the news that a document was recalled, though nothing of it is attached',
    'recall-disagrees',
    sql(
      'idesk',
      `update documents set recalled_by = created_by, recalled_at = now(), recall_reason = 'Nhầm.'
       where id = (select id from documents d where state = 'ISSUED' and transfer_id is not null order by id limit 1)`,
    ),
  ],
  [
    'the recall of a document whose files iGate refuses',
    'recall-disagrees',
    {
      at: 'igate',
      async strike(province) {
        const [file] = await province.behindTheBackOf(
          'idesk',
          `select f.id, f.document_id from document_files f join documents d on d.id = f.document_id
           where d.state = 'ISSUED' and d.recalled_at is null limit 1`,
        );
        await province.behindTheBackOf(
          'igate',
          `insert into recalled_files (source_file_id, document_id, recalled_at, reason)
           values ('${String(file?.['id'])}', '${String(file?.['document_id'])}', now(), 'Nhầm.')`,
        );
      },
    },
  ],
  [
    'the arrival of a report that iDesk has given up',
    'report-given-up',
    sql(
      'idesk',
      `insert into state_reports (document_id, state, version, at)
       select id, 'ISSUED', version + 1, now() from documents where id = ${oneDraft}`,
    ),
  ],
  [
    'the due date of a draft',
    'due-date-disagrees',
    sql('idesk', `update documents set due_at = due_at + interval '1 day' where id = ${oneDraft}`),
  ],
  [
    'the news of a changed due date',
    'due-date-disagrees',
    sql('igate', `update dossiers set due_at = due_at + interval '1 day' where idesk_transfer_id = ${oneSend}`),
  ],
  [
    'a day of the calendar',
    'calendar-disagrees',
    sql('idesk', `delete from calendar_exceptions where day = '2026-09-02'`),
  ],
  [
    'the news of a changed calendar',
    'calendar-disagrees',
    sql('igate', `update calendar_versions set version = version + 1`),
  ],
  [
    'a step of a draft that iGate was told of',
    'timeline-differs',
    sql('igate', `delete from idesk_events where (transfer_id, version) = (${oneStep})`),
  ],
  [
    'the step of a draft that iGate was told of',
    'timeline-differs',
    sql('idesk', `delete from document_events where action = 'SUBMIT' and document_id = ${oneSubmitted}`),
  ],
  [
    'the memory of a send',
    'message-forgotten',
    sql('idesk', `delete from inbox where message_id = (select min(message_id::text)::uuid from inbox)`),
  ],
  ['the memory of a push', 'message-forgotten', sql('igate', `delete from inbox where message_id = ${onePushed}`)],
  ['a component', 'file-record-missing', sql('igate', `delete from attachments where id = ${oneOf('COMPONENT')}`)],
  [
    'a file of processing',
    'file-record-missing',
    sql('igate', `delete from attachments where id = ${oneOf('PROCESSING')}`),
  ],
  [
    'a file of a send',
    'file-record-missing',
    sql('igate', `delete from transfer_files where transfer_id = ${oneSend}`),
  ],
  [
    'a file of a document that iDesk drew up itself',
    'file-record-missing',
    sql(
      'idesk',
      `delete from document_files where id = (
         select f.id from document_files f join documents d on d.id = document_id where transfer_id is null limit 1
       )`,
    ),
  ],
  [
    'the entry of a hold',
    'audit-miscounted',
    sql('igate', `delete from audit_entries where action in ('SUSPEND', 'REQUEST_SUPPLEMENT')`),
  ],
  [
    'the arrival of a push in iGate',
    'push-without-arrival',
    sql('igate', `delete from transfers where id = ${onePushed}`),
  ],
  ['a push', 'arrival-without-push', sql('idesk', `delete from pushes where id = ${onePush}`)],
  [
    'the link of a send',
    'crossing-missing',
    sql('idesk', `delete from crossings where document_id = ${oneDraft} and kind = 'SEND_TO_IDESK'`),
  ],
  ['the links of all pulls', 'crossing-missing', sql('idesk', `delete from crossings where kind = 'ATTACH_RESULTS'`)],
  ['the links of all pushes', 'crossing-missing', sql('idesk', `delete from crossings where kind = 'PUSH_RESULTS'`)],
  ['a pull', 'crossing-without-transfer', sql('igate', `delete from transfers where id = ${onePull}`)],
  [
    'the state of a dossier',
    'state-disagrees',
    sql(
      'igate',
      `update dossiers set idesk_state = case idesk_state when 'SIGNED' then 'DRAFTING' else 'SIGNED' end where idesk_transfer_id = ${oneSend}`,
    ),
  ],
  [
    'the send of a dossier',
    'dossier-contradicts-transfers',
    sql('igate', `update dossiers set idesk_transfer_id = null where idesk_transfer_id = ${oneSend}`),
  ],
  [
    'the flag of results',
    'dossier-contradicts-transfers',
    sql('igate', `update dossiers set has_results = not has_results where idesk_transfer_id = ${oneSend}`),
  ],
  ['a file of iGate', 'file-missing', files(async (province) => rm(await oneFile(province, 'igate')))],
  ['a file of iDesk', 'file-missing', files(async (province) => rm(await oneFile(province, 'idesk')))],
  ['the end of a file', 'file-changed', files(async (province) => appendFile(await oneFile(province, 'idesk'), 'x'))],
  ['the record of a file', 'file-orphaned', files((province) => unneededFile(province, 'igate'))],
  [
    'an entry of the audit log',
    'audit-miscounted',
    sql(
      'igate',
      `delete from audit_entries where id = (select min(id::text)::uuid from audit_entries where dossier_code is not null)`,
    ),
  ],
  [
    "an entry of iDesk's audit log",
    'history-miscounted',
    sql('idesk', `delete from audit_entries where id = (select min(id::text)::uuid from audit_entries)`),
  ],
  [
    'an entry of a history',
    'history-miscounted',
    sql('idesk', `delete from document_events where id = (select min(id::text)::uuid from document_events)`),
  ],
  [
    'an issued document',
    'number-missing',
    sql('idesk', `delete from documents where number = 1 and transfer_id is null`),
  ],
  [
    'the uniqueness of a number',
    'number-repeated',
    sql('idesk', `drop index documents_register; update documents set number = 1 where number = 2`),
  ],
  ['the counter of a register', 'register-behind', sql('idesk', `update registers set last_number = 0`)],
  [
    'a dossier',
    'reception-missing',
    sql('igate', `delete from dossiers where code = (select min(code) from dossiers)`),
  ],
  ['the counter of a day', 'reception-behind', sql('igate', `delete from reception_counters`)],
];

describe('reconciliation', () => {
  let prepared: Awaited<ReturnType<typeof prepareProvince>>;
  beforeAll(async () => {
    prepared = await prepareProvince();
  });
  afterAll(() => prepared[Symbol.asyncDispose]());

  it('finds nothing where the systems agree', async () => {
    await using province = await prepared.copy([]);
    expect(await province.findings({ bytes: true })).toEqual([]);
  });

  it.each(breaks)('notices the loss of %s (%s)', async (_what, kind, { at, strike }) => {
    await using province = await prepared.copy([at]);
    await strike(province);
    const found = await province.findings();
    expect(found.map((finding) => finding.kind)).toContain(kind);
    expect(found.find((finding) => finding.kind === kind)?.what).toMatch(/^\S.*\.$/);
  });

  it('notices changed bytes of the same length where it reads them', async () => {
    await using province = await prepared.copy(['files']);
    const path = await oneFile(province, 'igate');
    await writeFile(path, '?', { flag: 'r+' });
    expect(await province.findings()).toEqual([]);
    expect((await province.findings({ bytes: true })).map(({ kind }) => kind)).toEqual(['file-changed']);
  });

  it('leaves files alone that may belong to a request under way', async () => {
    await using province = await prepared.copy(['idesk', 'files']);
    await unneededFile(province, 'idesk');
    await province.behindTheBackOf('idesk', `insert into file_claims (sha256) values (repeat('0', 64))`);
    expect(await province.findings()).toEqual([]);
  });

  it('has a test for every kind of disagreement', () => {
    expect(new Set(breaks.map(([, kind]) => kind))).toEqual(new Set(Object.keys(kinds)));
  });
});

/** One that a row needs: the demo makes some that so small a province has no use for. */
async function oneFile({ folder, systems }: Province, system: 'igate' | 'idesk'): Promise<string> {
  const needed = system === 'igate' ? neededByIgate(systems.igate) : neededByIdesk(systems.idesk);
  for await (const [file] of needed) {
    if (file) return join(folder, system, 'kept', file.sha256.slice(0, 2), file.sha256);
  }
  throw new Error('there is no file');
}
