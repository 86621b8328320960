import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createFileAddresses } from '../../platform/files/signed-address.ts';
import { accountNames, igateAccount, ssoAccount, type AccountName, type Caller } from './authorization/accounts.ts';
import { unknownCode, unknownId } from './authorization/cells.ts';
import { documentRows, documentsSeen, dossierRows, dossiersSeen } from './authorization/design.ts';
import { openProvince, type Province } from './authorization/province.ts';
import { questionFor, type Reading } from './authorization/reading.ts';
import * as desk from './authorization/readings-idesk.ts';
import * as counter from './authorization/readings-igate.ts';
import { makeDocuments, makeDossiers, type MadeDocument, type MadeDossier } from './authorization/rows.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const ofEach = 3;

let province: Province;
let dossiers: readonly (MadeDossier & { readonly row: string })[];
let documents: readonly (MadeDocument & { readonly row: string })[];
beforeAll(async () => {
  province = await openProvince();
  const wanted = Array.from({ length: ofEach }, () => dossierRows.map((row) => ({ row }))).flat();
  dossiers = (await makeDossiers(province, wanted)).map((made, index) => ({ ...made, row: wanted[index]?.row ?? '' }));
  const issued = Array.from({ length: ofEach }, () =>
    documentRows.map((row) => ({ row, state: 'ISSUED' as const })),
  ).flat();
  documents = (await makeDocuments(province, issued)).map((made, index) => ({
    ...made,
    row: issued[index]?.row ?? '',
  }));
});
afterAll(() => province.close());

interface Page {
  readonly totalCount: number;
  readonly edges: readonly {
    readonly cursor: string;
    readonly node: { readonly code?: string; readonly id?: string };
  }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean };
}

const page = 'totalCount edges { cursor node { KEY } } pageInfo { hasNextPage hasPreviousPage }';
const listDossiers = async (caller: Caller, args: string) =>
  (await province.get<{ dossiers: Page }>('igate', caller, `{ dossiers(${args}) { ${page.replace('KEY', 'code')} } }`))
    .dossiers;
const officers = accountNames.filter((name) => name !== 'chualienket');
const codesOf = (rows: readonly string[]) => dossiers.filter(({ row }) => rows.includes(row)).map(({ code }) => code);
const listed = (list: Page) => list.edges.map(({ node }) => node.code ?? node.id ?? '').toSorted();

describe('a list tells nothing of what is not in it', () => {
  it.each(officers)('%s: count and further pages are those of the rows one sees, in every order', async (caller) => {
    const own = codesOf(dossiersSeen[caller]).toSorted();
    for (const orderBy of ['DUE_SOONEST', 'RECEIVED_NEWEST', 'RECEIVED_OLDEST', 'CHANGED_NEWEST']) {
      const all = await listDossiers(caller, `orderBy: ${orderBy}`);
      expect(listed(all)).toEqual(own);
      const first = await listDossiers(caller, `orderBy: ${orderBy}, first: 1`);
      expect([first.totalCount, first.pageInfo.hasNextPage]).toEqual([own.length, own.length > 1]);
      const end = all.edges.at(-1);
      if (!end) continue;
      const beyond = await listDossiers(caller, `orderBy: ${orderBy}, first: 1, after: "${end.cursor}"`);
      expect([beyond.edges.length, beyond.pageInfo.hasNextPage]).toEqual([0, false]);
    }
  });

  it.each(officers)('%s: a filter for what one does not see finds nothing', async (caller) => {
    const { division, procedure } = province.offices.igate;
    const seen = codesOf(dossiersSeen[caller]);
    const foreign = dossiersSeen[caller].includes('foreign') ? 'STTTT' : 'SNN';
    for (const filter of [
      `codes: ${JSON.stringify(dossiers.map(({ code }) => code).filter((code) => !seen.includes(code)))}`,
      `procedure: "${procedure[foreign]}"`,
      `division: "${division[foreign === 'SNN' ? 'TT' : 'BCVT']}"`,
      `assignee: "${igateAccount(foreign === 'SNN' ? 'chuyenviensnn' : 'hoant')}"`,
      'search: "không ai tên như vậy"',
    ]) {
      const found = await listDossiers(caller, `filter: { ${filter} }`);
      expect([filter, found]).toEqual([filter, await listDossiers(caller, `filter: { codes: ["${unknownCode()}"] }`)]);
    }
  });

  it('a cursor that another officer was given leads to one’s own rows', async () => {
    const theirs = await listDossiers('motcua', 'orderBy: RECEIVED_NEWEST');
    for (const caller of ['hoant', 'chuyenviensnn', 'quantri'] as const) {
      const own = codesOf(dossiersSeen[caller]);
      for (const { cursor } of theirs.edges) {
        for (const side of ['first: 500, after', 'last: 500, before']) {
          const found = await listDossiers(caller, `orderBy: RECEIVED_NEWEST, ${side}: "${cursor}"`);
          expect(listed(found).filter((code) => !own.includes(code))).toEqual([]);
          expect(found.totalCount).toBe(own.length);
        }
      }
    }
  });

  it.each(officers)('%s: documents are counted as they are seen, also in somebody else’s list', async (caller) => {
    const visible = documents.filter(({ row }) => documentsSeen[caller].rows.some((seen) => seen === row));
    const list = `outgoingDocuments(list: PROCESSING, first: 1) { ${page.replace('KEY', 'id')} }`;
    const { outgoingDocuments } = await province.get<{ outgoingDocuments: Page }>('idesk', caller, `{ ${list} }`);
    expect([outgoingDocuments.totalCount, outgoingDocuments.pageInfo.hasNextPage]).toEqual([
      visible.length,
      visible.length > 1,
    ]);
    const owners: Readonly<Record<string, AccountName>> = { own: 'hoant', department: 'chuyenvien2' };
    for (const [row, owner] of Object.entries(owners)) {
      const { _entities } = await province.get<{ _entities: [{ drafts: Page; awaitingMe: Page } | null] }>(
        'idesk',
        caller,
        `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on DeskUser {
          drafts { ${page.replace('KEY', 'id')} } awaitingMe { totalCount }
        } } }`,
        { keys: [{ __typename: 'DeskUser', ssoAccount: ssoAccount(owner) }] },
      );
      const wanted = visible.filter((document) => document.row === row).map(({ id }) => id);
      const drafts = _entities[0]?.drafts;
      expect([drafts ? listed(drafts) : [], drafts?.totalCount ?? 0]).toEqual([wanted.toSorted(), wanted.length]);
    }
  });
});

