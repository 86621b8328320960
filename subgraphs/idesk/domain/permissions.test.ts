import { describe, expect, test } from 'vitest';
import type { DeskUser } from './desk-user.ts';
import type { DeskDocument } from './document.ts';
import { permitted } from './permitted.ts';
import type { DocumentAction } from './permissions.ts';
import { awaiting, mayCreate, reaches, visibleTo } from './row-scope.ts';
import type { DeskRole, DraftState } from './vocabulary.ts';

const when = new Date('2026-11-23T02:00:00Z');

function officer(roles: readonly DeskRole[], divisionId: string | null = 'bcvt', ssoAccount = 'somebody'): DeskUser {
  return { ssoAccount, fullName: '', position: null, departmentId: 'stttt', divisionId, unit: '', roles };
}

/** Has more than its state demands, so that one value serves for every state. */
function document(state: DraftState, changes: Partial<DeskDocument> = {}): DeskDocument {
  const all = {
    id: '1',
    departmentId: 'stttt',
    divisionId: 'bcvt',
    subject: 'x',
    kind: 'CONG_VAN',
    urgency: 'NORMAL',
    dossierCode: null,
    transferId: '2',
    dueAt: null,
    heldSince: null,
    version: 3,
    createdBy: 'author',
    createdAt: when,
    returnReason: null,
    submittedAt: when,
    approvedBy: 'head',
    approvedAt: when,
    signedBy: 'leader',
    signedAt: when,
    number: 1,
    symbol: '01/STTTT-BCVT',
    issuedOn: '2026-11-23',
    issuedBy: 'clerk',
    issuedAt: when,
    archived: null,
    recalled: null,
  } as const;
  return { ...all, ...changes, state };
}

function outcome(user: DeskUser, action: Exclude<DocumentAction, 'SEE'>, subject: DeskDocument, version?: number) {
  try {
    permitted(user, action, subject, version);
    return 'allowed';
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
}

const author = officer(['SPECIALIST'], 'bcvt', 'author');
const head = officer(['DIVISION_HEAD']);
const leader = officer(['DEPARTMENT_LEADER'], null);
const clerk = officer(['CLERK'], null);

describe('who may take a step', () => {
  test.each([
    ['the author submits a draft', author, 'SUBMIT', 'DRAFTING', 'allowed'],
    ['a colleague does not', officer(['SPECIALIST']), 'SUBMIT', 'DRAFTING', 'FORBIDDEN'],
    ['the head approves what is submitted', head, 'APPROVE', 'SUBMITTED', 'allowed'],
    ['the head of another division does not', officer(['DIVISION_HEAD'], 'cntt'), 'APPROVE', 'SUBMITTED', 'FORBIDDEN'],
    ['the head returns what is submitted', head, 'RETURN', 'SUBMITTED', 'allowed'],
    ['the head does not return what he has approved', head, 'RETURN', 'APPROVED', 'WRONG_STEP'],
    ['the leader returns what is approved', leader, 'RETURN', 'APPROVED', 'allowed'],
    ['the leader does not return what the head has yet to read', leader, 'RETURN', 'SUBMITTED', 'WRONG_STEP'],
    ['the leader signs what is approved', leader, 'SIGN', 'APPROVED', 'allowed'],
    ['the leader does not sign twice', leader, 'SIGN', 'SIGNED', 'WRONG_STEP'],
    ['the clerk issues what is signed', clerk, 'ISSUE', 'SIGNED', 'allowed'],
    ['the leader does not issue', leader, 'ISSUE', 'SIGNED', 'FORBIDDEN'],
    ['the author pushes what is issued', author, 'PUSH_RESULTS', 'ISSUED', 'allowed'],
    ['the author does not push a draft', author, 'PUSH_RESULTS', 'SIGNED', 'DOCUMENT_NOT_ISSUED'],
    ['an administrator does nothing', officer(['ADMINISTRATOR']), 'ISSUE', 'SIGNED', 'FORBIDDEN'],
  ] as const)('%s', (_rule, user, action, state, expected) => {
    expect(outcome(user, action, document(state))).toBe(expected);
  });

  test('several roles add up', () => {
    const both = officer(['DIVISION_HEAD', 'DEPARTMENT_LEADER']);
    expect(outcome(both, 'APPROVE', document('SUBMITTED'))).toBe('allowed');
    expect(outcome(both, 'SIGN', document('APPROVED'))).toBe('allowed');
  });
});

describe('refusals', () => {
  test('come in order: role, then version, then state', () => {
    expect(outcome(clerk, 'APPROVE', document('DRAFTING'), 1)).toBe('FORBIDDEN');
    expect(outcome(head, 'APPROVE', document('DRAFTING'), 1)).toBe('VERSION_CONFLICT');
    expect(outcome(head, 'APPROVE', document('DRAFTING'), 3)).toBe('WRONG_STEP');
  });
});

describe('what the table demands beside role, row and state', () => {
  const recalled = { by: 'clerk', at: when, reason: 'x' };
  test.each([
    [
      'results of another origin have no dossier to go to',
      author,
      'PUSH_RESULTS',
      { transferId: null },
      'BAD_USER_INPUT',
    ],
    ['a recalled document is not pushed', clerk, 'PUSH_RESULTS', { recalled }, 'WRONG_STEP'],
    ['nor recalled again', clerk, 'RECALL', { recalled }, 'WRONG_STEP'],
    ['but archived', clerk, 'ARCHIVE', { recalled }, 'allowed'],
    ['and refused to those who never may', leader, 'RECALL', { recalled }, 'FORBIDDEN'],
  ] as const)('%s', (_rule, user, action, changes, expected) => {
    expect(outcome(user, action, document('ISSUED', changes))).toBe(expected);
  });

  test('a draft begins in a division', () => {
    expect(mayCreate(author)).toBe(true);
    expect(mayCreate(officer(['SPECIALIST'], null))).toBe(false);
    expect(mayCreate(clerk)).toBe(false);
  });
});

describe('what one sees', () => {
  test.each([
    [
      'the counter: results of dossiers',
      officer(['ONE_STOP_OFFICER'], null),
      document('ISSUED', { dossierCode: 'x' }),
      true,
    ],
    ['the counter: no other documents', officer(['ONE_STOP_OFFICER'], null), document('ISSUED'), false],
    ['the counter: no drafts', officer(['ONE_STOP_OFFICER'], null), document('SIGNED', { dossierCode: 'x' }), false],
    ['the clerk: what is signed', clerk, document('SIGNED'), true],
    ['the clerk: nothing before that', clerk, document('APPROVED'), false],
    ['another department: nothing', { ...leader, departmentId: 'snn' }, document('ISSUED'), false],
    ['a head without a division: nothing', officer(['DIVISION_HEAD'], null), document('ISSUED'), false],
    ['a report viewer: nothing', officer(['REPORT_VIEWER']), document('ISSUED'), false],
  ])('%s', (_rule, user, subject, expected) => {
    expect(reaches(visibleTo(user), subject)).toBe(expected);
  });

  test('whatever awaits one, one sees', () => {
    for (const state of ['SUBMITTED', 'APPROVED', 'SIGNED'] as const) {
      for (const user of [author, head, leader, clerk]) {
        const waits = reaches(awaiting(user), document(state));
        expect(reaches(visibleTo(user), document(state)) || !waits).toBe(true);
      }
    }
  });
});
