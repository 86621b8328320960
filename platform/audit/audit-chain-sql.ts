import { renderedColumn, type AuditColumn } from './audit-columns.ts';

/** Any number that no other advisory lock of ours uses; locks are per database. */
const chainLock = 7_014_003;

/**
 * The SQL that makes the table `audit_entries` tamper-evident, for a migration of whoever owns that table (it must have a
 * `uuid` column `id`). Entries that are there already are chained in the order of `at`.
 *
 * Each entry gets a row in `audit_chain`: its position from 1, the hash of the entry before it, and its own hash:
 *
 *     hash = sha256(previous hash ‖ fields)
 *     previous hash: 32 bytes, all zero before the first entry
 *     fields: a JSON array of each column of `columns` in turn, as a string (`renderedColumn`) or null, in UTF-8, with
            `, ` between them and nothing escaped but what JSON demands: ["019…", "2026-11-23T02:00:00.000Z", null]
 *
 * so that whoever alters, removes, inserts or moves an entry breaks every hash after it. `verifyAuditChain` finds where.
 *
 * **When it is computed.** By a deferred trigger: in the entry's own transaction, after its last statement, as part of the
 * commit. There an advisory lock makes the chain one strict sequence. The lock is taken last, when the transaction wants
 * nothing else any more, so it can be part of no deadlock; and no message goes to and fro while it is held, so a client
 * that hangs in its transaction keeps nobody else from committing. What is rolled back was never chained: no gaps. A
 * trigger that fires with the insert would hold the lock from there on, through every further statement of the client's; a
 * process that chains afterwards would leave a while in which an entry can be altered unseen.
 *
 * The order is that of the commits, which may differ from `at` by the length of a transaction.
 *
 * **Why two tables.** Entries and links are both written once and never again, so the running role needs no right to
 * change either, and none at all to write links: the trigger does that with the rights of the tables' owner. And the links
 * are the anchor of the entries: where the newest entries are removed, their links are left over. Whoever is able to
 * remove both can be convicted by a head that was noted outside the database.
 */
export function auditChainSql(columns: readonly AuditColumn[]): string {
  const fields = columns.map((column) => renderedColumn(column, 'entry')).join(', ');
  return /* sql */ `
create table audit_chain (
  position bigint primary key check (position > 0),
  entry_id uuid not null unique,
  previous_hash bytea not null check (length(previous_hash) = 32),
  hash bytea not null check (length(hash) = 32)
);

create function append_to_audit_chain(entry audit_entries) returns void language plpgsql as $$
declare
  last_position bigint;
  last_hash bytea;
begin
  perform pg_advisory_xact_lock(${chainLock});
  select position, hash into last_position, last_hash from audit_chain order by position desc limit 1;
  last_hash := coalesce(last_hash, decode(repeat('00', 32), 'hex'));
  insert into audit_chain (position, entry_id, previous_hash, hash) values (
    coalesce(last_position, 0) + 1,
    entry.id,
    last_hash,
    sha256(last_hash || convert_to(json_build_array(${fields})::text, 'UTF8'))
  );
end
$$;

-- With the rights of its owner; nobody else may make it the trigger of a table of their own.
create function chain_audit_entry() returns trigger language plpgsql
  security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform append_to_audit_chain(new);
  return null;
end
$$;
revoke execute on function chain_audit_entry() from public;

do $$
declare
  entry audit_entries;
begin
  for entry in select * from audit_entries order by at, id loop
    perform append_to_audit_chain(entry);
  end loop;
end
$$;

create constraint trigger audit_entries_are_chained after insert on audit_entries
  deferrable initially deferred for each row execute function chain_audit_entry();

create function refuse_change_of_audit() returns trigger language plpgsql as $$
begin
  raise exception 'audit entries are written once and never changed';
end
$$;
create trigger audit_entries_stay before update or delete or truncate on audit_entries
  for each statement execute function refuse_change_of_audit();
create trigger audit_chain_stays before update or delete or truncate on audit_chain
  for each statement execute function refuse_change_of_audit();
`;
}

/** What a role that is not the owner may do with the tables of the chain; see `grantUse`. */
export const auditTables = { appendOnly: ['audit_entries'], readOnly: ['audit_chain'] } as const;
