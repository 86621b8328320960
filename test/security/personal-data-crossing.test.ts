import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { dataOf } from '../support/graph-client.ts';
import { pdf } from '../support/journey.ts';
import { igateAccount, type Caller } from './authorization/accounts.ts';
import { openProvince, type Province } from './authorization/province.ts';
import { applicant } from './authorization/rows.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let province: Province;
beforeAll(async () => {
  province = await openProvince();
});
afterAll(() => province.close());

const change = async <Data>(caller: Caller, field: string, type: string, select: string, input: object) =>
  dataOf(
    await province.ask<Record<string, Data>>(
      'gateway',
      caller,
      `mutation ($input: ${type}!) { ${field}(input: $input) { ${select} } }`,
      { input },
    ),
  )[field];

it('nothing of an applicant crosses to iDesk: not over the wire, and not into its database', async () => {
  const received = await change<{ dossier: { code: string } }>(
    'motcua',
    'receiveDossier',
    'ReceiveDossierInput',
    'dossier { code }',
    {
      procedure: province.offices.igate.procedure.STTTT,
      applicant,
      components: [pdf('Đơn đề nghị.pdf', 'component')],
    },
  );
  const dossierCode = received?.dossier.code ?? '';
  await change('truongphong', 'assignDossier', 'AssignDossierInput', 'dossier { code }', {
    dossierCode,
    assignee: igateAccount('hoant'),
  });
  const subject = `Trích yếu ${randomUUID()}`;
  await change('hoant', 'sendToIdesk', 'SendToIdeskInput', 'transfer { id }', {
    dossierCode,
    subject,
    uploads: [pdf('Dự thảo.pdf', 'upload')],
  });
  await delivered(dossierCode, 'SEND_TO_IDESK');
  const { dossier } = await province.get<{ dossier: { drafts: { id: string; version: number }[] } }>(
    'gateway',
    'hoant',
    'query ($code: DossierCode!) { dossier(code: $code) { drafts { id version } } }',
    { code: dossierCode },
  );
  const [draft] = dossier.drafts;
  const draftId = draft?.id;
  let version = draft?.version ?? 0;
  for (const [caller, field] of [
    ['hoant', 'submitDraft'],
    ['truongphong', 'approveDraft'],
    ['lanhdao', 'signDraft'],
  ] as const) {
    const step = await change<{ draft: { version: number } }>(caller, field, 'DraftStepInput', 'draft { version }', {
      draftId,
      version,
    });
    version = step?.draft.version ?? 0;
  }
  const issued = await change<{ document: { id: string; files: { id: string }[] } }>(
    'vanthu',
    'issueDocument',
    'IssueDocumentInput',
    'document { id files { id } }',
    { draftId, version },
  );
  await change('hoant', 'attachResults', 'AttachResultsInput', 'transfer { id }', {
    dossierCode,
    fileIds: issued?.document.files.map(({ id }) => id),
  });
  await delivered(dossierCode, 'ATTACH_RESULTS');

  const wire = province.crossed();
  const dump = await dumpOf(province);
  // What does cross is found, so that what is not found has not crossed.
  for (const text of [wire, dump]) expect(text).toContain(subject);
  expect(traces(wire)).toEqual([]);
  expect(traces(dump)).toEqual([]);
});

/** A crossing may take longer than the officer is kept waiting for it. */
async function delivered(code: string, kind: string): Promise<void> {
  const query = 'query ($code: DossierCode!) { dossier(code: $code) { transfers { kind state } } }';
  await expect
    .poll(
      async () => {
        const { dossier } = await province.get<{ dossier: { transfers: object[] } }>('gateway', 'hoant', query, {
          code,
        });
        return dossier.transfers;
      },
      { timeout: 60_000 },
    )
    .toContainEqual({ kind, state: 'DELIVERED' });
}

/** Every row of every table of iDesk's database, its queues included. */
async function dumpOf({ idesk }: Province): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`.execute(idesk);
  expect(tables.length).toBeGreaterThan(15);
  const dumps = await Promise.all(
    tables.map(async ({ name }) => {
      const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.raw(name)} t`.execute(idesk);
      return rows.map(({ row }) => row).join('\n');
    }),
  );
  return dumps.join('\n');
}

/** Which of the applicant's data a text holds, written in whatever way. */
function traces(text: string): readonly string[] {
  const plain = plainly(text);
  return [...Object.values(applicant), 'Bích Nguyệt', 'Lê Lợi'].filter((datum) => plain.includes(plainly(datum)));
}

function plainly(text: string): string {
  return text
    .replaceAll(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase();
}
