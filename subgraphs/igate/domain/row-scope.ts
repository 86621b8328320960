import type { Dossier } from './dossier.ts';
import type { Officer } from './officer.ts';
import { viewing, type Rows } from './permissions.ts';
import { applicantViews, type ApplicantView } from './personal-data.ts';

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
  return officer.roles.flatMap((role) => {
    const view = viewing[role];
    const scope = view && scopeOf(officer, view.rows);
    return view && scope ? [{ scope, applicant: view.applicant }] : [];
  });
}

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
