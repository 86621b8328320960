import { vietnameseHolidays } from './vietnamese-holidays.ts';

/** Days that statements can count with; TypeScript counts any. */
const firstDay = '2000-01-01';
const lastDay = '2060-12-31';

/**
 * For a migration: the calendar's tables, filled with what is known of Viet Nam. Migrations are remembered by checksum: this
 * text and the list in it never change; what becomes known later is entered as a change of the calendar.
 *
 * `calendar_exceptions` is what people change. `calendar_days` has every day with its ordinal (how many working days there
 * are up to it), so that statements count working days by subtraction; a trigger keeps it right in the same transaction.
 * `calendar_versions` has one row, which a change of the calendar locks: whoever promises a day reads it `for share`.
 */
export const calendarSql = /* sql */ `
create table calendar_exceptions (
  day date primary key check (day between '${firstDay}' and '${lastDay}'),
  kind text not null check (kind in ('HOLIDAY', 'WORKING_DAY')),
  name text not null check (name <> ''),
  basis text not null check (basis in ('LAW', 'DECISION', 'COMPUTED', 'ADMINISTRATOR')),
  source text not null
);

create table calendar_days (
  day date primary key,
  working boolean not null,
  ordinal integer not null
);
create index calendar_days_working on calendar_days (ordinal, day) where working;

create table calendar_versions (
  id boolean primary key default true check (id),
  version integer not null
);
insert into calendar_versions (version) values (1);

create function number_calendar_days() returns trigger language plpgsql as $$
begin
  insert into calendar_days (day, working, ordinal)
  select day, working, sum(working::integer) over (order by day)
  from (
    select every.day::date as day, coalesce(kind = 'WORKING_DAY', extract(isodow from every.day) < 6) as working
    from generate_series(date '${firstDay}', date '${lastDay}', interval '1 day') as every (day)
    left join calendar_exceptions on calendar_exceptions.day = every.day::date
  ) as days
  on conflict (day) do update set working = excluded.working, ordinal = excluded.ordinal
  where (calendar_days.working, calendar_days.ordinal) is distinct from (excluded.working, excluded.ordinal);
  return null;
end
$$;
create trigger calendar_exceptions_are_counted after insert or update or delete on calendar_exceptions
  for each statement execute function number_calendar_days();

insert into calendar_exceptions (day, kind, name, basis, source) values
${vietnameseHolidays.map(({ day, kind, name, basis, source }) => `  ('${day}', '${kind}', '${name}', '${basis}', '${source}')`).join(',\n')};
`;
