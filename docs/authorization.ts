/**
 * Writes docs/authorization.md from the tables that the checks themselves read: `npm run docs:authorization`. A test keeps the
 * two equal.
 */
import { writeFileSync } from 'node:fs';
import { entrances as deskEntrances } from '../subgraphs/idesk/domain/entrances.ts';
import {
  anyState,
  rules as deskRules,
  type Action as DeskAction,
  type Condition,
  type Rows as DeskRows,
  type Rule as DeskRule,
} from '../subgraphs/idesk/domain/permissions.ts';
import { entrances } from '../subgraphs/igate/domain/entrances.ts';
import type { OfficerRole } from '../subgraphs/igate/domain/officer.ts';
import {
  rules,
  type Action,
  type Rows,
  type Rule,
  type StatusCondition,
} from '../subgraphs/igate/domain/permissions.ts';
import type { ApplicantView } from '../subgraphs/igate/domain/personal-data.ts';

export const authorizationFile = new URL('./authorization.md', import.meta.url);

/** Both systems have the same roles. */
const roles: Readonly<Record<OfficerRole | 'ANYBODY', string>> = {
  ANYBODY: 'any officer',
  ONE_STOP_OFFICER: 'one-stop officer (cán bộ một cửa)',
  SPECIALIST: 'specialist (chuyên viên)',
  DIVISION_HEAD: 'division head (lãnh đạo phòng)',
  DEPARTMENT_LEADER: 'department leader (lãnh đạo sở)',
  CLERK: 'clerk (văn thư)',
  ADMINISTRATOR: 'administrator (quản trị)',
  REPORT_VIEWER: 'report viewer (xem báo cáo)',
};

const actions: Readonly<Record<Action, string>> = {
  SEE_DOSSIER: 'see a dossier, its steps, files, transfers and audit entries',
  REVEAL_APPLICANT: 'have personal data unmasked (`reveal: true`), with an entry in the audit log',
  SEE_TRANSFER: 'see a crossing between the two systems',
  SEE_OFFICER: 'see an officer',
  SEE_PROCEDURE: 'see a procedure',
  SEE_AUDIT_LOG: 'read the audit log',
  SEE_FIGURES: 'see the figures of reports',
  LINK_SSO_ACCOUNT: 'link an SSO account',
  CHANGE_CALENDAR: 'change the working calendar',
  RECEIVE: 'receive a dossier',
  ASSIGN: 'assign a dossier',
  ADD_ATTACHMENTS: 'add files',
  REQUEST_SUPPLEMENT: 'ask for a supplement',
  SUSPEND: 'suspend a dossier',
  RESUME: 'end a hold',
  SEND_TO_IDESK: 'send a dossier to iDesk',
  ATTACH_RESULTS: 'attach results from iDesk',
  COMPLETE_STEP: 'complete the current step',
  RETRY_TRANSFER: 'retry a crossing that has failed',
};

const rows: Readonly<Record<Rows, string>> = {
  OWN: 'their own',
  OWN_OF_SEEN_DOSSIERS: 'those they asked for, of dossiers they see',
  OF_SEEN_DOSSIERS: 'those of the dossiers they see',
  ASSIGNED: 'assigned to them',
  DIVISION: "their division's, and those of the department that no division has taken",
  DEPARTMENT: "their department's",
  ALL: 'all',
};

const statuses: Readonly<Record<StatusCondition, string>> = {
  UNDER_WAY: 'the dossier is under way',
  UNDER_WAY_OR_AWAITING_SUPPLEMENT: 'the dossier is under way, or waits for a supplement',
};

const views: Readonly<Record<ApplicantView, string>> = {
  FULL: 'the applicant in full',
  MASKED: 'the applicant by name, the rest masked',
  WITHHELD: 'without the applicant and the components',
};

