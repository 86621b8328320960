import { addDraftFiles } from '../../actions/add-draft-files.ts';
import { approveDraft } from '../../actions/approve-draft.ts';
import { archiveDocument } from '../../actions/archive-document.ts';
import { createDraft } from '../../actions/create-draft.ts';
import { issueDocument } from '../../actions/issue-document.ts';
import { pushResultsToIgate } from '../../actions/push-results-to-igate.ts';
import { recallDocument } from '../../actions/recall-document.ts';
import { returnDraft } from '../../actions/return-draft.ts';
import { signDraft } from '../../actions/sign-draft.ts';
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

export const Mutation: MutationResolvers = {
  createDraft: async (_parent, { input }, context) => ({ draft: await changing(context, createDraft, input) }),
  updateDraft: async (_parent, { input }, context) => ({ draft: await changing(context, updateDraft, input) }),
  addDraftFiles: async (_parent, { input }, context) => ({ draft: await changing(context, addDraftFiles, input) }),
  submitDraft: async (_parent, { input }, context) => ({ draft: await changing(context, submitDraft, input) }),
  approveDraft: async (_parent, { input }, context) => ({ draft: await changing(context, approveDraft, input) }),
  returnDraft: async (_parent, { input }, context) => ({ draft: await changing(context, returnDraft, input) }),
  signDraft: async (_parent, { input }, context) => ({ draft: await changing(context, signDraft, input) }),
  issueDocument: async (_parent, { input }, context) => ({ document: await changing(context, issueDocument, input) }),
  archiveDocument: async (_parent, { input }, context) => ({
    document: await changing(context, archiveDocument, input),
  }),
  recallDocument: async (_parent, { input }, context) => ({ document: await changing(context, recallDocument, input) }),
  pushResultsToIgate: (_parent, { input }, context) => changing(context, pushResultsToIgate, input),
};
