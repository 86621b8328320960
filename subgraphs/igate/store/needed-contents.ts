import { sql, type Kysely } from 'kysely';
import type { IgateSchema } from './schema.ts';

/**
 * The rows that need bytes: `sha256`, `size`, `dossier_code` and `name` of each. What a pull is yet to fetch is described
 * before it is here, and needed only once it is attached.
 */
export const needingRows = sql`
  select sha256, size, dossier_code, name from attachments
  union all
  select transfer_files.sha256, transfer_files.size, transfers.dossier_code, transfer_files.name
  from transfer_files join transfers on transfers.id = transfer_files.transfer_id
  where transfers.kind = 'SEND_TO_IDESK' or transfers.state = 'DELIVERED'
`;

/** Whether a row needs the content with this digest. */
export async function isContentNeeded(db: Kysely<IgateSchema>, sha256: string): Promise<boolean> {
  const { rows } = await sql<{ needed: boolean }>`
    select exists (select from (${needingRows}) as needing where sha256 = ${sha256}) as needed
  `.execute(db);
  return rows[0]?.needed === true;
}
