import type { Connection } from '../../../platform/pagination/keyset.ts';
import type { AuditEntry } from '../domain/audit.ts';
import type { Dossier } from '../domain/dossier.ts';
import type { Transfer } from '../domain/transfer.ts';

export type DossierConnectionParent = Connection<Dossier>;
export type TransferConnectionParent = Connection<Transfer>;
export type AuditEntryConnectionParent = Connection<AuditEntry>;
