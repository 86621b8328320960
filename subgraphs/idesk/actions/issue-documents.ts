import type { DeskUser } from '../domain/desk-user.ts';
import type { Desk } from './desk.ts';
import { eachDraft, type DraftItem, type DraftOutcome } from './each-draft.ts';
import { issueDocument } from './issue-document.ts';

interface IssueDocuments {
  readonly items: readonly DraftItem[];
  /** `YYYY-MM-DD`; today where left out. */
  readonly issuedOn?: string | null;
}

/** Ban hành several drafts: they get their numbers in the order they are named. */
export async function issueDocuments(
  desk: Desk,
  viewer: DeskUser,
  input: IssueDocuments,
): Promise<readonly DraftOutcome[]> {
  return eachDraft(desk, viewer, input.items, {
    event: 'ISSUE',
    take: (item) => issueDocument(desk, viewer, { ...item, issuedOn: input.issuedOn ?? null }),
  });
}
