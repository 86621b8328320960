import type { Kysely } from 'kysely';
import type { AuditAction, AuditDetails, AuditOutcome } from '../domain/audit.ts';
import type { IdeskSchema } from './schema.ts';

/** Writes an entry: in the transaction of what it tells about, so that neither is there without the other. */
export async function writeAuditEntry(
  database: Kysely<IdeskSchema>,
  entry: {
    readonly at: Date;
    readonly officer: string;
    readonly action: AuditAction;
    readonly documentId: string | null;
    readonly dossierCode: string | null;
    readonly outcome: AuditOutcome;
    readonly details: AuditDetails;
  },
): Promise<void> {
  await database
    .insertInto('audit_entries')
    .values({
      at: entry.at,
      officer: entry.officer,
      action: entry.action,
      document_id: entry.documentId,
      dossier_code: entry.dossierCode,
      outcome: entry.outcome,
      details: JSON.stringify(entry.details),
    })
    .execute();
}
