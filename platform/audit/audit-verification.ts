import type pg from 'pg';
import type { AuditColumn } from './audit-columns.ts';
import { breakAt, type ChainBreak } from './chain-break.ts';
import { beginning, hashOf, links, type Link } from './chain-links.ts';

/** An entry of the chain by its place and its hash (64 hexadecimal digits): enough to convict whoever changes anything up to it. */
export interface ChainHead {
  readonly position: number;
  readonly hash: string;
}

export interface ChainVerdict {
  /** Of unbroken chain, from the beginning. */
  readonly entries: number;
  /** The last entry of the unbroken chain; null where there is none. */
  readonly head: ChainHead | null;
  /** Where the chain is broken first; null where it is whole. */
  readonly broken: ChainBreak | null;
}

/**
 * Recomputes the whole chain that `auditChainSql` has made, entry by entry, in constant memory, over one snapshot: entries
 * that are written meanwhile do not disturb it. The hashes are computed here and not by the database, whose functions may
 * have been tampered with too.
 *
 * @param noted a head that an earlier verification gave and that was kept outside the database: the chain must contain it,
 *   so that the newest entries cannot be removed, nor the chain computed anew, without a trace.
 */
export async function verifyAuditChain(
  { pool }: { readonly pool: pg.Pool },
  columns: readonly AuditColumn[],
  noted: ChainHead | null = null,
): Promise<ChainVerdict> {
  const client = await pool.connect();
  let failed = true;
  try {
    // A long log takes longer than any query of ours may.
    await client.query('set statement_timeout = 0');
    await client.query('begin isolation level repeatable read read only');
    const verdict = await walk(client, columns, noted);
    await client.query('commit');
    await client.query('reset statement_timeout');
    failed = false;
    return verdict;
  } finally {
    client.release(failed);
  }
}

async function walk(
  client: pg.PoolClient,
  columns: readonly AuditColumn[],
  noted: ChainHead | null,
): Promise<ChainVerdict> {
  let beforeLast: Link | null = null;
  let last: Link | null = null;
  const verdict = (broken: ChainBreak | null): ChainVerdict => ({
    entries: last?.position ?? 0,
    head: last && { position: last.position, hash: last.hash },
    broken,
  });
  for await (const link of links(client, columns)) {
    const holds =
      link.position === (last?.position ?? 0) + 1 &&
      link.previousHash === (last?.hash ?? beginning) &&
      link.fields !== null &&
      link.hash === hashOf(link.previousHash, link.fields);
    if (!holds) return verdict(await breakAt({ client, columns, beforeLast, last, link }));
    if (link.position === noted?.position && link.hash !== noted.hash) {
      return verdict({ kind: 'rewritten', position: link.position, entryId: link.entryId });
    }
    beforeLast = last;
    last = link;
  }
  const unchained = await client.query<{ id: string }>(
    `select id from audit_entries entry
     where not exists (select from audit_chain link where link.entry_id = entry.id) order by at, id limit 1`,
  );
  const [stray] = unchained.rows;
  if (stray) return verdict({ kind: 'inserted', position: null, entryId: stray.id });
  const length = last?.position ?? 0;
  if (noted && noted.position > length) return verdict({ kind: 'truncated', position: length + 1, entryId: null });
  return verdict(null);
}
