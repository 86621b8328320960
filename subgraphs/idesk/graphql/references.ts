import type { Connection } from '../../../platform/pagination/keyset.ts';
import type { AuditEntry } from '../domain/audit.ts';
import type { DeskDocument } from '../domain/document.ts';

/** A dossier is iGate's: here it is its code, which documents bear. */
export interface DossierReference {
  readonly code: string;
}

/** A transfer as iGate knows it by id; here it leads to the documents it concerns. */
export interface TransferReference {
  readonly id: string;
}

export type DocumentConnection = Connection<DeskDocument>;
export type DocumentEdge = DocumentConnection['edges'][number];

export type AuditConnection = Connection<AuditEntry>;
export type AuditEdge = AuditConnection['edges'][number];