interface Change {
  readonly at: 'igate' | 'idesk';
  readonly by: Caller;
  readonly field: string;
  readonly type: string;
  readonly of: 'dossier' | 'transfer' | 'document';
  readonly input: (key: string) => object;
}

const ofDossier = (field: string, type: string, by: Caller, more: object = {}): Change => {
  return { at: 'igate', by, field, type, of: 'dossier', input: (dossierCode) => ({ dossierCode, ...more }) };
};
const ofDocument = (field: string, type: string, by: Caller, key: string, more: object = {}): Change => {
  return { at: 'idesk', by, field, type, of: 'document', input: (id) => ({ [key]: id, ...more }) };
};

/** By those whom the action is for, on what is not theirs. */
const changes: readonly Change[] = [
  ofDossier('assignDossier', 'AssignDossierInput', 'truongphong', { assignee: igateAccount('hoant') }),
  ofDossier('completeStep', 'CompleteStepInput', 'hoant', { note: 'Xong' }),
  ofDossier('sendToIdesk', 'SendToIdeskInput', 'hoant', { subject: 'Gửi' }),
  ofDossier('attachResults', 'AttachResultsInput', 'hoant', { fileIds: [unknownId()] }),
  ofDossier('requestSupplement', 'HoldDossierInput', 'motcua', { reason: 'Thiếu giấy tờ' }),
  ofDossier('suspendDossier', 'HoldDossierInput', 'truongphong', { reason: 'Chờ ý kiến' }),
  ofDossier('resumeDossier', 'ResumeDossierInput', 'truongphong'),
  {
    at: 'igate',
    by: 'hoant',
    field: 'retryTransfer',
    type: 'RetryTransferInput',
    of: 'transfer',
    input: (transferId) => ({ transferId }),
  },
  ofDocument('updateDraft', 'UpdateDraftInput', 'hoant', 'draftId', { version: 1, subject: 'Khác' }),
  ofDocument('submitDraft', 'DraftStepInput', 'hoant', 'draftId', { version: 1 }),
  ofDocument('approveDraft', 'DraftStepInput', 'truongphong', 'draftId', { version: 1 }),
  ofDocument('returnDraft', 'ReturnDraftInput', 'truongphong', 'draftId', { version: 1, reason: 'Thiếu căn cứ' }),
  ofDocument('signDraft', 'DraftStepInput', 'lanhdao', 'draftId', { version: 1 }),
  ofDocument('issueDocument', 'IssueDocumentInput', 'vanthu', 'draftId', { version: 1 }),
  ofDocument('archiveDocument', 'ArchiveDocumentInput', 'vanthu', 'documentId'),
  ofDocument('recallDocument', 'RecallDocumentInput', 'vanthu', 'documentId', { reason: 'Ban hành nhầm' }),
  ofDocument('pushResultsToIgate', 'PushResultsToIgateInput', 'vanthu', 'documentId'),
];

