import { sql, type Kysely } from 'kysely';
import { timelineKinds, type TimelineEntry } from '../domain/timeline-entry.ts';
import { anyOf } from './any-of.ts';
import type { IgateSchema } from './schema.ts';

/**
 * What happened to dossiers that the caller has seen already, in both systems, each dossier's oldest first. Read from what
 * iGate keeps: what iDesk did is here as soon as iDesk has told it.
 */
export async function timelinesOfDossiers(
  db: Kysely<IgateSchema>,
  codes: readonly string[],
): Promise<readonly TimelineEntry[]> {
  const { rows } = await sql<TimelineEntry>`
    select dossier_code as "dossierCode", kind, at, system, officer_id as "officerId", officer_name as "officerName",
      transfer_id as "transferId"
    from (
      select dossier_code, case kind when 'RECEPTION' then 'RECEIVED' else 'RETURNED_TO_CITIZEN' end as kind,
        started_at as at, 'IGATE' as system, officer_id, null as officer_name, null::uuid as transfer_id
      from processing_steps where kind in ('RECEPTION', 'RETURNED') and dossier_code = ${anyOf(codes)}
      union all
      select dossier_code, 'ASSIGNED', completed_at, 'IGATE', officer_id, null, null
      from processing_steps
      where kind = 'ASSIGNMENT' and completed_at is not null and dossier_code = ${anyOf(codes)}
      union all
      select dossier_code, 'SENT', requested_at, 'IGATE', requested_by, null, id
      from transfers where kind = 'SEND_TO_IDESK' and dossier_code = ${anyOf(codes)}
      union all
      select dossier_code, 'ATTACHED', delivered_at, 'IGATE', requested_by, null, null
      from transfers where kind <> 'SEND_TO_IDESK' and state = 'DELIVERED' and dossier_code = ${anyOf(codes)}
      union all
      select dossier_code, kind, at, 'IDESK', null, officer_name, transfer_id
      from idesk_events where dossier_code = ${anyOf(codes)}
    ) as entries
    order by dossier_code, at, array_position(${[...timelineKinds]}::text[], kind), transfer_id
  `.execute(db);
  return rows;
}
