import type { Action } from './permissions.ts';

/**
 * Every way into iGate, with the right that it asks for: root fields, and the entities that the gateway asks for by key.
 * `PUBLIC` asks for nothing, `SIGNED_IN` for an officer of whatever role; where the right is missing, what is seen reads as
 * not there and what is done is refused.
 *
 * A new root field or entity belongs in here, its rights in `permissions.ts`, and its cells in test/security: tests fail
 * until it is in all three.
 */
export const entrances: Readonly<Record<string, Action | 'PUBLIC' | 'SIGNED_IN'>> = {
  'Query.me': 'SIGNED_IN',
  'Query.dossier': 'SEE_DOSSIER',
  'Query.dossiers': 'SEE_DOSSIER',
  'Query.officers': 'SEE_OFFICER',
  'Query.procedures': 'SEE_PROCEDURE',
  'Query.transfers': 'SEE_TRANSFER',
  'Query.workingCalendar': 'SIGNED_IN',
  'Query.auditLog': 'SEE_AUDIT_LOG',
  'Query.dossierReport': 'SEE_FIGURES',
  'Query.dossierExport': 'SEE_DOSSIER',

  'Mutation.signIn': 'PUBLIC',
  'Mutation.linkSsoAccount': 'LINK_SSO_ACCOUNT',
  'Mutation.receiveDossier': 'RECEIVE',
  'Mutation.assignDossier': 'ASSIGN',
  'Mutation.addAttachments': 'ADD_ATTACHMENTS',
  'Mutation.sendToIdesk': 'SEND_TO_IDESK',
  'Mutation.attachResults': 'ATTACH_RESULTS',
  'Mutation.completeStep': 'COMPLETE_STEP',
  'Mutation.requestSupplement': 'REQUEST_SUPPLEMENT',
  'Mutation.suspendDossier': 'SUSPEND',
  'Mutation.resumeDossier': 'RESUME',
  'Mutation.setCalendarDay': 'CHANGE_CALENDAR',
  'Mutation.retryTransfer': 'RETRY_TRANSFER',

  // Answered by the gateway: it asks `Query.dossier` anew with each change.
  'Subscription.dossierChanged': 'SEE_DOSSIER',

  Dossier: 'SEE_DOSSIER',
  Attachment: 'SEE_DOSSIER',
  Transfer: 'SEE_TRANSFER',
  Officer: 'SEE_OFFICER',
  // A key that iDesk knows, handed back; the officer behind it is seen as any other.
  DeskUser: 'SIGNED_IN',
};
