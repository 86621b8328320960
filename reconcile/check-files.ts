import { createHash } from 'node:crypto';
import { youngClaims } from '../platform/files/file-claims.ts';
import type { FileStore, ListedFile } from '../platform/files/file-store.ts';
import { neededFiles as neededByIgate } from '../subgraphs/igate/store/reconciliation.ts';
import { neededFiles as neededByIdesk } from '../subgraphs/idesk/store/reconciliation.ts';
import { lostContents } from './check-records.ts';
import type { Finding, Findings, Systems } from './finding.ts';

export interface FileChecks {
  /** Reads every byte and hashes it, which takes as long as reading the store does. */
  readonly bytes: boolean;
  /** A file that no row needs may belong to a request that is under way, while its claim is younger than this. */
  readonly graceSeconds: number;
}

/** Every file that a row needs is there, whole; and every file that is there is needed. */
export async function* checkFiles(systems: Systems, checks: FileChecks): Findings {
  const { igate, idesk, igateFiles, ideskFiles } = systems;
  const lost = await lostContents(systems);
  const awaited = {
    igate: lost.igate.union(await youngClaims(igate, checks.graceSeconds)),
    idesk: lost.idesk.union(await youngClaims(idesk, checks.graceSeconds)),
  };
  yield* compare('iGate', needsOfIgate(igate), { store: igateFiles, awaited: awaited.igate }, checks);
  yield* compare('iDesk', needsOfIdesk(idesk), { store: ideskFiles, awaited: awaited.idesk }, checks);
}

interface Shelf {
  readonly store: FileStore;
  /** Digests of what requests under way may be about to name, and of what a lost record named, which is another finding. */
  readonly awaited: ReadonlySet<string>;
}

type System = 'iGate' | 'iDesk';

interface Need {
  readonly sha256: string;
  readonly leastSize: number;
  readonly greatestSize: number;
  /** Which file of what, in words. */
  readonly owner: string;
}

async function* needsOfIgate(igate: Systems['igate']): AsyncGenerator<Need> {
  for await (const batch of neededByIgate(igate)) {
    for (const { name, dossierCode, ...file } of batch) yield { ...file, owner: `“${name}” of dossier ${dossierCode}` };
  }
}

async function* needsOfIdesk(idesk: Systems['idesk']): AsyncGenerator<Need> {
  for await (const batch of neededByIdesk(idesk)) {
    for (const { name, documentId, ...file } of batch) yield { ...file, owner: `“${name}” of document ${documentId}` };
  }
}

/** Both come in the order of their digests, so that one walk along them meets every file once. */
async function* compare(system: System, needs: AsyncGenerator<Need>, shelf: Shelf, checks: FileChecks): Findings {
  const { store } = shelf;
  const listed = store.list()[Symbol.asyncIterator]();
  try {
    let file = await next(listed);
    for await (const need of needs) {
      while (file && file.sha256 < need.sha256) {
        yield* orphan(system, file, shelf);
        file = await next(listed);
      }
      if (file?.sha256 === need.sha256) {
        yield* faults(system, need, file, store, checks);
        file = await next(listed);
      } else {
        yield {
          kind: 'file-missing',
          subject: `${system} ${need.sha256}`,
          what: `${system}'s store lacks ${need.owner} (SHA-256 ${need.sha256}).`,
        };
      }
    }
    for (; file; file = await next(listed)) yield* orphan(system, file, shelf);
  } finally {
    await listed.return?.();
  }
}

async function next(files: AsyncIterator<ListedFile>): Promise<ListedFile | null> {
  const { done, value } = await files.next();
  return done ? null : value;
}

async function* faults(system: string, need: Need, file: ListedFile, store: FileStore, checks: FileChecks): Findings {
  const { sha256, leastSize, greatestSize, owner } = need;
  const found = { kind: 'file-changed', subject: `${system} ${sha256}` } as const;
  if (file.size !== leastSize || file.size !== greatestSize) {
    const expected = leastSize === greatestSize ? `${leastSize}` : `${leastSize} or ${greatestSize}`;
    yield { ...found, what: `${system}'s ${owner} has ${file.size} bytes instead of ${expected} (SHA-256 ${sha256}).` };
  } else if (checks.bytes && (await digestOf(store, sha256)) !== sha256) {
    yield { ...found, what: `${system}'s ${owner} has other bytes than its SHA-256 ${sha256} says.` };
  }
}

async function digestOf(store: FileStore, sha256: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of await store.read(sha256)) hash.update(chunk);
  return hash.digest('hex');
}

function* orphan(system: System, { sha256, size, keptAt }: ListedFile, { awaited }: Shelf): Generator<Finding> {
  if (awaited.has(sha256)) return;
  yield {
    kind: 'file-orphaned',
    subject: `${system} ${sha256}`,
    what: `${system}'s store holds a file of ${size} bytes since ${keptAt.toISOString()} that no row needs (SHA-256 ${sha256}).`,
    repair: { do: 'REMOVE_FILE', system, sha256 },
  };
}
