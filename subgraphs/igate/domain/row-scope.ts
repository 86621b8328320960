import type { Dossier } from './dossier.ts';
import type { Officer } from './officer.ts';
import type { Rows } from './permissions.ts';
import { applicantViews, type ApplicantView } from './personal-data.ts';
import { rightsTo } from './rights.ts';

/** A set of dossiers, as a condition on the row: the same one in SQL (`store/dossier-scope.ts`) and here. */
export type RowScope =
  | { readonly kind: 'assigned'; readonly officerId: string }
  /** The division's own, and those of its department that wait for a division to take them. */
  | { readonly kind: 'division'; readonly divisionId: string; readonly departmentId: string }
  | { readonly kind: 'department'; readonly departmentId: string };

/** Dossiers that an officer sees, and what they see of the applicant there. */
export interface VisibleRows {
  readonly scope: RowScope;
  readonly applicant: ApplicantView;
}

type ScopedRow = Pick<Dossier, 'departmentId' | 'divisionId' | 'assigneeId'>;

/** What each of the officer's roles shows them; empty for one who sees no dossier. */
export function visibleRows(officer: Officer): readonly VisibleRows[] {
  return rightsTo(officer, 'SEE_DOSSIER').flatMap(({ rows, applicant }) => {
    const scope = scopeOf(officer, rows);
    return scope ? [{ scope, applicant: applicant ?? 'WITHHELD' }] : [];
  });
}

/** Null where the rows hold none of this officer's dossiers, and for rows that are no dossiers. */
function scopeOf(officer: Officer, rows: Rows): RowScope | null {
  switch (rows) {
    case 'ASSIGNED':
      return { kind: 'assigned', officerId: officer.id };
    case 'DIVISION':
      return officer.divisionId === null
        ? null
        : { kind: 'division', divisionId: officer.divisionId, departmentId: officer.departmentId };
    case 'DEPARTMENT':
      return { kind: 'department', departmentId: officer.departmentId };
    default:
      return null;
  }
}

/** Whether a right on `rows` extends to this dossier. */
export function extendsTo(officer: Officer, rows: Rows, dossier: ScopedRow): boolean {
  const scope = scopeOf(officer, rows);
  return scope !== null && holds(scope, dossier);
}

function holds(scope: RowScope, dossier: ScopedRow): boolean {
  switch (scope.kind) {
    case 'assigned':
      return dossier.assigneeId === scope.officerId;
    case 'division':
      return dossier.divisionId === null
        ? dossier.departmentId === scope.departmentId
        : dossier.divisionId === scope.divisionId;
    case 'department':
      return dossier.departmentId === scope.departmentId;
  }
}

/** What the officer sees of this dossier's applicant: the most that any of their roles shows; null where none shows the dossier. */
export function applicantView(officer: Officer, dossier: ScopedRow): ApplicantView | null {
  const shown = visibleRows(officer).filter((rows) => holds(rows.scope, dossier));
  const best = Math.max(...shown.map((rows) => applicantViews.indexOf(rows.applicant)));
  return applicantViews[best] ?? null;
}

/** Whether the officer may have the applicant's personal data unmasked, and be recorded for it. */
export function mayReveal(officer: Officer, dossier: ScopedRow): boolean {
  return rightsTo(officer, 'REVEAL_APPLICANT').some(({ rows }) => extendsTo(officer, rows, dossier));
}

/** Whose transfers an officer sees: `ALL`, or their own and those of the dossiers they see. */
export type TransferScope =
  | 'ALL'
  | { readonly requestedBy: string | null; readonly ofDossiers: readonly VisibleRows[] };

export function visibleTransfers(officer: Officer): TransferScope {
  const rows = rightsTo(officer, 'SEE_TRANSFER').map((rule) => rule.rows);
  if (rows.includes('ALL')) return 'ALL';
  return {
    requestedBy: rows.includes('OWN') ? officer.id : null,
    ofDossiers: rows.includes('OF_SEEN_DOSSIERS') ? visibleRows(officer) : [],
  };
}

/** Which departments' officers and procedures an officer sees: all of them, one department's, or none. */
export type OrganisationScope = 'ALL' | 'NONE' | { readonly departmentId: string };

export function visibleOrganisation(officer: Officer, action: 'SEE_OFFICER' | 'SEE_PROCEDURE'): OrganisationScope {
  const rows = rightsTo(officer, action).map((rule) => rule.rows);
  if (rows.includes('ALL')) return 'ALL';
  return rows.includes('DEPARTMENT') ? { departmentId: officer.departmentId } : 'NONE';
}
