import type {
  DeskAuditEntryConnectionResolvers,
  DraftConnectionResolvers,
  OutgoingDocumentConnectionResolvers,
} from '../resolver-types.generated.ts';

/** Counted only when it is asked for; compiled execution calls no function that isn't a resolver. */
const totalCount = ({ totalCount: count }: { readonly totalCount: () => Promise<number> }) => count();

export const DeskAuditEntryConnection: DeskAuditEntryConnectionResolvers = { totalCount };
export const DraftConnection: DraftConnectionResolvers = { totalCount };
export const OutgoingDocumentConnection: OutgoingDocumentConnectionResolvers = { totalCount };
