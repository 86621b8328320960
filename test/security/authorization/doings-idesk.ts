import { unknownId } from './cells.ts';
import type { doneToDocuments } from './design.ts';
import type { Doing } from './doing.ts';

export interface DocumentTarget {
  readonly id: string;
}

export const missingDocument = (): DocumentTarget => ({ id: unknownId() });

type Deed = keyof typeof doneToDocuments;

const onDraft = { at: 'idesk', select: 'draft { id }' } as const;
const onDocument = { at: 'idesk', select: 'document { id }' } as const;
const step = ({ id }: DocumentTarget) => ({ draftId: id, version: 1 });
const onSeveral = { at: 'idesk', select: 'outcomes { error { code message } }' } as const;
const several = (target: DocumentTarget) => ({ items: [step(target)] });
const byId = ({ id }: DocumentTarget) => ({ documentId: id });

/** How each deed of the design is asked for; all documents have the version 1. */
export const documentDoings: Readonly<Record<Deed, Omit<Doing<DocumentTarget>, 'name'>>> = {
  change: {
    ...onDraft,
    way: 'Mutation.updateDraft',
    inputType: 'UpdateDraftInput!',
    input: (target) => ({ ...step(target), subject: 'Trích yếu khác' }),
  },
  'add files': {
    ...onDraft,
    way: 'Mutation.addDraftFiles',
    inputType: 'AddDraftFilesInput!',
    input: (target) => ({ ...step(target), files: [] }),
    // No file: who may add files is told just that.
    otherwiseFine: 'BAD_USER_INPUT',
  },
  submit: { ...onDraft, way: 'Mutation.submitDraft', inputType: 'DraftStepInput!', input: step },
  approve: { ...onDraft, way: 'Mutation.approveDraft', inputType: 'DraftStepInput!', input: step },
  return: {
    ...onDraft,
    way: 'Mutation.returnDraft',
    inputType: 'ReturnDraftInput!',
    input: (target) => ({ ...step(target), reason: 'Thiếu căn cứ.' }),
  },
  sign: { ...onDraft, way: 'Mutation.signDraft', inputType: 'DraftStepInput!', input: step },
  issue: { ...onDocument, way: 'Mutation.issueDocument', inputType: 'IssueDocumentInput!', input: step },
  'approve several': { ...onSeveral, way: 'Mutation.approveDrafts', inputType: 'DraftsStepInput!', input: several },
  'return several': {
    ...onSeveral,
    way: 'Mutation.returnDrafts',
    inputType: 'ReturnDraftsInput!',
    input: (target) => ({ ...several(target), reason: 'Thiếu căn cứ.' }),
  },
  'sign several': { ...onSeveral, way: 'Mutation.signDrafts', inputType: 'DraftsStepInput!', input: several },
  'issue several': { ...onSeveral, way: 'Mutation.issueDocuments', inputType: 'IssueDocumentsInput!', input: several },
  archive: { ...onDocument, way: 'Mutation.archiveDocument', inputType: 'ArchiveDocumentInput!', input: byId },
  recall: {
    ...onDocument,
    way: 'Mutation.recallDocument',
    inputType: 'RecallDocumentInput!',
    input: (target) => ({ ...byId(target), reason: 'Sai số liệu.' }),
  },
  push: { ...onDocument, way: 'Mutation.pushResultsToIgate', inputType: 'PushResultsToIgateInput!', input: byId },
};
