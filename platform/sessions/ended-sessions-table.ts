import type pg from 'pg';
import type { EndedSession } from './ended-sessions.ts';

/** The table in which a subgraph keeps ended sessions, for one of its migrations: they must outlive the process. */
export const endedSessionsSql = `
  create table ended_sessions (
    key text primary key,
    -- Seconds since 1970, as tokens count.
    up_to bigint not null,
    received_at timestamptz not null default clock_timestamp()
  );
  create index ended_sessions_received_at on ended_sessions (received_at);
`;

/** Keeps ended sessions, once each, and lets go of those that no living token belongs to any more. */
export async function keepEndedSessions(pool: pg.Pool, list: readonly EndedSession[]): Promise<void> {
  await pool.query(
    `insert into ended_sessions (key, up_to) select * from unnest($1::text[], $2::bigint[])
     on conflict (key) do update set up_to = excluded.up_to, received_at = clock_timestamp()
     where excluded.up_to > ended_sessions.up_to`,
    [list.map(({ key }) => key), list.map(({ upTo }) => upTo)],
  );
  await pool.query(`delete from ended_sessions where received_at < clock_timestamp() - interval '2 days'`);
}

/**
 * What has been kept lately, in this database by whichever process: everything at first, and from then on what came in
 * after `mark`, the returned one of the time before.
 */
export async function readEndedSessions(
  pool: pg.Pool,
  mark: string | null,
): Promise<{ readonly list: readonly EndedSession[]; readonly mark: string }> {
  const { rows } = await pool.query<{ key: string | null; up_to: string | null; mark: string }>(
    // A statement that began before the mark may have become visible only after it: hence the minute.
    `select key, up_to, mark::text from (select clock_timestamp() - interval '1 minute' as mark) clock
     left join ended_sessions on $1::timestamptz is null or received_at >= $1::timestamptz`,
    [mark],
  );
  const list = rows.flatMap(({ key, up_to: upTo }) => (key === null ? [] : [{ key, upTo: Number(upTo) }]));
  return { list, mark: rows[0]?.mark ?? mark ?? 'epoch' };
}
