import { describe, expect, it } from 'vitest';
import { judge } from './judgement.ts';
import { officerRoles, type Officer, type OfficerRole } from './officer.ts';
import { dossierActions, type DossierAction } from './permissions.ts';
import { applicantView, visibleRows } from './row-scope.ts';
import { stepKinds, type StepKind } from './steps.ts';

const officer = (role: OfficerRole, changes: Partial<Officer> = {}): Officer => ({
  id: 'me',
  account: 'toi@stttt.binhdinh.gov.vn',
  fullName: 'Tôi',
  position: null,
  departmentId: 'department',
  divisionId: 'division',
  roles: [role],
  linkedSsoAccount: 'toi.sso@stttt.binhdinh.gov.vn',
  ...changes,
});

const dossier = (step: StepKind) =>
  ({
    departmentId: 'department',
    divisionId: 'division',
    assigneeId: 'me',
    step,
    status: 'PROCESSING',
  }) as const;

type JudgedAction = Exclude<DossierAction, 'RETRY_TRANSFER'>;
const judgedActions = dossierActions.filter((action) => action !== 'RETRY_TRANSFER');

const outcome = (role: OfficerRole, action: JudgedAction, step: StepKind) => {
  const judgement = judge(officer(role), action, dossier(step));
  return judgement.allowed ? 'yes' : judgement.code;
};

describe('who may do what, in which step', () => {
  const expected: Partial<Record<OfficerRole, Partial<Record<JudgedAction, StepKind[]>>>> = {
    ONE_STOP_OFFICER: {
      ADD_ATTACHMENTS: ['RECEPTION', 'ASSIGNMENT', 'PROCESSING'],
      REQUEST_SUPPLEMENT: ['RECEPTION', 'ASSIGNMENT'],
      ATTACH_RESULTS: ['RESULT_INTAKE', 'AWAITING_RETURN'],
      COMPLETE_STEP: ['RECEPTION', 'RESULT_INTAKE', 'AWAITING_RETURN'],
    },
    SPECIALIST: {
      ADD_ATTACHMENTS: ['PROCESSING'],
      REQUEST_SUPPLEMENT: ['PROCESSING'],
      SEND_TO_IDESK: ['PROCESSING'],
      ATTACH_RESULTS: ['PROCESSING', 'RESULT_INTAKE', 'AWAITING_RETURN'],
      COMPLETE_STEP: ['PROCESSING'],
    },
    DIVISION_HEAD: { ASSIGN: ['RECEPTION', 'ASSIGNMENT', 'PROCESSING'], SUSPEND: ['ASSIGNMENT', 'PROCESSING'] },
  };

  it.each(officerRoles)('%s', (role) => {
    for (const action of judgedActions) {
      const open = stepKinds.filter((step) => outcome(role, action, step) === 'yes');
      expect([action, open]).toEqual([action, expected[role]?.[action] ?? []]);
    }
  });

  it('a role without the right is forbidden, one that has it in another step must wait', () => {
    expect(outcome('CLERK', 'SEND_TO_IDESK', 'PROCESSING')).toBe('FORBIDDEN');
    expect(outcome('SPECIALIST', 'SEND_TO_IDESK', 'RESULT_INTAKE')).toBe('WRONG_STEP');
    expect(outcome('ONE_STOP_OFFICER', 'ATTACH_RESULTS', 'PROCESSING')).toBe('WRONG_STEP');
  });

  it('a step is completed by its holder alone', () => {
    expect(outcome('ONE_STOP_OFFICER', 'COMPLETE_STEP', 'PROCESSING')).toBe('FORBIDDEN');
    expect(outcome('SPECIALIST', 'COMPLETE_STEP', 'RESULT_INTAKE')).toBe('FORBIDDEN');
    expect(outcome('ONE_STOP_OFFICER', 'COMPLETE_STEP', 'ASSIGNMENT')).toBe('WRONG_STEP');
    expect(outcome('CLERK', 'COMPLETE_STEP', 'RETURNED')).toBe('FORBIDDEN');
  });

  it('a right ends where its rows end', () => {
    const another = { ...dossier('PROCESSING'), assigneeId: 'another', divisionId: 'another' };
    expect(judge(officer('SPECIALIST'), 'SEND_TO_IDESK', another)).toMatchObject({ code: 'FORBIDDEN' });
    expect(judge(officer('DIVISION_HEAD'), 'ASSIGN', another)).toMatchObject({ code: 'FORBIDDEN' });
    expect(judge(officer('DIVISION_HEAD', { divisionId: null }), 'ASSIGN', dossier('PROCESSING'))).toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('a dossier is sent by those alone who have an account over there', () => {
    const unlinked = officer('SPECIALIST', { linkedSsoAccount: null });
    expect(judge(unlinked, 'SEND_TO_IDESK', dossier('PROCESSING'))).toMatchObject({ code: 'SSO_ACCOUNT_NOT_LINKED' });
    expect(judge(unlinked, 'SEND_TO_IDESK', dossier('RESULT_INTAKE'))).toMatchObject({ code: 'WRONG_STEP' });
    expect(judge(unlinked, 'ATTACH_RESULTS', dossier('PROCESSING'))).toEqual({ allowed: true });
  });

  it('a dossier that waits for a supplement takes components, and nothing else', () => {
    const waiting = { ...dossier('PROCESSING'), status: 'SUPPLEMENT_REQUESTED' } as const;
    expect(judge(officer('ONE_STOP_OFFICER'), 'ADD_ATTACHMENTS', waiting, 'COMPONENT')).toEqual({ allowed: true });
    expect(judge(officer('SPECIALIST'), 'SEND_TO_IDESK', waiting)).toMatchObject({ code: 'WRONG_STEP' });
  });

  it('a hold is ended by whoever may end holds of its kind', () => {
    const resumedBy = (status: 'PROCESSING' | 'SUPPLEMENT_REQUESTED' | 'SUSPENDED') =>
      officerRoles.filter((role) => judge(officer(role), 'RESUME', { ...dossier('PROCESSING'), status }).allowed);
    expect(resumedBy('SUPPLEMENT_REQUESTED')).toEqual(['ONE_STOP_OFFICER', 'SPECIALIST']);
    expect(resumedBy('SUSPENDED')).toEqual(['DIVISION_HEAD']);
    expect(resumedBy('PROCESSING')).toEqual([]);
  });
});

describe('what several roles show', () => {
  it('adds up: the fullest view of the applicant wins', () => {
    const both = officer('CLERK', { roles: ['CLERK', 'DEPARTMENT_LEADER'] });
    expect(applicantView(both, dossier('PROCESSING'))).toBe('MASKED');
    const three = officer('CLERK', { roles: ['CLERK', 'DEPARTMENT_LEADER', 'SPECIALIST'] });
    expect(applicantView(three, dossier('PROCESSING'))).toBe('FULL');
    expect(applicantView(three, { ...dossier('PROCESSING'), assigneeId: null })).toBe('MASKED');
  });

  it('is nothing for those who see no dossier', () => {
    for (const role of ['ADMINISTRATOR', 'REPORT_VIEWER'] as const) {
      expect(visibleRows(officer(role))).toEqual([]);
      expect(applicantView(officer(role), dossier('PROCESSING'))).toBeNull();
    }
  });
});
