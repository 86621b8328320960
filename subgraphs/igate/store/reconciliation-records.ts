import { sql, type Kysely } from 'kysely';
import { inBatches } from '../../../platform/database/in-batches.ts';
import type { IgateSchema } from './schema.ts';

type Database = Kysely<IgateSchema>;

export interface LostRecord {
  readonly dossierCode: string;
  readonly name: string;
  readonly sha256: string;
}

/** Files that the audit log says were added to a dossier or sent with it, and that no row of it names. Rows never go. */
export async function* lostRecords(database: Database): AsyncGenerator<readonly LostRecord[]> {
  yield* inBatches(
    database,
    sql<LostRecord>`
      select distinct on (dossier_code, sha256) dossier_code as "dossierCode", name, sha256
      from (
        select action, dossier_code, file ->> 'name' as name, file ->> 'sha256' as sha256
        from audit_entries cross join jsonb_array_elements(details -> 'files') as file
        where outcome = 'DONE' and action in ('RECEIVE', 'ADD_ATTACHMENTS', 'SEND_TO_IDESK')
      ) as recorded
      where not exists (
        select from attachments
        where action <> 'SEND_TO_IDESK' and attachments.dossier_code = recorded.dossier_code
          and attachments.sha256 = recorded.sha256
      ) and not exists (
        select from transfer_files join transfers on transfers.id = transfer_id
        where action = 'SEND_TO_IDESK' and transfers.dossier_code = recorded.dossier_code
          and transfer_files.sha256 = recorded.sha256
      )
      order by dossier_code, sha256
    `,
  );
}

/** Pushes that iGate has taken, and whose messages it has forgotten: it would take them once more. */
export async function* forgottenMessages(database: Database): AsyncGenerator<readonly { readonly id: string }[]> {
  yield* inBatches(
    database,
    sql<{ id: string }>`
      select id from transfers
      where kind = 'PUSH_RESULTS' and not exists (select from inbox where message_id = transfers.id)
    `,
  );
}