const deskActions: Readonly<Record<DeskAction, string>> = {
  SEE: 'see a draft or document, its files and pushes',
  SEE_OFFICER: 'see an officer',
  SEE_FIGURES: 'see the figures of reports',
  SEE_AUDIT_LOG: 'read the audit log',
  CREATE: 'create a draft',
  UPDATE: 'change a draft, add files',
  SUBMIT: 'submit a draft',
  APPROVE: 'approve a draft',
  RETURN: 'return a draft',
  SIGN: 'sign a draft',
  ISSUE: 'issue a document',
  ARCHIVE: 'archive a document',
  RECALL: 'recall a document',
  PUSH_RESULTS: 'push results to iGate',
};

const deskRows: Readonly<Record<DeskRows, string>> = {
  OWN: 'drafted by them',
  DIVISION: "their division's",
  DEPARTMENT: "their department's",
  DEPARTMENT_WITH_DOSSIER: "their department's that bear a dossier code",
  SEEN: 'those they see',
  ALL: 'all',
};

const conditions: Readonly<Record<Condition, string>> = {
  IN_FORCE: 'it has not been recalled',
  FROM_IGATE: 'it came from iGate',
};

function circumstances(rule: Rule): string {
  return [
    rule.applicant && views[rule.applicant],
    rule.attachments && `kind ${rule.attachments}`,
    rule.hold && `on hold as ${rule.hold}`,
    rule.steps && `step ${rule.steps.join(', ')}`,
    rule.status && statuses[rule.status],
    rule.linked && 'their account is linked to an SSO account',
  ]
    .filter((text) => text !== undefined)
    .join('; ');
}

function deskCircumstances(rule: DeskRule): string {
  const states = rule.in && rule.in.length < anyState.length ? [`state ${rule.in.join(', ')}`] : [];
  return [...states, ...(rule.when ?? []).map((condition) => conditions[condition])].join('; ');
}

function table(header: readonly string[], lines: readonly (readonly string[])[]): string {
  return [header, header.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function entranceTable(ways: Readonly<Record<string, string>>): string {
  return table(
    ['way in', 'asks for'],
    Object.entries(ways).map(([way, right]) => [
      `\`${way}\`${way.includes('.') ? '' : ' by its key'}`,
      right === 'PUBLIC' ? 'nothing' : right === 'SIGNED_IN' ? 'an officer who is signed in' : right,
    ]),
  );
}

const deskTable: readonly DeskRule[] = deskRules;

export const authorizationText = `# Authorization

Generated from the tables by which the systems decide, with \`npm run docs:authorization\`: do not edit. Rules are in
\`subgraphs/{igate,idesk}/domain/permissions.ts\`, ways in are in \`entrances.ts\` beside it.

Each subgraph verifies the token and decides for itself, whoever asks: lists, counts, searches, single reads and the
gateway's references are restricted in SQL, at the row. **A row that one may not see reads as not there**, in the same words.
Refusals come in one order: \`NOT_FOUND\`, \`FORBIDDEN\`, \`VERSION_CONFLICT\`, \`WRONG_STEP\`, then what is wrong with the input.
Several roles add up. What hangs on a row that one sees (its steps, files, names) is seen with it.

\`test/security\` holds the same rules once more, written out from the design by hand, and tries every cell of them.

## iGate

${table(
  ['right', 'who', 'which rows', 'where'],
  rules.map((rule) => [
    `\`${rule.action}\`: ${actions[rule.action]}`,
    roles[rule.role],
    rows[rule.rows],
    circumstances(rule),
  ]),
)}

${entranceTable(entrances)}

## iDesk

${table(
  ['right', 'who', 'which rows', 'where'],
  deskTable.map((rule) => [
    `\`${rule.action}\`: ${deskActions[rule.action]}`,
    roles[rule.role],
    deskRows[rule.rows],
    deskCircumstances(rule),
  ]),
)}

${entranceTable(deskEntrances)}
`;

if (import.meta.main) writeFileSync(authorizationFile, authorizationText);
