import type { Action } from './permissions.ts';

/**
 * Every way into iDesk, with the right that it asks for: root fields, and the entities that the gateway asks for by key.
 * `SIGNED_IN` asks for an officer of whatever role; where the right is missing, what is seen reads as not there and what is
 * done is refused.
 *
 * A new root field or entity belongs in here, its rights in `permissions.ts`, and its cells in test/security: tests fail
 * until it is in all three.
 */
export const entrances: Readonly<Record<string, Action | 'SIGNED_IN'>> = {
  'Query.myDesk': 'SIGNED_IN',
  'Query.draft': 'SEE',
  'Query.issuedDocument': 'SEE',
  'Query.outgoingDocuments': 'SEE',
  'Query.documents': 'SEE',
  'Query.documentReport': 'SEE_FIGURES',
  'Query.documentExport': 'SEE',
  'Query.deskAuditLog': 'SEE_AUDIT_LOG',

  'Mutation.createDraft': 'CREATE',
  'Mutation.updateDraft': 'UPDATE',
  'Mutation.addDraftFiles': 'UPDATE',
  'Mutation.submitDraft': 'SUBMIT',
  'Mutation.approveDraft': 'APPROVE',
  'Mutation.approveDrafts': 'APPROVE',
  'Mutation.returnDraft': 'RETURN',
  'Mutation.returnDrafts': 'RETURN',
  'Mutation.signDraft': 'SIGN',
  'Mutation.signDrafts': 'SIGN',
  'Mutation.issueDocument': 'ISSUE',
  'Mutation.issueDocuments': 'ISSUE',
  'Mutation.archiveDocument': 'ARCHIVE',
  'Mutation.recallDocument': 'RECALL',
  'Mutation.pushResultsToIgate': 'PUSH_RESULTS',

  // Answered by the gateway: it asks `Query.myDesk` anew with each change.
  'Subscription.inboxChanged': 'SIGNED_IN',

  Draft: 'SEE',
  IssuedDocument: 'SEE',
  DocumentFile: 'SEE',
  DeskUser: 'SEE_OFFICER',
  // Keys that iGate knows, handed back; the documents that hang on them are seen as any other.
  Dossier: 'SIGNED_IN',
  Transfer: 'SIGNED_IN',
};