describe('what is denied costs as much as what is missing', () => {
  const statementsOf = async (caller: Caller, reading: Reading, key: string) => {
    province.statements[reading.at].length = 0;
    const { query, variables } = questionFor(reading, [key]);
    await province.ask(reading.at, caller, query, variables);
    // Those that wait for nothing of each other go out in any order.
    return province.statements[reading.at].toSorted();
  };

  it('the same SQL statements, word by word, for every way in', async () => {
    const dossier = dossiers.find(({ row }) => row === 'foreign');
    const document = documents.find(({ row }) => row === 'foreign');
    const compared: [readonly Reading[], denied: string, missing: string][] = [
      [counter.dossierReadings, dossier?.code ?? '', unknownCode()],
      [counter.attachmentReadings, dossier?.attachments.PROCESSING ?? '', unknownId()],
      [counter.transferReadings, dossier?.transferId ?? '', unknownId()],
      [counter.transferListReadings, dossier?.code ?? '', unknownCode()],
      [counter.officerReadings, igateAccount('chuyenviensnn'), 'nobody@binhdinh.gov.vn'],
      [counter.deskUserReadings, ssoAccount('chuyenviensnn'), 'nobody@binhdinh.gov.vn'],
      [desk.documentReadings, document?.id ?? '', unknownId()],
      [desk.issuedDocumentReadings, document?.id ?? '', unknownId()],
      [desk.documentFileReadings, document?.fileId ?? '', unknownId()],
      [desk.byDossierReadings, document?.dossierCode ?? '', unknownCode()],
      [desk.byTransferReadings, document?.transferId ?? '', unknownId()],
      [desk.listReadings, document?.subject ?? '', unknownId()],
      [desk.deskOfficerReadings, ssoAccount('chuyenviensnn'), 'nobody@binhdinh.gov.vn'],
    ];
    for (const [readings, denied, missing] of compared) {
      for (const reading of readings) {
        const cost = await statementsOf('vanthu', reading, denied);
        expect([reading.way, reading.what, cost]).toEqual([
          reading.way,
          reading.what,
          await statementsOf('vanthu', reading, missing),
        ]);
        expect(cost.length).toBeGreaterThan(0);
      }
    }
  });

  it.each(changes)(
    'and where it is to be changed, by $field: the same refusal, the same SQL statements',
    async (change) => {
      const { at, field, type, input } = change;
      const keys = {
        dossier: [dossiers.find(({ row }) => row === 'foreign')?.code, unknownCode()],
        transfer: [dossiers.find(({ row }) => row === 'foreign')?.transferId, unknownId()],
        document: [documents.find(({ row }) => row === 'foreign')?.id, unknownId()],
      }[change.of];
      const outcomes = [];
      for (const key of keys) {
        province.statements[at].length = 0;
        const mutation = `mutation ($input: ${type}!) { ${field}(input: $input) { __typename } }`;
        const { data, errors } = await province.ask(at, change.by, mutation, { input: input(key ?? '') });
        const refusals = errors.map(({ message, extensions }) => [message, extensions?.code]);
        outcomes.push({ data, refusals, statements: province.statements[at].toSorted() });
      }
      const [ofDenied, ofMissing] = outcomes;
      expect(ofDenied).toEqual(ofMissing);
      expect(ofDenied?.refusals).toEqual([[expect.any(String), 'NOT_FOUND']]);
      expect(ofDenied?.statements.length).toBeGreaterThan(0);
    },
  );

  it('and at the address of a file that its officer sees no more, or that is gone', async () => {
    const dossier = dossiers.find(({ row }) => row === 'foreign');
    const document = documents.find(({ row }) => row === 'foreign');
    for (const [at, account, deniedId] of [
      ['igate', igateAccount('hoant'), dossier?.attachments.PROCESSING ?? ''],
      ['idesk', ssoAccount('hoant'), document?.fileId ?? ''],
    ] as const) {
      const addresses = createFileAddresses({
        secret: 'a secret of at least 32 bytes, for tests',
        publicUrl: province.urls[at],
        subgraph: at,
        lifetimeSeconds: 300,
        now: () => new Date(),
      });
      const outcomes = [];
      for (const id of [deniedId, unknownId()]) {
        province.statements[at].length = 0;
        const response = await fetch(addresses.download({ id, name: 'a.pdf', mediaType: 'application/pdf' }, account));
        const text = await response.text();
        outcomes.push({ status: response.status, text, statements: province.statements[at].toSorted() });
      }
      const [ofDenied, ofMissing] = outcomes;
      expect(ofDenied).toEqual(ofMissing);
      expect(ofDenied?.status).toBe(404);
      expect(ofDenied?.statements.length).toBeGreaterThan(0);
    }
  });
});
