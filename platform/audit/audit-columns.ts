/** A column of `audit_entries`, in the order in which it is hashed. */
export interface AuditColumn {
  readonly name: string;
  readonly type: 'text' | 'uuid' | 'jsonb' | 'timestamptz';
}

/**
 * The column as the text that is hashed, in SQL: moments as ISO 8601 in UTC with milliseconds, JSON as PostgreSQL prints
 * `jsonb` (which keeps no order of keys and no spaces of its own), everything else as it is.
 */
export function renderedColumn({ name, type }: AuditColumn, row: string): string {
  const column = `(${row}).${name}`;
  if (type === 'timestamptz') return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  return type === 'text' ? column : `${column}::text`;
}
