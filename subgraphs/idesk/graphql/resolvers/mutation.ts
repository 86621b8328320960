import { addDraftFiles } from '../../actions/add-draft-files.ts';
import { approveDraft } from '../../actions/approve-draft.ts';
import { approveDrafts } from '../../actions/approve-drafts.ts';
import { archiveDocument } from '../../actions/archive-document.ts';
import { createDraft } from '../../actions/create-draft.ts';
import type { DraftOutcome } from '../../actions/each-draft.ts';
import { issueDocument } from '../../actions/issue-document.ts';
import { issueDocuments } from '../../actions/issue-documents.ts';
import { pushResultsToIgate } from '../../actions/push-results-to-igate.ts';
import { recallDocument } from '../../actions/recall-document.ts';
import { returnDraft } from '../../actions/return-draft.ts';
import { returnDrafts } from '../../actions/return-drafts.ts';
import { signDraft } from '../../actions/sign-draft.ts';
import { signDrafts } from '../../actions/sign-drafts.ts';
import { submitDraft } from '../../actions/submit-draft.ts';
import { updateDraft } from '../../actions/update-draft.ts';
import type { Desk } from '../../actions/desk.ts';
import type { DeskUser } from '../../domain/desk-user.ts';
import type { Context } from '../context.ts';
import type { MutationResolvers } from '../resolver-types.generated.ts';

/**
 * Does what the viewer asks, and forgets what the request read before: one request may hold several changes, and each
 * answers with what it left behind.
 */
async function changing<Input, Output>(
  context: Context,
  action: (desk: Desk, viewer: DeskUser, input: Input) => Promise<Output>,
  input: Input,
): Promise<Output> {
  const output = await action(context.desk, await context.viewer(), input);
  context.forgetReads();
  return output;
}

/** The same for several drafts: what is wrong with one of them stands beside it, in the caller's language. */
async function changingEach<Input>(
  context: Context,
  action: (desk: Desk, viewer: DeskUser, input: Input) => Promise<readonly DraftOutcome[]>,
  input: Input,
) {
  const outcomes = await changing(context, action, input);
  return {
    succeeded: outcomes.filter(({ error }) => error === null).length,
    outcomes: outcomes.map(({ draftId, document, error }) => ({
      draftId,
      draft: document,
      error: error && { code: error.code, message: error.text[context.language] },
    })),
  };
}

export const Mutation: MutationResolvers = {
  createDraft: async (_parent, { input }, context) => ({ draft: await changing(context, createDraft, input) }),
  updateDraft: async (_parent, { input }, context) => ({ draft: await changing(context, updateDraft, input) }),
  addDraftFiles: async (_parent, { input }, context) => ({ draft: await changing(context, addDraftFiles, input) }),
  submitDraft: async (_parent, { input }, context) => ({ draft: await changing(context, submitDraft, input) }),
  approveDraft: async (_parent, { input }, context) => ({ draft: await changing(context, approveDraft, input) }),
  returnDraft: async (_parent, { input }, context) => ({ draft: await changing(context, returnDraft, input) }),
  signDraft: async (_parent, { input }, context) => ({ draft: await changing(context, signDraft, input) }),
  issueDocument: async (_parent, { input }, context) => ({ document: await changing(context, issueDocument, input) }),
  approveDrafts: (_parent, { input }, context) => changingEach(context, approveDrafts, input),
  returnDrafts: (_parent, { input }, context) => changingEach(context, returnDrafts, input),
  signDrafts: (_parent, { input }, context) => changingEach(context, signDrafts, input),
  issueDocuments: (_parent, { input }, context) => changingEach(context, issueDocuments, input),
  archiveDocument: async (_parent, { input }, context) => ({
    document: await changing(context, archiveDocument, input),
  }),
  recallDocument: async (_parent, { input }, context) => ({ document: await changing(context, recallDocument, input) }),
  pushResultsToIgate: (_parent, { input }, context) => changing(context, pushResultsToIgate, input),
};
