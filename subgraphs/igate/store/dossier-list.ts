import { sql, type Kysely, type RawBuilder, type SelectQueryBuilder, type SqlBool } from 'kysely';
import { likePattern } from '../../../platform/database/vietnamese-search.ts';
import { rowsOfFigure } from '../../../platform/reports/figures.ts';
import { applyPage, type PageRequest, type SortKey } from '../../../platform/pagination/keyset.ts';
import { endOfDay, startOfDay } from '../domain/calendar.ts';
import { openStatuses, type Dossier } from '../domain/dossier.ts';
import type { IdeskState } from '../domain/idesk-state.ts';
import { soughtText } from '../domain/input.ts';
import type { DossierFigure, FigureFacts } from '../domain/report.ts';
import type { VisibleRows } from '../domain/row-scope.ts';
import type { StepKind } from '../domain/steps.ts';
import { anyOf } from './any-of.ts';
import { dossierColumns, toDossier } from './dossier-columns.ts';
import { dossierConditions, type DossierDimensions } from './dossier-conditions.ts';
import { dossierFigures } from './dossier-figures.ts';
import { visibleDossiers } from './dossier-scope.ts';
import type { IgateSchema } from './schema.ts';

export type DossierOrder = 'DUE_SOONEST' | 'RECEIVED_NEWEST' | 'RECEIVED_OLDEST' | 'CHANGED_NEWEST';

/** All conditions together; days are calendar days in Vietnam, and ranges include both ends. */
export interface DossierFilter extends DossierDimensions {
  readonly codes?: readonly string[] | null;
  readonly search?: string | null;
  readonly steps?: readonly StepKind[] | null;
  readonly ideskStates?: readonly IdeskState[] | null;
  readonly receivedFrom?: string | null;
  readonly receivedTo?: string | null;
  readonly dueFrom?: string | null;
  readonly dueTo?: string | null;
  readonly overdue?: boolean | null;
  readonly hasResults?: boolean | null;
  readonly changedSince?: Date | null;
  /** Those that a figure of the report counts. */
  readonly figure?: { readonly figure: DossierFigure; readonly facts: FigureFacts } | null;
}

const receivedAt = sql.ref('dossiers.received_at');
const dueAt = sql.ref('dossiers.due_at');
const changedAt = sql.ref('dossiers.changed_at');
const code = sql.ref('dossiers.code');

/** What each order sorts by; the code makes every position unique. */
export const dossierOrders: Readonly<Record<DossierOrder, readonly SortKey<Dossier>[]>> = {
  DUE_SOONEST: [
    {
      expression: dueAt,
      type: 'timestamptz',
      direction: 'asc',
      nullable: true,
      valueOf: (dossier) => dossier.dueAt?.toISOString() ?? null,
    },
    { expression: code, type: 'text', direction: 'asc', valueOf: (dossier) => dossier.code },
  ],
  RECEIVED_NEWEST: received('desc'),
  RECEIVED_OLDEST: received('asc'),
  CHANGED_NEWEST: [
    {
      expression: changedAt,
      type: 'timestamptz',
      direction: 'desc',
      valueOf: (dossier) => dossier.changedAt.toISOString(),
    },
    { expression: code, type: 'text', direction: 'desc', valueOf: (dossier) => dossier.code },
  ],
};

function received(direction: 'asc' | 'desc'): readonly SortKey<Dossier>[] {
  return [
    { expression: receivedAt, type: 'timestamptz', direction, valueOf: (dossier) => dossier.receivedAt.toISOString() },
    { expression: code, type: 'text', direction, valueOf: (dossier) => dossier.code },
  ];
}

/** One page of the visible dossiers that pass the filter, and one row more. */
export async function listDossiers(
  db: Kysely<IgateSchema>,
  rows: readonly VisibleRows[],
  filter: DossierFilter,
  order: DossierOrder,
  page: PageRequest,
  now: Date,
): Promise<Dossier[]> {
  const query = filtered(db.selectFrom('dossiers').select(dossierColumns), rows, filter, now);
  const found = await applyPage(query, page, dossierOrders[order]).execute();
  return found.map(toDossier);
}

export async function countDossiers(
  db: Kysely<IgateSchema>,
  rows: readonly VisibleRows[],
  filter: DossierFilter,
  now: Date,
): Promise<number> {
  const query = db.selectFrom('dossiers').select((eb) => eb.fn.countAll<number>().as('total'));
  const { total } = await filtered(query, rows, filter, now).executeTakeFirstOrThrow();
  return total;
}

function filtered<Selected>(
  query: SelectQueryBuilder<IgateSchema, 'dossiers', Selected>,
  rows: readonly VisibleRows[],
  filter: DossierFilter,
  now: Date,
): SelectQueryBuilder<IgateSchema, 'dossiers', Selected> {
  return query.where(dossierCondition(rows, filter, now));
}

/** The visible dossiers that pass the filter, as a condition on the row of `dossiers`. */
export function dossierCondition(rows: readonly VisibleRows[], filter: DossierFilter, now: Date): RawBuilder<SqlBool> {
  const searched = filter.search?.trim() ? likePattern(soughtText(filter.search)) : undefined;
  return sql<SqlBool>`${sql.join([visibleDossiers(rows, searched), ...conditions(filter, now)], sql` and `)}`;
}

function conditions(filter: DossierFilter, now: Date): RawBuilder<SqlBool>[] {
  const found: RawBuilder<SqlBool>[] = dossierConditions(filter);
  const add = (condition: RawBuilder<SqlBool>) => found.push(condition);
  if (filter.codes) add(sql`dossiers.code = ${anyOf(filter.codes)}`);
  if (filter.steps) add(sql`dossiers.step = ${anyOf(filter.steps)}`);
  if (filter.ideskStates) add(sql`dossiers.idesk_state = ${anyOf(filter.ideskStates)}`);
  if (filter.receivedFrom != null) add(sql`dossiers.received_at >= ${startOfDay(filter.receivedFrom)}`);
  if (filter.receivedTo != null) add(sql`dossiers.received_at < ${endOfDay(filter.receivedTo)}`);
  if (filter.dueFrom != null) add(sql`dossiers.due_at >= ${startOfDay(filter.dueFrom)}`);
  if (filter.dueTo != null) add(sql`dossiers.due_at < ${endOfDay(filter.dueTo)}`);
  if (filter.overdue != null) add(overdue(filter.overdue, now));
  if (filter.hasResults === true) add(sql`dossiers.has_results`);
  if (filter.hasResults === false) add(sql`not dossiers.has_results`);
  if (filter.changedSince != null) add(sql`dossiers.changed_at >= ${filter.changedSince}`);
  if (filter.figure) add(rowsOfFigure(dossierFigures(filter.figure.facts), filter.figure.figure));
  return found;
}

function overdue(wanted: boolean, now: Date): RawBuilder<SqlBool> {
  // `due_at` may be null, and "not null" would be neither.
  return wanted ? isLate(now) : sql`${isLate(now)} is not true`;
}

/** `isOverdue` of the domain, in SQL. The statuses stand in the text, so that the partial index on them is used. */
export function isLate(now: Date): RawBuilder<SqlBool> {
  const open = sql.join(openStatuses.map((status) => sql.lit(status)));
  return sql<SqlBool>`(dossiers.status in (${open}) and dossiers.due_at < ${now}
    and (dossiers.held_since is null or dossiers.due_at < dossiers.held_since))`;
}
