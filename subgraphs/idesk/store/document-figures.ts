import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { every, type FigureFamily, type ReportedFigures } from '../../../platform/reports/figures.ts';
import { stuckAfterMs, type DocumentDimensions, type DocumentFigure, type FigureFacts } from '../domain/report.ts';

type Condition = RawBuilder<SqlBool>;
type Family = FigureFamily<DocumentFigure>;

/** Which documents each figure counts; the graph describes each of them in words. */
export function documentFigures(facts: FigureFacts): ReportedFigures<DocumentFigure> {
  return { families: [...eventFamilies(facts), underWay(), ...pushFamilies(facts)] };
}

const column = (name: string): RawBuilder<unknown> => sql.ref(`documents.${name}`);

function eventFamilies({ from, to }: FigureFacts): readonly Family[] {
  const of = (name: string, figures: Family['figures'], durations: Family['durations'] = []): Family => {
    const day = column(name);
    return { rows: sql`${day} between ${from}::date and ${to}::date`, day, figures, durations };
  };
  const created = of('created_day', [
    ['CREATED', every],
    ['FROM_IGATE', sql`documents.transfer_id is not null`],
  ]);
  const returned = sql<SqlBool>`documents.id in (select document_id from document_events where action = 'RETURN')`;
  return [
    created,
    { ...created, rows: sql`(${created.rows} and ${returned})`, figures: [['REWORKED', every]] },
    of(
      'issued_day',
      [['ISSUED', every]],
      [
        ['CREATE_TO_ISSUE', column('created_day')],
        ['SIGN_TO_ISSUE', column('signed_day')],
      ],
    ),
    of('recalled_day', [['RECALLED', every]]),
  ];
}

/** Figures of one moment, which belong to no day of the period. */
function undated(rows: Condition, ...figures: Family['figures']): Family {
  return { rows, day: null, figures, durations: [] };
}

function underWay(): Family {
  const is = (state: string): Condition => sql<SqlBool>`documents.state = ${sql.lit(state)}`;
  return undated(
    sql`documents.state in ('DRAFTING', 'SUBMITTED', 'APPROVED', 'SIGNED')`,
    ['UNDER_WAY', every],
    ['DRAFTING', is('DRAFTING')],
    ['AWAITING_APPROVAL', is('SUBMITTED')],
    ['AWAITING_SIGNATURE', is('APPROVED')],
    ['AWAITING_ISSUE', is('SIGNED')],
  );
}

function pushFamilies({ now }: FigureFacts): readonly Family[] {
  const stuckSince = new Date(now.getTime() - stuckAfterMs);
  return [
    undated(
      sql`documents.id in (
        select document_id from pushes where state = 'PENDING' and requested_at < ${stuckSince}::timestamptz
      )`,
      ['PUSH_STUCK', every],
    ),
    undated(
      sql`documents.id in (
        select document_id from pushes failed where state = 'FAILED' and not exists (
          select from pushes later where later.document_id = failed.document_id
            and later.state <> 'FAILED' and later.requested_at > failed.requested_at
        )
      )`,
      ['PUSH_FAILED', every],
    ),
  ];
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
