import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { every, type FigureFamily, type ReportedFigures } from '../../../platform/reports/figures.ts';
import { countedTogether } from '../../../platform/reports/parts.ts';
import { stuckAfterMs, type DossierFigure, type FigureFacts } from '../domain/report.ts';

type Condition = RawBuilder<SqlBool>;
type Family = FigureFamily<DossierFigure>;

/** Which dossiers each figure counts; the graph describes each of them in words. */
export function dossierFigures(facts: FigureFacts): ReportedFigures<DossierFigure> {
  return {
    families: presentFamilies(facts),
    together: countedTogether(facts, days, (within) => eventFamilies(facts, within)),
  };
}

const column = (name: string): RawBuilder<unknown> => sql.ref(`dossiers.${name}`);

const days = { first: column('first_event_day'), last: column('last_event_day') };

/** @param within whether all dossiers in question have had all their events in the period */
function eventFamilies({ from, to }: FigureFacts, within: boolean): readonly Family[] {
  const of = (name: string, figures: Family['figures'], durations: Family['durations'] = []): Family => {
    const day = column(name);
    const inPeriod = sql<SqlBool>`${day} between ${from}::date and ${to}::date`;
    return { rows: within ? sql`${day} is not null` : inPeriod, day, figures, durations };
  };
  const ended = (how: Condition): Condition => (within ? how : sql`(dossiers.ended_day <= ${to}::date and ${how})`);
  const punctual = (how: string): Condition => sql<SqlBool>`dossiers.punctuality = ${sql.lit(how)}`;
  return [
    of('received_day', [['RECEIVED', every]]),
    {
      // What the period carries over has ended in it, or after it. Those that are open still are among the families of the
      // present: each has an index that fits.
      rows: within ? sql`dossiers.ended_day is not null` : sql`dossiers.ended_day >= ${from}::date`,
      day: column('ended_day'),
      figures: [
        ['CARRIED_OVER', within ? sql`false` : sql`dossiers.received_day < ${from}::date`],
        ['ENDED', ended(every)],
        // Whatever was completed ended on that day, and nothing else is early, on time or late.
        ['COMPLETED', ended(sql`dossiers.punctuality is not null`)],
        ['COMPLETED_EARLY', ended(punctual('EARLY'))],
        ['COMPLETED_ON_TIME', ended(punctual('ON_TIME'))],
        ['COMPLETED_LATE', ended(punctual('LATE'))],
      ],
      durations: [],
    },
    of('returned_day', [['RETURNED', every]]),
    of('sent_day', [['SENT_TO_IDESK', every]]),
    of(
      'issued_day',
      [['ISSUED', every]],
      [
        ['SEND_TO_ISSUE', column('sent_day')],
        ['SIGN_TO_ISSUE', column('signed_day')],
      ],
    ),
    of('attached_day', [['ATTACHED', every]], [['ISSUE_TO_ATTACH', column('issued_day')]]),
  ];
}

/** Figures of one moment, which belong to no day of the period. */
function undated(rows: Condition, ...figures: Family['figures']): Family {
  return { rows, day: null, figures, durations: [] };
}

function presentFamilies({ from, now, soon }: FigureFacts): readonly Family[] {
  const told = (state: string): Condition => sql<SqlBool>`dossiers.desk_state = ${sql.lit(state)}`;
  const held = (status: string): Condition => sql<SqlBool>`dossiers.status = ${sql.lit(status)}`;
  const stuckSince = new Date(now.getTime() - stuckAfterMs);
  const open = sql<SqlBool>`dossiers.ended_day is null`;
  return [
    undated(
      open,
      ['CARRIED_OVER', sql`dossiers.received_day < ${from}::date`],
      ['OPEN', every],
      ['OVERDUE', sql`dossiers.due_at < coalesce(dossiers.held_since, ${now}::timestamptz)`],
      [
        'DUE_SOON',
        sql`(dossiers.held_since is null and dossiers.due_at between ${now}::timestamptz and ${soon}::timestamptz)`,
      ],
      ['WAITING_FOR_SUPPLEMENT', held('SUPPLEMENT_REQUESTED')],
      ['SUSPENDED', held('SUSPENDED')],
      ['DRAFTING', told('DRAFTING')],
      ['AWAITING_APPROVAL', told('SUBMITTED')],
      ['AWAITING_SIGNATURE', told('APPROVED')],
      ['AWAITING_ISSUE', told('SIGNED')],
      ['ISSUED_NOT_ATTACHED', sql`(${told('ISSUED')} and dossiers.attached_day is null)`],
    ),
    undated(
      sql`(${open} and dossiers.code in (
        select dossier_code from transfers where state = 'PENDING' and requested_at < ${stuckSince}::timestamptz
      ))`,
      ['TRANSFER_STUCK', every],
    ),
    undated(
      sql`(${open} and dossiers.code in (
        select dossier_code from transfers failed where state = 'FAILED' and not exists (
          select from transfers later where later.dossier_code = failed.dossier_code and later.kind = failed.kind
            and later.state <> 'FAILED' and later.requested_at > failed.requested_at
        )
      ))`,
      ['TRANSFER_FAILED', every],
    ),
    undated(
      sql`(dossiers.has_results and dossiers.returned_day is null
        and dossiers.status not in ('WITHDRAWN', 'REJECTED'))`,
      ['ATTACHED_NOT_RETURNED', every],
    ),
  ];
}
