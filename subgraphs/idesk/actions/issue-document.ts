import { yearOf } from '../domain/calendar.ts';
import type { DeskUser } from '../domain/desk-user.ts';
import { documentSymbol } from '../domain/document-symbol.ts';
import type { IssuedDocument } from '../domain/document.ts';
import { dayOfIssue, issue } from '../domain/transitions.ts';
import { findUnitCodes, takeNumber } from '../store/registers.ts';
import type { Desk } from './desk.ts';
import { takeStep } from './take-step.ts';

interface IssueDocument {
  readonly draftId: string;
  readonly version: number;
  /** `YYYY-MM-DD`; today where left out. The number comes from the register of its year. */
  readonly issuedOn?: string | null;
}

/** Ban hành: the clerk gives the signed draft its number, symbol and day. */
export async function issueDocument(desk: Desk, viewer: DeskUser, input: IssueDocument): Promise<IssuedDocument> {
  return takeStep(desk, viewer, {
    action: 'ISSUE',
    id: input.draftId,
    version: input.version,
    event: 'ISSUE',
    details: ({ symbol }) => ({ symbol }),
    take: async (draft, at, transaction) => {
      const issuedOn = dayOfIssue(draft, input.issuedOn ?? undefined, at);
      const { departmentId, divisionId, kind } = draft;
      const units = await findUnitCodes(transaction, divisionId);
      const number = await takeNumber(transaction, { departmentId, kind, year: yearOf(issuedOn) });
      const symbol = documentSymbol({ number, kind, ...units });
      return issue(draft, { by: viewer.ssoAccount, at }, { number, symbol, issuedOn });
    },
  });
}
