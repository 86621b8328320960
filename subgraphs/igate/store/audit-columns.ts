import type { AuditColumn } from '../../../platform/audit/audit-columns.ts';

/**
 * What the hash of an audit entry covers: everything. The migration that made the chain depends on it, so it never
 * changes; a further column needs a migration that chains in another way from then on.
 */
export const auditColumns: readonly AuditColumn[] = [
  { name: 'id', type: 'uuid' },
  { name: 'at', type: 'timestamptz' },
  { name: 'officer_id', type: 'uuid' },
  { name: 'action', type: 'text' },
  { name: 'dossier_code', type: 'text' },
  { name: 'outcome', type: 'text' },
  { name: 'details', type: 'jsonb' },
];
