import { callers, type Caller } from './accounts.ts';
import {
  documentRows,
  documentsSeen,
  documentStates,
  dossierRows,
  type DocumentRow,
  type DocumentState,
  type DossierRow,
} from './design.ts';
import type { Province } from './province.ts';
import type { ReadRow } from './reading.ts';
import { makeDocuments, makeDossiers, newDossierCode, type MadeDocument, type MadeDossier } from './rows.ts';

export interface NamedDocument extends MadeDocument {
  /** Such as `own SIGNED`. */
  readonly name: string;
  readonly row: DocumentRow;
  readonly state: DocumentState;
}

/** A dossier and an issued document that bears its code, one of each row with one of each. */
export interface Pair {
  readonly dossierRow: DossierRow;
  readonly documentRow: DocumentRow;
  readonly dossier: MadeDossier;
  readonly document: MadeDocument;
}

export interface Fixtures {
  readonly dossiers: Readonly<Record<DossierRow, MadeDossier>>;
  readonly documents: readonly NamedDocument[];
  readonly pairs: readonly Pair[];
}

export async function makeFixtures(province: Province): Promise<Fixtures> {
  const dossiers = await makeDossiers(
    province,
    dossierRows.map((row) => ({ row })),
  );
  const named = documentRows.flatMap((row) => documentStates.map((state) => ({ row, state, name: `${row} ${state}` })));
  const documents = await makeDocuments(province, named);
  const wanted = dossierRows.flatMap((dossierRow) => documentRows.map((documentRow) => ({ dossierRow, documentRow })));
  const pairedDocuments = await makeDocuments(
    province,
    wanted.map(({ documentRow }) => ({ row: documentRow, state: 'ISSUED' as const, dossierCode: newDossierCode() })),
  );
  const pairedDossiers = await makeDossiers(
    province,
    wanted.map(({ dossierRow }, index) => {
      const { dossierCode, transferId, fileId } = made(pairedDocuments[index]);
      return { row: dossierRow, code: String(dossierCode), transferId, sourceFileId: fileId };
    }),
  );
  return {
    dossiers: Object.fromEntries(dossierRows.map((row, index) => [row, made(dossiers[index])])) as Fixtures['dossiers'],
    documents: named.map((one, index) => ({ ...one, ...made(documents[index]) })),
    pairs: wanted.map((one, index) => ({
      ...one,
      dossier: made(pairedDossiers[index]),
      document: made(pairedDocuments[index]),
    })),
  };
}

export function made<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Error('a row was not made');
  return row;
}

/** Whether the design lets a caller see a document. */
export function seesDocument(caller: Caller, row: DocumentRow, state: DocumentState): boolean {
  const seen = documentsSeen[caller];
  return seen.rows.includes(row) && (seen.states ?? documentStates).includes(state);
}

/** Rows by name, for the ways that ask for them by one of their keys. */
export function rowsBy<Row>(rows: readonly (Row & { readonly name: string })[], key: (row: Row) => ReadRow) {
  return Object.fromEntries(rows.map((row) => [row.name, key(row)]));
}

/** A target for each row: one of its own where something will be done to it, else one that all callers share. */
export async function targetsFor<Row extends string, Target>(
  rows: readonly Row[],
  isDone: (caller: Caller, row: Row) => boolean,
  make: (rows: readonly Row[]) => Promise<readonly Target[]>,
): Promise<(caller: Caller, row: Row) => Target> {
  const shared = await make(rows);
  const own = callers.flatMap((caller) => rows.filter((row) => isDone(caller, row)).map((row) => ({ caller, row })));
  const owned = own.length === 0 ? [] : await make(own.map(({ row }) => row));
  return (caller, row) => {
    const index = own.findIndex((one) => one.caller === caller && one.row === row);
    return made(index < 0 ? shared[rows.indexOf(row)] : owned[index]);
  };
}
