import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { subgraphNames } from '../../schema/subgraphs.ts';
import { accountNames, accounts, callers, igateAccount, ssoAccount, type Caller } from './authorization/accounts.ts';
import { cells, tryReadings, unknownCode, unknownId, type Subject } from './authorization/cells.ts';
import * as design from './authorization/design.ts';
import { missingDossier, dossierDoings, type DossierTarget } from './authorization/doings-igate.ts';
import { documentDoings, missingDocument, type DocumentTarget } from './authorization/doings-idesk.ts';
import { tryDoing } from './authorization/doing.ts';
import { makeFixtures, rowsBy, seesDocument, targetsFor, type Fixtures } from './authorization/fixtures.ts';
import { links, tryLinks } from './authorization/links.ts';
import { openProvince, type Province } from './authorization/province.ts';
import type { Reading } from './authorization/reading.ts';
import * as desk from './authorization/readings-idesk.ts';
import * as counter from './authorization/readings-igate.ts';
import { makeDocuments, makeDossiers } from './authorization/rows.ts';
import { tryWaysWithoutRow, waysWithoutRow } from './authorization/without-row.ts';
import { linksOf, waysInto } from './authorization/ways.ts';

// Each test asks hundreds of questions: seconds together, and minutes where the machine has much else to do.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let province: Province;
let fixtures: Fixtures;
beforeAll(async () => {
  province = await openProvince();
  fixtures = await makeFixtures(province);
});
afterAll(async () => {
  await province.close();
});

const readings: readonly Reading[] = [...Object.values(counter), ...Object.values(desk)].flat();
const doings = [...Object.values(dossierDoings), ...Object.values(documentDoings)];

describe('the matrix has a place for everything in the schema', () => {
  it.each(subgraphNames)('root fields and entities of %s', (subgraph) => {
    const tried = [...readings, ...doings, ...waysWithoutRow].filter(({ at }) => at === subgraph).map(({ way }) => way);
    expect([...new Set(tried)].toSorted()).toEqual(waysInto(subgraph).toSorted());
  });

  it('links between the two systems', () => {
    expect(Object.keys(links).toSorted()).toEqual(subgraphNames.flatMap(linksOf).toSorted());
  });
});

describe('dossiers, and what hangs on them', () => {
  const dossierSubject = (key: (row: design.DossierRow) => string, seen: typeof design.dossiersSeen): Subject => ({
    rows: Object.fromEntries(
      design.dossierRows.map((row) => [row, { key: key(row), id: fixtures.dossiers[row].transferId }]),
    ),
    given: (caller) => seen[caller],
    missing: unknownId,
  });

  it('are seen by role and row', async () => {
    const subject = dossierSubject((row) => fixtures.dossiers[row].code, design.dossiersSeen);
    await tryReadings(province, counter.dossierReadings, { ...subject, missing: unknownCode });
  });

  it.each(['COMPONENT', 'PROCESSING', 'RESULT'] as const)('files of the kind %s are seen with them', async (kind) => {
    const seen = kind === 'COMPONENT' ? design.componentsSeen : design.dossiersSeen;
    const subject = dossierSubject((row) => fixtures.dossiers[row].attachments[kind], seen);
    await tryReadings(province, counter.attachmentReadings, subject);
  });

  it('crossings are seen with them, and all of them by the administrator', async () => {
    const byId = dossierSubject((row) => fixtures.dossiers[row].transferId, design.transfersSeen);
    await tryReadings(province, counter.transferReadings, byId);
    const byCode = dossierSubject((row) => fixtures.dossiers[row].code, design.transfersSeen);
    await tryReadings(province, counter.transferListReadings, { ...byCode, missing: unknownCode });
  });
});

