import { createHash } from 'node:crypto';
import type pg from 'pg';
import { renderedColumn, type AuditColumn } from './audit-columns.ts';

/** One link of the chain with the entry that it is about. */
export interface Link {
  readonly position: number;
  readonly entryId: string;
  readonly previousHash: string;
  readonly hash: string;
  /** The entry's columns as they are hashed; null where there is no such entry any more. */
  readonly fields: readonly (string | null)[] | null;
}

/** What the first entry is chained to. */
export const beginning = '0'.repeat(64);

/** Rows that are in memory at a time. */
const batchSize = 2000;

/** The chain in its order, with the entries; an entry that is gone leaves its link. */
export async function* links(client: pg.PoolClient, columns: readonly AuditColumn[]): AsyncGenerator<Link> {
  const fields = columns.map((column) => renderedColumn(column, 'entry')).join(', ');
  // A name of its own each time: while one is read, a break may ask for another.
  const cursor = `audit_${cursors++}`;
  await client.query(
    `declare ${cursor} no scroll cursor for
     select link.position, link.entry_id as "entryId", encode(link.previous_hash, 'hex') as "previousHash",
       encode(link.hash, 'hex') as hash,
       case when entry.id is not null then array[${fields}] end as fields
     from audit_chain link left join audit_entries entry on entry.id = link.entry_id
     order by link.position, link.entry_id`,
  );
  try {
    for (;;) {
      const { rows } = await client.query<Link>(`fetch ${batchSize} from ${cursor}`);
      yield* rows;
      if (rows.length < batchSize) return;
    }
  } finally {
    await client.query(`close ${cursor}`);
  }
}

let cursors = 0;

/** As `auditChainSql` says it, and as the trigger computes it. */
export function hashOf(previousHash: string, fields: readonly (string | null)[]): string {
  const json = `[${fields.map((field) => JSON.stringify(field)).join(', ')}]`;
  return createHash('sha256').update(Buffer.from(previousHash, 'hex')).update(json).digest('hex');
}
