import type {
  AuditEntryConnectionResolvers,
  DossierConnectionResolvers,
  TransferConnectionResolvers,
} from '../resolver-types.generated.ts';

/** Counted only when it is asked for; compiled execution calls no function that isn't a resolver. */
const totalCount = ({ totalCount: count }: { readonly totalCount: () => Promise<number> }) => count();

export const DossierConnection: DossierConnectionResolvers = { totalCount };
export const TransferConnection: TransferConnectionResolvers = { totalCount };
export const AuditEntryConnection: AuditEntryConnectionResolvers = { totalCount };
