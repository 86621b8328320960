import DataLoader from 'dataloader';
import type { Kysely } from 'kysely';
import type { DeskUser } from '../domain/desk-user.ts';
import type { DocumentFile } from '../domain/document-file.ts';
import type { DeskDocument } from '../domain/document.ts';
import { isId } from '../domain/ids.ts';
import { visibleOfficers, visibleTo, type Scope } from '../domain/row-scope.ts';
import type { ResultPush } from '../domain/result-push.ts';
import { findCrossings } from '../store/crossings.ts';
import { findDeskUsers } from '../store/desk-users.ts';
import { findAvailableResults, findFiles, findFilesOfDocuments } from '../store/document-files.ts';
import { findDocuments, findDocumentsOfDossiers } from '../store/documents.ts';
import { findFilesOfPushes, findPushesOfDocuments } from '../store/pushes.ts';
import type { IdeskSchema } from '../store/schema.ts';

/**
 * One request's reads, batched: however many rows a query joins, each of these costs one statement. Whatever is read by a
 * key that came from outside is restricted to what the viewer sees; what hangs on such a row (its files, its pushes, the
 * names on it) is not restricted again.
 */
export interface Loaders {
  readonly document: DataLoader<string, DeskDocument | null>;
  readonly documentsOfDossier: DataLoader<string, DeskDocument[]>;
  readonly documentsOfTransfer: DataLoader<string, DeskDocument[]>;
  readonly file: DataLoader<string, DocumentFile | null>;
  readonly filesOfDocument: DataLoader<string, DocumentFile[]>;
  /** By dossier code; a loader for each search text. */
  availableResults(search: string | null): DataLoader<string, DocumentFile[]>;
  readonly pushesOfDocument: DataLoader<string, ResultPush[]>;
  readonly filesOfPush: DataLoader<string, DocumentFile[]>;
  /** Whom a visible document names, whoever they are. */
  readonly deskUser: DataLoader<string, DeskUser | null>;
  readonly visibleDeskUser: DataLoader<string, DeskUser | null>;
}

export function createLoaders(database: Kysely<IdeskSchema>, viewer: () => Promise<DeskUser>): Loaders {
  const scope = async (): Promise<Scope> => visibleTo(await viewer());
  const document = one(
    async (ids) => findDocuments(database, ids.filter(isId), await scope()),
    (found) => found.id,
  );
  const results = new Map<string | null, DataLoader<string, DocumentFile[]>>();
  return {
    document,
    documentsOfDossier: many(
      async (codes) => {
        const documents = await findDocumentsOfDossiers(database, codes, await scope());
        // The way back, from a file to its document, then costs no statement.
        for (const found of documents) document.prime(found.id, found);
        return documents;
      },
      (found) => found.dossierCode,
    ),
    documentsOfTransfer: documentsOfTransfer(database, scope, document),
    file: one(
      async (ids) => findFiles(database, ids.filter(isId), await scope()),
      (found) => found.id,
    ),
    filesOfDocument: many(
      (ids) => findFilesOfDocuments(database, ids),
      (found) => found.documentId,
    ),
    availableResults(search) {
      const known = results.get(search);
      if (known) return known;
      const loader = many(
        async (codes) => findAvailableResults(database, codes, await scope(), search),
        (found) => found.dossierCode,
      );
      results.set(search, loader);
      return loader;
    },
    pushesOfDocument: many(
      (ids) => findPushesOfDocuments(database, ids),
      (found) => found.documentId,
    ),
    filesOfPush: many(
      (ids) => findFilesOfPushes(database, ids),
      (found) => found.pushId,
    ),
    deskUser: one(
      (accounts) => findDeskUsers(database, accounts.filter(isText), 'ALL'),
      (found) => found.ssoAccount,
    ),
    visibleDeskUser: one(
      async (accounts) => findDeskUsers(database, accounts.filter(isText), visibleOfficers(await viewer())),
      (found) => found.ssoAccount,
    ),
  };
}

/** A crossing names documents by id, so that they are read (and restricted) where all documents are. */
function documentsOfTransfer(
  database: Kysely<IdeskSchema>,
  scope: () => Promise<Scope>,
  document: DataLoader<string, DeskDocument | null>,
): DataLoader<string, DeskDocument[]> {
  return new DataLoader(async (ids) => {
    const crossings = await findCrossings(database, ids.filter(isId), await scope());
    const documents = await Promise.all(
      crossings.map(async ({ transferId, documentId }) => ({ transferId, found: await document.load(documentId) })),
    );
    const byTransfer = Map.groupBy(documents, ({ transferId }) => transferId);
    return ids.map((id) => (byTransfer.get(id) ?? []).flatMap(({ found }) => found ?? []));
  });
}

/** At most one value for a key; null where there is none. */
function one<Value>(
  read: (keys: readonly string[]) => Promise<Value[]>,
  keyOf: (value: Value) => string,
): DataLoader<string, Value | null> {
  return new DataLoader(async (keys) => {
    const found = new Map((await read(keys)).map((value) => [keyOf(value), value]));
    return keys.map((key) => found.get(key) ?? null);
  });
}

/** Any number of values for a key, in the order they were read. */
function many<Value>(
  read: (keys: readonly string[]) => Promise<Value[]>,
  keyOf: (value: Value) => string | null,
): DataLoader<string, Value[]> {
  return new DataLoader(async (keys) => {
    const found = Map.groupBy(await read(keys), keyOf);
    return keys.map((key) => found.get(key) ?? []);
  });
}

/** PostgreSQL's text cannot hold NUL; nothing has a key with one in it. */
function isText(key: string): boolean {
  return !key.includes('\0');
}
