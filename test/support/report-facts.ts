import { sql, type Kysely } from 'kysely';
import type { IdeskSchema } from '../../subgraphs/idesk/store/schema.ts';
import type { IgateSchema } from '../../subgraphs/igate/store/schema.ts';

interface Systems {
  readonly igate: Kysely<IgateSchema>;
  readonly idesk: Kysely<IdeskSchema>;
}

/** What reports count by is kept in the rows they count: where that is not what the rows it comes from say, in words. */
export async function misnotedFacts({ igate, idesk }: Systems): Promise<string[]> {
  const dossiers = await sql<{ code: string }>`
    select code from dossiers left join transfers sent on sent.id = idesk_transfer_id
    where sent_at is distinct from sent.requested_at`.execute(igate);
  const documents = await sql<{ id: string }>`
    select id from documents
    where returned <> exists (select from document_events where document_id = documents.id and action = 'RETURN')
  `.execute(idesk);
  return [
    ...dossiers.rows.map(({ code }) => `dossier ${code}: when it was sent is not what its transfer says`),
    ...documents.rows.map(({ id }) => `document ${id}: whether it was ever returned is not what its history says`),
  ];
}
