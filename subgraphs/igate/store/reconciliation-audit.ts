import { sql, type Kysely } from 'kysely';
import { inBatches } from '../../../platform/database/in-batches.ts';
import type { AuditAction } from '../domain/audit.ts';
import type { IgateSchema } from './schema.ts';

export interface MiscountedEntries {
  readonly dossierCode: string;
  readonly action: AuditAction;
  /** How many such actions the dossier shows. */
  readonly actions: number;
  /** How many entries say that one was done. */
  readonly entries: number;
}

/**
 * Dossiers on which some action has left fewer or more entries in the audit log than it left traces in the other tables.
 * Both are written in one transaction, so one entry stands for each action that was accepted.
 *
 * Files that were added in the same millisecond may have been added by one action or by several: both are taken for right.
 */
export async function* miscountedEntries(database: Kysely<IgateSchema>): AsyncGenerator<readonly MiscountedEntries[]> {
  yield* inBatches(
    database,
    sql<MiscountedEntries>`
      with traces as (
        select code as dossier_code, 'RECEIVE' as action, 1 as least, 1 as most from dossiers
        union all
        select dossier_code, case kind when 'PUSH_RESULTS' then 'RECEIVE_PUSHED_RESULTS' else kind end, count(*), count(*)
        from transfers group by 1, 2
        union all
        select dossier_code, 'ASSIGN', count(*), count(*) from processing_steps where kind = 'PROCESSING' group by 1
        union all
        -- A step of assignment that ends as it begins was taken along with the assignment itself.
        select dossier_code, 'COMPLETE_STEP', count(*), count(*) from processing_steps
        where kind in ('RESULT_INTAKE', 'AWAITING_RETURN', 'RETURNED')
          or (kind = 'ASSIGNMENT' and completed_at is distinct from started_at)
        group by 1
        union all
        -- Those of before holds were kept were begun by nobody.
        select dossier_code, case kind when 'SUSPENDED' then 'SUSPEND' else 'REQUEST_SUPPLEMENT' end, count(*), count(*)
        from dossier_holds where started_by is not null group by 1, 2
        union all
        select dossier_code, 'RESUME', count(*), count(*) from dossier_holds where ended_by is not null group by 1
        union all
        select dossier_code, 'ADD_ATTACHMENTS', count(distinct (uploaded_at, uploaded_by, attachments.kind)), count(*)
        from attachments join dossiers on dossiers.code = attachments.dossier_code
        where attachments.kind <> 'RESULT' and uploaded_at <> received_at
        group by 1
      ), logged as (
        select dossier_code, action, count(*) as entries from audit_entries
        where outcome = 'DONE' and dossier_code is not null and action in (
          'RECEIVE', 'ASSIGN', 'ADD_ATTACHMENTS', 'SEND_TO_IDESK', 'ATTACH_RESULTS', 'RECEIVE_PUSHED_RESULTS',
          'COMPLETE_STEP', 'SUSPEND', 'REQUEST_SUPPLEMENT', 'RESUME'
        )
        group by dossier_code, action
      )
      select dossier_code as "dossierCode", action, coalesce(least, 0) as actions, coalesce(entries, 0) as entries
      from traces full join logged using (dossier_code, action)
      where coalesce(entries, 0) not between coalesce(least, 0) and coalesce(most, 0)
    `,
  );
}
