import type { AuditAction, AuditDetails } from '../../subgraphs/igate/domain/audit.ts';
import type { StoredFile } from '../../platform/files/file-store.ts';
import { officerOf, type DemoOfficer } from '../world/officers.ts';
import { administrator } from '../world/staff.ts';
import { later, type Crossing } from './crossings.ts';
import type { IgateRow } from './dossier-story.ts';
import { haltNotes, lastingHold } from './holds.ts';
import type { Outline } from './outline.ts';

interface AuditedDossier {
  readonly outline: Outline;
  readonly code: string;
  readonly components: readonly StoredFile[];
  readonly examination: StoredFile | null;
  readonly crossing: Crossing | null;
}

/** One entry for every action that somebody took on the dossier. */
export function auditTrail({
  outline,
  code,
  components,
  examination,
  crossing,
}: AuditedDossier): IgateRow<'audit_entries'>[] {
  const { moments, staff, assignee, procedure, random, trouble } = outline;
  const entries: IgateRow<'audit_entries'>[] = [];
  const record = (action: AuditAction, officer: DemoOfficer, at: Date | undefined, details: AuditDetails): void => {
    if (at) entries.push(auditEntry(random.uuid(at), action, officer, at, code, details));
  };

  record('RECEIVE', staff.oneStop, moments.get('received'), {
    subject: procedure.name,
    files: filesOf(components),
  });
  record('COMPLETE_STEP', staff.oneStop, moments.get('forwarded'), {});
  record('ASSIGN', staff.head, moments.get('assigned'), { account: assignee.igateAccount });
  if (examination) record('ADD_ATTACHMENTS', assignee, moments.get('examined'), { files: filesOf([examination]) });
  const hold = lastingHold(outline);
  if (hold) {
    const action = hold.kind === 'SUSPENDED' ? 'SUSPEND' : 'REQUEST_SUPPLEMENT';
    record(action, hold.startedBy, hold.startedAt, { note: haltNotes[hold.kind] });
  }
  if (crossing) {
    const { subject, sentFiles, sentAt, desk, result } = crossing;
    record('SEND_TO_IDESK', assignee, sentAt, { subject, files: filesOf(sentFiles) });
    if (trouble === 'RETRIED' && desk)
      record('RETRY_TRANSFER', administrator, later(desk.receivedAt, -400), { subject });
    if (result) {
      const action = result.kind === 'PUSH_RESULTS' ? 'RECEIVE_PUSHED_RESULTS' : 'ATTACH_RESULTS';
      record(action, officerOf(result.requestedBy), result.requestedAt, { files: filesOf(result.files) });
    }
  }
  const document = crossing?.desk?.document;
  const recalled = document && 'recalled' in document ? document.recalled : null;
  if (recalled) {
    const [clerk, note] = [officerOf(recalled.by), recalled.reason];
    record('RECALL_RESULTS', clerk, later(recalled.at, 300), { account: recalled.by, note, files: [] });
  }
  record('COMPLETE_STEP', assignee, moments.get('processed'), {});
  record('COMPLETE_STEP', staff.oneStop, moments.get('takenIn'), {});
  record('COMPLETE_STEP', staff.oneStop, moments.get('returned'), {});
  return entries;
}

/** A DONE entry of the audit log. */
export function auditEntry(
  id: string,
  action: AuditAction,
  officer: DemoOfficer,
  at: Date,
  dossierCode: string | null,
  details: AuditDetails,
): IgateRow<'audit_entries'> {
  const what = { action, dossier_code: dossierCode, outcome: 'DONE', details: JSON.stringify(details) } as const;
  return { id, at, officer_id: officer.id, ...what };
}

function filesOf(files: readonly { name: string; size: number; sha256: string }[]): AuditDetails['files'] {
  return files.map(({ name, size, sha256 }) => ({ name, size, sha256 }));
}
