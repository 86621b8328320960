import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { every, type FigureFamily, type ReportedFigures } from '../../../platform/reports/figures.ts';
import { countedTogether } from '../../../platform/reports/parts.ts';
import { stuckAfterMs, type DocumentDimensions, type DocumentFigure, type FigureFacts } from '../domain/report.ts';

type Condition = RawBuilder<SqlBool>;
type Family = FigureFamily<DocumentFigure>;

/** Which documents each figure counts; the graph describes each of them in words. */
export function documentFigures(facts: FigureFacts): ReportedFigures<DocumentFigure> {
  return {
    families: [underWay(), ...pushFamilies(facts)],
    together: countedTogether(facts, days, (within) => eventFamilies(facts, within)),
  };
}

const column = (name: string): RawBuilder<unknown> => sql.ref(`documents.${name}`);

const days = { first: column('created_day'), last: column('last_event_day') };

/** @param within whether all documents in question have had all their events in the period */
function eventFamilies({ from, to }: FigureFacts, within: boolean): readonly Family[] {
  const of = (name: string, figures: Family['figures'], durations: Family['durations'] = []): Family => {
    const day = column(name);
    const inPeriod = sql<SqlBool>`${day} between ${from}::date and ${to}::date`;
    return { rows: within ? sql`${day} is not null` : inPeriod, day, figures, durations };
  };
  return [
    of('created_day', [
      ['CREATED', every],
      ['FROM_IGATE', sql`documents.from_igate`],
      ['REWORKED', sql`documents.returned`],
    ]),
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
  if (fromIgate != null) found.push(sql`documents.from_igate = ${fromIgate}`);
  return found;
}
