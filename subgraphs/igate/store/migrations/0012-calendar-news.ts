import type { Migration } from '../../../../platform/database/migrations.ts';

/** What iDesk, which counts working days too, is told of the calendar: a row for each of its versions. */
export const calendarNews: Migration = {
  name: '0012-calendar-news',
  sql: /* sql */ `
create table calendar_news (
  version integer primary key,
  at timestamptz(3) not null,
  attempts integer not null default 0,
  told_at timestamptz(3),
  last_error_vi text,
  last_error_en text
);

-- Changed before iDesk was told any: \`npm run reconcile -- --repair\` sends it on its way.
insert into calendar_news (version, at) select version, now() from calendar_versions where version > 1;
`,
};
