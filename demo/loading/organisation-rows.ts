import { hashPassword } from '../../subgraphs/igate/domain/password.ts';
import type { DeskRow } from '../story/desk-document.ts';
import type { IgateRow } from '../story/dossier-story.ts';
import { auditEntry } from '../story/audit-trail.ts';
import { departments } from '../world/departments.ts';
import { demoPassword, officers, type DemoOfficer } from '../world/officers.ts';
import { procedures } from '../world/procedures.ts';
import { createRandom } from '../world/random.ts';
import { workingDayMs, type WorkingClock } from '../world/working-clock.ts';

/** The same rows on both sides. */
export const departmentRows: readonly IgateRow<'departments'>[] = departments.map(({ id, code, agencyCode, name }) => ({
  id,
  code,
  name,
  agency_code: agencyCode,
}));

/** The same rows on both sides. */
export const divisionRows: readonly IgateRow<'divisions'>[] = departments.flatMap((department) =>
  department.divisions.map(({ id, code, name }) => ({ id, department_id: department.id, code, name })),
);

export const procedureRows: readonly IgateRow<'procedures'>[] = procedures.map((procedure) => ({
  id: procedure.id,
  department_id: procedure.departmentId,
  code: procedure.code,
  name: procedure.name,
  field: procedure.field,
  processing_days: procedure.processingDays,
}));

export async function officerRows(): Promise<IgateRow<'officers'>[]> {
  const known = await hashPassword(demoPassword);
  // Nobody knows this one: colleagues are there to be seen, not to sign in.
  const unknown = await hashPassword(crypto.randomUUID());
  return officers.map((officer) => ({
    id: officer.id,
    account: officer.igateAccount,
    full_name: officer.fullName,
    position: officer.position,
    department_id: officer.department.id,
    division_id: officer.division?.id ?? null,
    roles: [officer.role],
    password_hash: officer.canSignIn ? known : unknown,
    linked_sso_account: officer.linked ? officer.ssoAccount : null,
  }));
}

export const deskUserRows: readonly DeskRow<'desk_users'>[] = officers.map((officer) => ({
  sso_account: officer.ssoAccount,
  full_name: officer.fullName,
  position: officer.position,
  department_id: officer.department.id,
  division_id: officer.division?.id ?? null,
  roles: [officer.role],
}));

/** What officers did about their own accounts: linked them long ago, signed in since, and once in a while mistyped. */
export function accountEntries(seed: number, clock: WorkingClock): IgateRow<'audit_entries'>[] {
  const random = createRandom(seed, 0x7fffffff);
  return officers.flatMap((officer): IgateRow<'audit_entries'>[] => {
    const linkedAt = clock.at(random.fraction() * Math.min(workingDayMs, clock.end));
    const entries = officer.linked
      ? [
          auditEntry(random.uuid(linkedAt), 'LINK_SSO_ACCOUNT', officer, linkedAt, null, {
            account: officer.ssoAccount,
          }),
        ]
      : [];
    if (officer.canSignIn)
      entries.push(...signIns(officer, random.whole(2, 6), () => clock.at(random.fraction() * clock.end)));
    return entries;

    function signIns(who: DemoOfficer, count: number, moment: () => Date): IgateRow<'audit_entries'>[] {
      return Array.from({ length: count }, (_, n) => {
        const at = moment();
        const entry = auditEntry(random.uuid(at), 'SIGN_IN', who, at, null, { account: who.igateAccount });
        if (n > 0) return entry;
        const details = JSON.stringify({ account: who.igateAccount, refusal: 'UNAUTHENTICATED' });
        return { ...entry, outcome: 'REFUSED', details };
      });
    }
  });
}
