import { setTimeout as delay } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import { verifyAuditChain } from '../../platform/audit/audit-verification.ts';
import { sweepAbandoned } from '../../platform/files/file-sweep.ts';
import { liveMessages } from '../../platform/transfers/live-messages.ts';
import { findDisagreements } from '../../reconcile/disagreements.ts';
import type { Finding } from '../../reconcile/finding.ts';
import { auditColumns as ideskAudit } from '../../subgraphs/idesk/store/audit-columns.ts';
import { isContentNeeded as neededInIdesk } from '../../subgraphs/idesk/store/document-files.ts';
import { auditColumns as igateAudit } from '../../subgraphs/igate/store/audit-columns.ts';
import { isContentNeeded as neededInIgate } from '../../subgraphs/igate/store/needed-contents.ts';
import { misnotedFacts } from '../support/report-facts.ts';
import type { Entry, Ledger } from './ledger.ts';
import type { FaultyProvince } from './province.ts';

export interface Verdict {
  /** Promised to an officer and not carried out, without saying so. */
  readonly lost: readonly string[];
  /** Carried out more than once. */
  readonly duplicate: readonly string[];
  /** Files that are not what the officer sent. */
  readonly broken: readonly string[];
  /** Given up, with the reason that the officer reads. */
  readonly failed: readonly string[];
  /** Everything else that the two systems' books disagree about. */
  readonly disagreements: readonly string[];
  /** Files that no row needs, after a sweep that has waited for nobody. */
  readonly orphans: readonly string[];
  /** How many that sweep removed, which crashes between an upload and its record had left since the last one. */
  readonly swept: number;
  readonly accepted: { readonly send: number; readonly pull: number; readonly push: number };
  readonly reports: number;
}

/** Waits until nothing is on its way any more; answers how long that took, in milliseconds, or null where it never was. */
export async function settled(province: FaultyProvince, withinMs: number): Promise<number | null> {
  const startedAt = Date.now();
  while (Date.now() - startedAt < withinMs) {
    const open = await underWay(province).catch(() => null);
    if (open === 0) return Date.now() - startedAt;
    await delay(500);
  }
  return null;
}

async function underWay({ databases }: FaultyProvince): Promise<number> {
  const [igate, idesk] = [databases.igate.kysely, databases.idesk.kysely];
  const transfers = await count(igate, sql`select from transfers where state = 'PENDING'`);
  const pushes = await count(idesk, sql`select from pushes where state = 'PENDING'`);
  const jobs = (await count(igate, await liveMessages(igate))) + (await count(idesk, await liveMessages(idesk)));
  return transfers + pushes + jobs;
}