describe('documents', () => {
  const documentSubject = (
    key: (document: Fixtures['documents'][number]) => string,
    missing: () => string,
    given: (document: Fixtures['documents'][number]) => boolean = () => true,
  ): Subject => ({
    rows: rowsBy(fixtures.documents, (document: Fixtures['documents'][number]) => ({
      key: key(document),
      id: document.id,
      fileId: document.fileId,
    })),
    given: (caller) =>
      fixtures.documents
        .filter((document) => seesDocument(caller, document.row, document.state) && given(document))
        .map(({ name }) => name),
    missing,
  });
  const isIssued = ({ state }: { readonly state: string }) => state.startsWith('ISSUED') || state === 'ARCHIVED';

  it('are seen by role, row and state', async () => {
    await tryReadings(
      province,
      desk.documentReadings,
      documentSubject(({ id }) => id, unknownId),
    );
    await tryReadings(
      province,
      desk.issuedDocumentReadings,
      documentSubject(({ id }) => id, unknownId, isIssued),
    );
    await tryReadings(
      province,
      desk.documentFileReadings,
      documentSubject(({ fileId }) => fileId, unknownId),
    );
  });

  it('are seen the same through the codes of their dossiers', async () => {
    // Those without a code have none to be found by.
    const coded = documentSubject(({ dossierCode, id }) => dossierCode ?? `${unknownCode()}#${id}`, unknownCode);
    const rows = Object.fromEntries(Object.entries(coded.rows).filter(([, { key }]) => !key.includes('#')));
    for (const reading of desk.byDossierReadings) {
      const subject = documentSubject(
        () => '',
        unknownCode,
        (document) => document.name in rows && (reading.what === 'drafts' || isIssued(document)),
      );
      await tryReadings(province, [reading], { ...subject, rows });
    }
  });

  it('are seen the same through crossings', async () => {
    for (const reading of desk.byTransferReadings) {
      const given = reading.what === 'draft' ? () => true : isIssued;
      const subject = documentSubject(({ transferId }) => transferId, unknownId, given);
      await tryReadings(province, [reading], subject);
    }
  });

  it('are listed and counted the same', async () => {
    const listed: Readonly<Record<string, (state: string) => boolean>> = {
      PROCESSING: (state) => !['DRAFTING', 'CANCELLED', 'ARCHIVED'].includes(state),
      TRACKING: (state) => !['DRAFTING', 'CANCELLED'].includes(state),
      ARCHIVE: (state) => state === 'ARCHIVED',
    };
    for (const reading of desk.listReadings) {
      const given = ({ state }: { readonly state: string }) => listed[reading.what ?? '']?.(state) === true;
      const subject = documentSubject(({ subject: words }) => words, unknownId, given);
      await tryReadings(province, [reading], subject);
    }
  });
});

describe('officers and procedures', () => {
  const officerSubject = (key: (name: (typeof accountNames)[number]) => string): Subject => ({
    rows: Object.fromEntries(accountNames.map((name) => [name, { key: key(name), id: igateAccount(name) }])),
    given: (caller) => accountNames.filter((name) => design.seesOfficerOf(caller, accounts[name].department)),
    missing: () => 'nobody@binhdinh.gov.vn',
  });

  it('are seen within the department, and by the administrator everywhere', async () => {
    await tryReadings(province, counter.officerReadings, officerSubject(igateAccount));
    await tryReadings(province, desk.deskOfficerReadings, officerSubject(ssoAccount));
    const { rows, given, missing } = officerSubject(ssoAccount);
    // Nothing leads from an SSO account that no officer has linked.
    await tryReadings(province, counter.deskUserReadings, {
      rows,
      missing,
      given: (caller) => given(caller).filter((name) => name !== 'chualienket'),
    });
    const departments = ['STTTT', 'SNN'] as const;
    await tryReadings(province, counter.procedureReadings, {
      rows: Object.fromEntries(departments.map((department) => [department, { key: `1.00${department}` }])),
      given: (caller) => departments.filter((department) => design.seesOfficerOf(caller, department)),
      missing: () => '1.00NONE',
    });
  });
});

