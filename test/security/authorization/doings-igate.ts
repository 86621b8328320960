import { igateAccount } from './accounts.ts';
import type { doneToDossiers } from './design.ts';
import type { Doing } from './doing.ts';
import { unknownCode, unknownId } from './cells.ts';

export interface DossierTarget {
  readonly code: string;
  readonly transferId: string;
  /** A file of an issued document that bears the dossier's code. */
  readonly resultFileId: string;
}

export const missingDossier = (): DossierTarget => ({
  code: unknownCode(),
  transferId: unknownId(),
  resultFileId: unknownId(),
});

type Deed = keyof typeof doneToDossiers;

const igate = { at: 'igate', select: 'dossier { code }' } as const;
const byCode = ({ code }: DossierTarget) => ({ dossierCode: code });

/** How each deed of the design is asked for. */
export const dossierDoings: Readonly<Record<Deed, Omit<Doing<DossierTarget>, 'name'>>> = {
  assign: {
    ...igate,
    way: 'Mutation.assignDossier',
    inputType: 'AssignDossierInput!',
    input: ({ code }) => ({ dossierCode: code, assignee: igateAccount('hoant') }),
  },
  'add components': {
    ...igate,
    way: 'Mutation.addAttachments',
    inputType: 'AddAttachmentsInput!',
    input: ({ code }) => ({ dossierCode: code, kind: 'COMPONENT', files: [] }),
    // No file: who may add files is told just that.
    otherwiseFine: 'BAD_USER_INPUT',
  },
  'add processing files': {
    ...igate,
    way: 'Mutation.addAttachments',
    inputType: 'AddAttachmentsInput!',
    input: ({ code }) => ({ dossierCode: code, kind: 'PROCESSING', files: [] }),
    otherwiseFine: 'BAD_USER_INPUT',
  },
  'ask for a supplement': {
    ...igate,
    way: 'Mutation.requestSupplement',
    inputType: 'HoldDossierInput!',
    input: ({ code }) => ({ dossierCode: code, reason: 'Thiếu bản sao.' }),
  },
  suspend: {
    ...igate,
    way: 'Mutation.suspendDossier',
    inputType: 'HoldDossierInput!',
    input: ({ code }) => ({ dossierCode: code, reason: 'Chờ ý kiến.' }),
  },
  'end the wait for a supplement': {
    ...igate,
    way: 'Mutation.resumeDossier',
    inputType: 'ResumeDossierInput!',
    input: byCode,
  },
  'end a suspension': { ...igate, way: 'Mutation.resumeDossier', inputType: 'ResumeDossierInput!', input: byCode },
  send: { ...igate, way: 'Mutation.sendToIdesk', inputType: 'SendToIdeskInput!', input: byCode },
  'attach results': {
    ...igate,
    way: 'Mutation.attachResults',
    inputType: 'AttachResultsInput!',
    input: ({ code, resultFileId }) => ({ dossierCode: code, fileIds: [resultFileId] }),
  },
  'attach results later': {
    ...igate,
    way: 'Mutation.attachResults',
    inputType: 'AttachResultsInput!',
    input: ({ code, resultFileId }) => ({ dossierCode: code, fileIds: [resultFileId] }),
  },
  'complete processing': { ...igate, way: 'Mutation.completeStep', inputType: 'CompleteStepInput!', input: byCode },
  'complete result intake': { ...igate, way: 'Mutation.completeStep', inputType: 'CompleteStepInput!', input: byCode },
  'retry a transfer of the assignee': {
    at: 'igate',
    way: 'Mutation.retryTransfer',
    inputType: 'RetryTransferInput!',
    select: 'transfer { id }',
    input: ({ transferId }) => ({ transferId }),
  },
};
