import { sql, type RawBuilder, type SqlBool } from 'kysely';
import {
  every,
  type DurationFamily,
  type FigureFamily,
  type ReportedFigures,
} from '../../../platform/reports/figures.ts';
import { stuckAfterMs, type DocumentDimensions, type DocumentFigure, type FigureFacts } from '../domain/report.ts';

type Condition = RawBuilder<SqlBool>;
type Family = FigureFamily<DocumentFigure>;

/** Which documents each figure counts; the graph describes each of them in words. */
export function documentFigures(facts: FigureFacts): ReportedFigures<DocumentFigure> {
  return { families: [...eventFamilies(facts), underWay(), ...pushFamilies(facts)], durations: durations(facts) };
}

const column = (name: string): RawBuilder<unknown> => sql.ref(`documents.${name}`);

function within(day: RawBuilder<unknown>, { from, to }: FigureFacts): Condition {
  return sql<SqlBool>`${day} between ${from}::date and ${to}::date`;
}

function eventFamilies(facts: FigureFacts): readonly Family[] {
  const of = (name: string, ...figures: Family['figures']): Family => {
    const day = column(name);
    return { rows: within(day, facts), day, figures };
  };
  return [
    of(
      'created_day',
      ['CREATED', every],
      ['FROM_IGATE', sql<SqlBool>`documents.transfer_id is not null`],
      ['REWORKED', sql<SqlBool>`documents.id in (select document_id from document_events where action = 'RETURN')`],
    ),
    of('issued_day', ['ISSUED', every]),
    of('recalled_day', ['RECALLED', every]),
  ];
}

function underWay(): Family {
  const is = (state: string): Condition => sql<SqlBool>`documents.state = ${sql.lit(state)}`;
  return {
    rows: sql<SqlBool>`documents.state in ('DRAFTING', 'SUBMITTED', 'APPROVED', 'SIGNED')`,
    day: null,
    figures: [
      ['UNDER_WAY', every],
      ['DRAFTING', is('DRAFTING')],
      ['AWAITING_APPROVAL', is('SUBMITTED')],
      ['AWAITING_SIGNATURE', is('APPROVED')],
      ['AWAITING_ISSUE', is('SIGNED')],
    ],
  };
}

function pushFamilies({ now }: FigureFacts): readonly Family[] {
  const stuckSince = new Date(now.getTime() - stuckAfterMs);
  return [
    {
      rows: sql<SqlBool>`documents.id in (
        select document_id from pushes where state = 'PENDING' and requested_at < ${stuckSince}::timestamptz
      )`,
      day: null,
      figures: [['PUSH_STUCK', every]],
    },
    {
      rows: sql<SqlBool>`documents.id in (
        select document_id from pushes failed where state = 'FAILED' and not exists (
          select from pushes later where later.document_id = failed.document_id
            and later.state <> 'FAILED' and later.requested_at > failed.requested_at
        )
      )`,
      day: null,
      figures: [['PUSH_FAILED', every]],
    },
  ];
}

function durations(facts: FigureFacts): readonly DurationFamily<DocumentFigure>[] {
  const day = column('issued_day');
  const since = (figure: DocumentFigure, first: string): DurationFamily<DocumentFigure> => {
    return { figure, rows: within(day, facts), day, from: column(first), to: day };
  };
  return [since('CREATE_TO_ISSUE', 'created_day'), since('SIGN_TO_ISSUE', 'signed_day')];
}

/** What lists and reports are narrowed by. */
export function documentConditions(filter: DocumentDimensions): readonly Condition[] {
  const found: Condition[] = [];
  const { department, division, createdBy, kinds, states, fromIgate } = filter;
  if (department != null) found.push(sql`documents.department_id = ${department}::uuid`);
  if (division != null) found.push(sql`documents.division_id = ${division}::uuid`);
  if (createdBy != null) found.push(sql`documents.created_by = ${createdBy}`);
  if (kinds != null) found.push(sql`documents.kind = any(${[...kinds]}::text[])`);
  if (states != null) found.push(sql`documents.state = any(${[...states]}::text[])`);
  if (fromIgate != null)
    found.push(fromIgate ? sql`documents.transfer_id is not null` : sql`documents.transfer_id is null`);
  return found;
}
