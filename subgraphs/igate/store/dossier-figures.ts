import { sql, type RawBuilder, type SqlBool } from 'kysely';
import {
  every,
  type DurationFamily,
  type FigureFamily,
  type ReportedFigures,
} from '../../../platform/reports/figures.ts';
import { stuckAfterMs, type DossierFigure, type FigureFacts } from '../domain/report.ts';

type Condition = RawBuilder<SqlBool>;

/** Which dossiers each figure counts; the graph describes each of them in words. */
export function dossierFigures(facts: FigureFacts): ReportedFigures<DossierFigure> {
  return { families: [...eventFamilies(facts), ...presentFamilies(facts)], durations: durations(facts) };
}

const column = (name: string): RawBuilder<unknown> => sql.ref(`dossiers.${name}`);

function within(day: RawBuilder<unknown>, { from, to }: FigureFacts): Condition {
  return sql<SqlBool>`${day} between ${from}::date and ${to}::date`;
}

function eventFamilies(facts: FigureFacts): readonly FigureFamily<DossierFigure>[] {
  const { from } = facts;
  const of = (name: string, ...figures: readonly (readonly [DossierFigure, Condition])[]) => {
    const day = column(name);
    return { rows: within(day, facts), day, figures };
  };
  const punctual = (how: string): Condition => sql<SqlBool>`dossiers.punctuality = ${sql.lit(how)}`;
  return [
    of('received_day', ['RECEIVED', every]),
    of('ended_day', ['ENDED', every]),
    of(
      'completed_day',
      ['COMPLETED', every],
      ['COMPLETED_EARLY', punctual('EARLY')],
      ['COMPLETED_ON_TIME', punctual('ON_TIME')],
      ['COMPLETED_LATE', punctual('LATE')],
    ),
    of('returned_day', ['RETURNED', every]),
    of('sent_day', ['SENT_TO_IDESK', every]),
    of('issued_day', ['ISSUED', every]),
    of('attached_day', ['ATTACHED', every]),
    // Two families, each with an index of its own, instead of one condition that none fits.
    {
      rows: sql<SqlBool>`dossiers.ended_day is null and dossiers.received_day < ${from}::date`,
      day: null,
      figures: [['CARRIED_OVER', every]],
    },
    {
      rows: sql<SqlBool>`dossiers.ended_day >= ${from}::date and dossiers.received_day < ${from}::date`,
      day: null,
      figures: [['CARRIED_OVER', every]],
    },
  ];
}

function presentFamilies({ now, soon }: FigureFacts): readonly FigureFamily<DossierFigure>[] {
  const told = (state: string): Condition => sql<SqlBool>`dossiers.desk_state = ${sql.lit(state)}`;
  const held = (status: string): Condition => sql<SqlBool>`dossiers.status = ${sql.lit(status)}`;
  const stuckSince = new Date(now.getTime() - stuckAfterMs);
  return [
    {
      rows: sql<SqlBool>`dossiers.ended_day is null`,
      day: null,
      figures: [
        ['OPEN', every],
        ['OVERDUE', sql<SqlBool>`dossiers.due_at < coalesce(dossiers.held_since, ${now}::timestamptz)`],
        [
          'DUE_SOON',
          sql<SqlBool>`(dossiers.held_since is null
            and dossiers.due_at between ${now}::timestamptz and ${soon}::timestamptz)`,
        ],
        ['WAITING_FOR_SUPPLEMENT', held('SUPPLEMENT_REQUESTED')],
        ['SUSPENDED', held('SUSPENDED')],
        ['DRAFTING', told('DRAFTING')],
        ['AWAITING_APPROVAL', told('SUBMITTED')],
        ['AWAITING_SIGNATURE', told('APPROVED')],
        ['AWAITING_ISSUE', told('SIGNED')],
        ['ISSUED_NOT_ATTACHED', sql<SqlBool>`(${told('ISSUED')} and dossiers.attached_day is null)`],
        [
          'TRANSFER_STUCK',
          sql<SqlBool>`dossiers.code in (
            select dossier_code from transfers where state = 'PENDING' and requested_at < ${stuckSince}::timestamptz
          )`,
        ],
        [
          'TRANSFER_FAILED',
          sql<SqlBool>`dossiers.code in (
            select dossier_code from transfers failed where state = 'FAILED' and not exists (
              select from transfers later where later.dossier_code = failed.dossier_code and later.kind = failed.kind
                and later.state <> 'FAILED' and later.requested_at > failed.requested_at
            )
          )`,
        ],
      ],
    },
    {
      rows: sql<SqlBool>`(dossiers.has_results and dossiers.returned_day is null
        and dossiers.status not in ('WITHDRAWN', 'REJECTED'))`,
      day: null,
      figures: [['ATTACHED_NOT_RETURNED', every]],
    },
  ];
}

function durations(facts: FigureFacts): readonly DurationFamily<DossierFigure>[] {
  const between = (figure: DossierFigure, first: string, last: string): DurationFamily<DossierFigure> => {
    const day = column(last);
    return { figure, rows: within(day, facts), day, from: column(first), to: day };
  };
  return [
    between('SEND_TO_ISSUE', 'sent_day', 'issued_day'),
    between('SIGN_TO_ISSUE', 'signed_day', 'issued_day'),
    between('ISSUE_TO_ATTACH', 'issued_day', 'attached_day'),
  ];
}