it('what asks for no row asks for an officer, or for a role', async () => {
  await tryWaysWithoutRow(province);
});

it('links between the two systems give what both systems give', async () => {
  await tryLinks(province, fixtures.pairs);
});

describe('dossiers are worked on by those whose task it is', () => {
  it.each(Object.keys(dossierDoings) as (keyof typeof dossierDoings)[])('%s', async (name) => {
    const deed: design.DossierDeed = design.doneToDossiers[name];
    const expected = (caller: Caller, row: design.DossierRow) => {
      const seen = name.startsWith('retry') ? design.transfersSeen : design.dossiersSeen;
      if (!seen[caller].includes(row)) return 'NOT_FOUND';
      return deed.by[caller]?.[row] ?? 'FORBIDDEN';
    };
    const targets = await targetsFor<design.DossierRow, DossierTarget>(
      design.dossierRows,
      (caller, row) => expected(caller, row) === 'done',
      async (rows) => {
        const dossiers = await makeDossiers(
          province,
          rows.map((row) => ({ row, step: deed.step, hold: deed.hold })),
        );
        const documents = await makeDocuments(
          province,
          dossiers.map(({ code }) => ({ row: 'own' as const, state: 'ISSUED' as const, dossierCode: code })),
        );
        return dossiers.map(({ code, transferId }, index) => ({
          code,
          transferId,
          resultFileId: documents[index]?.fileId ?? '',
        }));
      },
    );
    await tryDoing(
      province,
      { ...dossierDoings[name], name },
      (caller) =>
        design.dossierRows.map((row) => ({ row, target: targets(caller, row), expected: expected(caller, row) })),
      missingDossier(),
    );
  });
});

describe('documents are taken on by those whose turn it is', () => {
  it.each(Object.keys(documentDoings) as (keyof typeof documentDoings)[])('%s', async (name) => {
    const deed: design.DocumentDeed = design.doneToDocuments[name];
    const names = fixtures.documents.map((document) => document.name);
    const known = new Map(fixtures.documents.map((document) => [document.name, document]));
    const expected = (caller: Caller, documentName: string) => {
      const document = known.get(documentName);
      if (!document || !seesDocument(caller, document.row, document.state)) return 'NOT_FOUND';
      const right = deed[caller];
      if (!right?.rows.includes(document.row)) return 'FORBIDDEN';
      if (right.from.includes(document.state)) return 'done';
      if (name !== 'push') return 'WRONG_STEP';
      return document.state === 'ISSUED without dossier' ? 'BAD_USER_INPUT' : 'DOCUMENT_NOT_ISSUED';
    };
    const targets = await targetsFor<string, DocumentTarget>(
      names,
      (caller, documentName) => expected(caller, documentName) === 'done',
      (wanted) =>
        makeDocuments(
          province,
          wanted.flatMap((documentName) => known.get(documentName) ?? []).map(({ row, state }) => ({ row, state })),
        ),
    );
    await tryDoing(
      province,
      { ...documentDoings[name], name },
      (caller) => names.map((row) => ({ row, target: targets(caller, row), expected: expected(caller, row) })),
      missingDocument(),
    );
  });
});

it('nobody gets past the gateway', async ({ task }) => {
  for (const { at, query, way } of waysWithoutRow.filter((one) => one.way !== 'Mutation.signIn')) {
    // What is to be followed is asked for as a stream: otherwise it is refused for that.
    const accept = way.startsWith('Subscription.') ? 'text/event-stream' : 'application/json';
    const answer = await fetch(`${province.urls.gateway}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify({ query }),
    });
    expect([way, await answer.text()]).toEqual([way, expect.stringContaining('"code":"UNAUTHENTICATED"')]);
    expect(at).toBeDefined();
    cells.count += 1;
  }
  expect(callers).toContain('nobody');
  // The last test of this file: all cells have been tried now.
  task.meta.attempts = cells.count;
});