async function count<Schema>(database: Kysely<Schema>, query: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) from (${query}) as found`.execute(database);
  return rows[0]?.count ?? 0;
}

/** Ids of the transfers and pushes that are there, before anybody works. */
export async function taken(province: FaultyProvince): Promise<ReadonlySet<string>> {
  const { igate, idesk } = province.systems;
  const transfers = await igate.selectFrom('transfers').select('id').execute();
  const pushes = await idesk.selectFrom('pushes').select('id').execute();
  return new Set([...transfers, ...pushes].map(({ id }) => id));
}

/** Compares what the officers were told with what is there, and the two systems with each other. */
export async function judge(province: FaultyProvince, ledger: Ledger, before: ReadonlySet<string>): Promise<Verdict> {
  const igate = province.databases.igate.kysely;
  const idesk = province.databases.idesk.kysely;
  const transfers = new Map(
    (await igate.selectFrom('transfers').selectAll().execute()).map((transfer) => [transfer.id, transfer]),
  );
  const pushes = new Map((await idesk.selectFrom('pushes').selectAll().execute()).map((push) => [push.id, push]));
  const drafts = await draftsByTransfer(province);
  const bySubject = Map.groupBy(transfers.values(), ({ subject }) => subject);

  const lost: string[] = [];
  const duplicate: string[] = [];
  const broken: string[] = [];
  for (const entry of ledger.entries) {
    const told = `${entry.kind} ${[...entry.answers].join(' and ')} of ${entry.dossierCode} (key ${entry.key})`;
    if (entry.answers.size > 1) duplicate.push(`${told}: one key, two answers`);
    const found = entry.kind === 'push' ? pushes : transfers;
    for (const id of entry.answers) {
      // What was given up says so; what still waits after all this time does not, and is as good as lost.
      if (!found.has(id)) lost.push(`${told}: no such ${entry.kind}`);
      else if (found.get(id)?.state === 'PENDING') lost.push(`${told}: still PENDING`);
    }
    if (entry.kind === 'send') judgeSend(entry, bySubject.get(entry.subject)?.map(({ id }) => id) ?? []);
  }

  function judgeSend(entry: Entry, ids: readonly string[]): void {
    if (ids.length > 1) duplicate.push(`send “${entry.subject}” is ${ids.length} transfers: ${ids.join(', ')}`);
    const [answer] = entry.answers;
    if (answer !== undefined && !ids.includes(answer)) lost.push(`send “${entry.subject}” is not ${answer}`);
    for (const id of ids) {
      const draft = drafts.get(id);
      if (draft && draft.documents > 1) duplicate.push(`transfer ${id} is ${draft.documents} drafts`);
      const missing = entry.digests.filter((digest) => !draft?.digests.includes(digest));
      if (draft && missing.length > 0) broken.push(`draft of transfer ${id} lacks ${missing.join(', ')}`);
    }
  }

  // Nobody works any more, so that no claim is on its way to a row.
  const graceSeconds = 0;
  const swept = await sweep(province, graceSeconds);
  const findings = await findDisagreements(province.systems, { bytes: true, graceSeconds, settleMs: 3000 });
  const isOfFiles = ({ kind }: Finding) => kind === 'file-missing' || kind === 'file-changed';
  const failed = [...transfers.values(), ...pushes.values()].filter(
    ({ id, state }) => state === 'FAILED' && !before.has(id),
  );
  return {
    lost: [...lost, ...findings.filter(({ kind }) => lostKinds.has(kind)).map(({ what }) => what)],
    duplicate,
    broken: [...broken, ...findings.filter(isOfFiles).map(({ what }) => what)],
    failed: failed.map(({ id, last_error_en }) => `${id}: ${last_error_en ?? 'NO REASON'}`),
    disagreements: [
      ...findings
        .filter((finding) => !isOfFiles(finding) && !lostKinds.has(finding.kind) && finding.kind !== 'file-orphaned')
        .map(({ kind, what }) => `${kind}: ${what}`),
      ...(await brokenChains(province)),
      ...(await misnotedFacts({ igate, idesk })),
    ],
    orphans: findings.filter(({ kind }) => kind === 'file-orphaned').map(({ what }) => what),
    swept,
    accepted: {
      send: acceptedOf(ledger, 'send'),
      pull: acceptedOf(ledger, 'pull'),
      push: acceptedOf(ledger, 'push'),
    },
    reports: await count(idesk, sql`select from state_reports`),
  };
}

const lostKinds = new Set<string>([
  'send-without-draft',
  'push-without-arrival',
  'results-not-attached',
  'pending-without-job',
]);

function acceptedOf(ledger: Ledger, kind: Entry['kind']): number {
  return new Set(ledger.accepted.filter((entry) => entry.kind === kind).flatMap(({ answers }) => [...answers])).size;
}

async function draftsByTransfer({ databases }: FaultyProvince) {
  const { rows } = await sql<{ id: string; documents: number; digests: string[] }>`
    select transfer_id as id, count(distinct documents.id) as documents, array_agg(sha256) as digests
    from documents left join document_files on document_id = documents.id
    where transfer_id is not null group by transfer_id
  `.execute(databases.idesk.kysely);
  return new Map(rows.map((row) => [row.id, row]));
}

async function brokenChains({ databases }: FaultyProvince): Promise<string[]> {
  const verdicts = {
    iGate: await verifyAuditChain(databases.igate, igateAudit),
    iDesk: await verifyAuditChain(databases.idesk, ideskAudit),
  };
  return Object.entries(verdicts).flatMap(([system, { broken }]) =>
    broken ? [`${system}'s audit log is broken: ${JSON.stringify(broken)}`] : [],
  );
}

/** Answers with how many files it has removed. */
async function sweep({ databases, systems, logger }: FaultyProvince, graceSeconds: number): Promise<number> {
  const igate = { db: databases.igate.kysely, store: systems.igateFiles, isNeeded: neededInIgate, graceSeconds };
  const idesk = { db: databases.idesk.kysely, store: systems.ideskFiles, isNeeded: neededInIdesk, graceSeconds };
  return (await sweepAbandoned(igate, { logger })).removed + (await sweepAbandoned(idesk, { logger })).removed;
}
