import type pg from 'pg';
import type { AuditColumn } from './audit-columns.ts';
import { beginning, hashOf, links, type Link } from './chain-links.ts';

/**
 * What was done to the log, as far as what is left of it tells:
 *
 * - `altered`: the entry is not what was hashed;
 * - `removed`: there is no such entry any more, but later ones are there;
 * - `truncated`: this entry and all after it are gone;
 * - `inserted`: the entry was not there when the one behind it was chained, or was never chained;
 * - `reordered`: another entry belongs here, which stands elsewhere;
 * - `replaced`: the entry was altered together with its hash, or removed and those behind it moved up: the one behind it
 *   names a predecessor that is nowhere;
 * - `rewritten`: the chain up to here was computed anew: it no longer has the hash that was noted.
 */
export interface ChainBreak {
  readonly kind: 'altered' | 'removed' | 'truncated' | 'inserted' | 'reordered' | 'replaced' | 'rewritten';
  /** In the chain, from 1; null for an entry that was never chained. */
  readonly position: number | null;
  /** The entry that stands there, or stood there as its link says; null where nothing tells. */
  readonly entryId: string | null;
}

interface Place {
  readonly client: pg.PoolClient;
  readonly columns: readonly AuditColumn[];
  readonly beforeLast: Link | null;
  /** The last link that holds; null where the first does not. */
  readonly last: Link | null;
  /** The one behind it, which does not. */
  readonly link: Link;
}

/** Names the break. Reads the chain once more where it must; it is broken only once. */
export async function breakAt({ client, columns, beforeLast, last, link }: Place): Promise<ChainBreak> {
  const expected = (last?.position ?? 0) + 1;
  const lastHash = last?.hash ?? beginning;
  const here = { position: expected, entryId: link.entryId };

  if (link.position < expected) return { ...here, position: link.position, kind: 'inserted' };
  if (link.position > expected) {
    const successor = await follower(client, lastHash);
    if (!successor) return { kind: 'removed', position: expected, entryId: null };
    return { kind: successor === link.entryId ? 'altered' : 'reordered', position: expected, entryId: successor };
  }
  if (link.fields === null) {
    return { ...here, kind: (await entriesBehind(client, link.position)) ? 'removed' : 'truncated' };
  }
  if (link.hash !== hashOf(link.previousHash, link.fields)) {
    if (await fitsElsewhere(client, columns, link)) return { ...here, kind: 'reordered' };
    const successor = await follower(client, lastHash, link.entryId);
    return { ...here, kind: successor ? 'inserted' : 'altered' };
  }
  if (last && link.previousHash === (beforeLast?.hash ?? beginning)) {
    return { kind: 'inserted', position: last.position, entryId: last.entryId };
  }
  if (await follower(client, lastHash, link.entryId)) {
    return { ...here, kind: (await isHash(client, link.previousHash)) ? 'reordered' : 'inserted' };
  }
  return last
    ? { kind: 'replaced', position: last.position, entryId: last.entryId }
    : { kind: 'removed', position: expected, entryId: null };
}

/** The entry that was chained behind the one with this hash. */
async function follower(client: pg.PoolClient, hash: string, otherThan: string | null = null): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    `select entry_id as id from audit_chain
     where previous_hash = decode($1, 'hex') and entry_id is distinct from $2::uuid limit 1`,
    [hash, otherThan],
  );
  return rows[0]?.id ?? null;
}

async function isHash(client: pg.PoolClient, hash: string): Promise<boolean> {
  const { rows } = await client.query(`select from audit_chain where hash = decode($1, 'hex') limit 1`, [hash]);
  return rows.length > 0;
}

async function entriesBehind(client: pg.PoolClient, position: number): Promise<boolean> {
  const { rows } = await client.query(
    `select from audit_chain link join audit_entries entry on entry.id = link.entry_id where link.position > $1 limit 1`,
    [position],
  );
  return rows.length > 0;
}

/** Whether the entry that this link was made for is there, at another link. */
async function fitsElsewhere(client: pg.PoolClient, columns: readonly AuditColumn[], link: Link): Promise<boolean> {
  for await (const { entryId, fields } of links(client, columns)) {
    if (entryId !== link.entryId && fields !== null && hashOf(link.previousHash, fields) === link.hash) return true;
  }
  return false;
}
