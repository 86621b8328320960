import { expect } from 'vitest';
import { callers, type AccountName, type Caller } from './accounts.ts';
import { cells } from './cells.ts';
import { dossiersSeen, refused, seesOfficerOf, transfersSeen } from './design.ts';
import { seesDocument, type Pair } from './fixtures.ts';
import type { Province } from './province.ts';
import { at, ids, partsOf, questionFor } from './reading.ts';
import { ownerOf } from './rows.ts';

/** A field by which one system's data leads to the other's, asked through the gateway. */
interface Link {
  /** The system that what the link begins from comes from; the other one answers the link. */
  readonly from: 'igate' | 'idesk';
  readonly type: string;
  readonly key: (pair: Pair) => string;
  readonly field: (key: string) => string;
  /** Whether the caller sees what the link begins from, and what it leads to. */
  readonly begins: (caller: Caller, pair: Pair) => boolean;
  readonly leads: (caller: Caller, pair: Pair) => boolean;
  /** What the answer holds at the link's end: null where it does not begin. */
  readonly end: (part: unknown, pair: Pair) => unknown;
  /** The end that is expected of a link that leads somewhere, and of one that leads nowhere. */
  readonly given: (pair: Pair) => unknown;
  readonly nothing: unknown;
}

const seesDossierOf = (caller: Caller, { dossierRow }: Pair) => dossiersSeen[caller].includes(dossierRow);
const seesDocumentOf = (caller: Caller, { documentRow }: Pair) => seesDocument(caller, documentRow, 'ISSUED');

function dossierList(field: string, end: (pair: Pair) => string): Link {
  return {
    from: 'igate',
    type: 'DossierCode!',
    key: ({ dossier }) => dossier.code,
    field: (key) => `dossier(code: ${key}) { status ${field} { id } }`,
    begins: seesDossierOf,
    leads: seesDocumentOf,
    end: (part) => at(part, field) && ids(at(part, field)),
    given: (pair) => [end(pair)],
    nothing: [],
  };
}

function transferEnd(field: string): Link {
  return {
    from: 'igate',
    type: 'DossierCode!',
    key: ({ dossier }) => dossier.code,
    field: (key) => `transfers(filter: { dossierCode: ${key} }) { edges { node { id ${field} { id subject } } } }`,
    begins: (caller, { dossierRow }) => transfersSeen[caller].includes(dossierRow),
    leads: seesDocumentOf,
    end: (part) => at(part, 'edges', 0, 'node', field, 'id'),
    given: ({ document }) => document.id,
    nothing: null,
  };
}

function backToTheDossier(field: (key: string) => string): Link {
  return {
    from: 'idesk',
    type: 'ID!',
    key: ({ document }) => document.id,
    field,
    begins: seesDocumentOf,
    leads: seesDossierOf,
    end: (part) => at(part, 'dossier', 'code') ?? at(part, 'edges', 0, 'node', 'dossier', 'code'),
    given: ({ dossier }) => dossier.code,
    nothing: null,
  };
}

const authorOf = ({ documentRow }: Pair): AccountName => ownerOf[documentRow];
const departmentOf = ({ documentRow }: Pair) => (documentRow === 'foreign' ? 'SNN' : 'STTTT');
const isLinked = (pair: Pair) => authorOf(pair) !== 'chualienket';

/** Every link that the schema has, by the field that leads over. */
export const links: Readonly<Record<string, Link>> = {
  'Dossier.drafts': dossierList('drafts', ({ document }) => document.id),
  'Dossier.issuedDocuments': dossierList('issuedDocuments', ({ document }) => document.id),
  'Dossier.availableResults': dossierList('availableResults', ({ document }) => document.fileId),
  'Transfer.draft': transferEnd('draft'),
  'Transfer.document': transferEnd('document'),
  'Attachment.sourceFile': {
    ...dossierList('', () => ''),
    field: (key) => `dossier(code: ${key}) { resultFiles { id sourceFile { id name } } }`,
    end: (part) => at(part, 'resultFiles', 0, 'sourceFile', 'name'),
    given: () => 'Kết quả.pdf',
    nothing: null,
  },
  'Officer.deskUser': {
    from: 'igate',
    type: 'String!',
    key: (pair) => authorOf(pair),
    field: (key) => `officers(search: ${key}) { account deskUser { ssoAccount fullName } }`,
    begins: (caller, pair) => seesOfficerOf(caller, departmentOf(pair)),
    leads: (caller, pair) => isLinked(pair) && seesOfficerOf(caller, departmentOf(pair)),
    end: (part, pair) => at(officerNamed(part, authorOf(pair)), 'deskUser', 'fullName'),
    given: (pair) => `Cán bộ ${authorOf(pair)}`,
    nothing: null,
  },
  'DeskUser.officer': {
    ...backToTheDossier((key) => `draft(id: ${key}) { createdBy { fullName officer { fullName } } }`),
    leads: (caller, pair) => isLinked(pair) && seesOfficerOf(caller, departmentOf(pair)),
    end: (part) => at(part, 'createdBy', 'officer', 'fullName'),
    given: (pair) => `Cán bộ ${authorOf(pair)}`,
  },
  'Draft.dossier': backToTheDossier((key) => `draft(id: ${key}) { id dossier { code status } }`),
  'IssuedDocument.dossier': backToTheDossier((key) => `issuedDocument(id: ${key}) { id dossier { code status } }`),
  'OutgoingDocument.dossier': {
    ...backToTheDossier(
      (key) =>
        `outgoingDocuments(list: PROCESSING, filter: { search: ${key} }) { edges { node { id dossier { code status } } } }`,
    ),
    type: 'String!',
    key: ({ document }) => document.subject,
  },
};

function officerNamed(officers: unknown, name: string): unknown {
  return Array.isArray(officers)
    ? officers.find((officer) => String(at(officer, 'account')).startsWith(`ig.${name}@`))
    : null;
}

/** Asks the gateway for every link of every pair, as every caller. */
export async function tryLinks(province: Province, pairs: readonly Pair[]): Promise<void> {
  for (const [way, link] of Object.entries(links)) {
    const to = link.from === 'igate' ? 'idesk' : 'igate';
    await Promise.all(
      callers
        .filter((caller) => caller !== 'nobody')
        .map(async (caller) => {
          const asking = { ask: { type: link.type, field: link.field } };
          const { query, variables } = questionFor(asking, pairs.map(link.key));
          const answer = await province.ask('gateway', caller, query, variables);
          const codes = new Set(answer.errors.map(({ extensions }) => extensions?.code));
          const refusal = refused[link.from][caller] ?? refused[to][caller];
          expect([way, caller, [...codes]]).toEqual([way, caller, refusal ? [refusal] : []]);
          const parts = partsOf(asking, answer.data, pairs.length);
          for (const [index, pair] of pairs.entries()) {
            cells.count += 1;
            const begins = refused[link.from][caller] === undefined && link.begins(caller, pair);
            const leads = begins && refused[to][caller] === undefined;
            const expected = !leads ? null : link.leads(caller, pair) ? link.given(pair) : link.nothing;
            const cell = [way, caller, pair.dossierRow, pair.documentRow];
            expect([...cell, link.end(parts[index], pair)]).toEqual([...cell, expected]);
          }
        }),
    );
  }
}
