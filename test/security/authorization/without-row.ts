import { expect } from 'vitest';
import type { ErrorCode } from '../../../platform/errors.ts';
import { callers, igateAccount, password, ssoAccount, type Caller } from './accounts.ts';
import { cells } from './cells.ts';
import { changesCalendar, createsDrafts, readsAuditLog, receivesDossiers, refused, seesFigures } from './design.ts';
import type { Province } from './province.ts';

/** A way in that asks for no particular row: for whoever is signed in, or for a role. */
interface WayWithoutRow {
  readonly way: string;
  readonly at: 'igate' | 'idesk';
  readonly query: string;
  readonly variables?: (province: Province) => Record<string, unknown>;
  /** What a caller meets whom the subgraph does not refuse as such. */
  readonly outcome: (caller: Caller) => 'done' | ErrorCode;
  /** Those who try, where it is for nobody in particular and slow on purpose; all of them where left out. */
  readonly triedBy?: readonly Caller[];
}

const everybody = () => 'done' as const;
const onlyFor = (those: readonly Caller[]) => (caller: Caller) => (those.includes(caller) ? 'done' : 'FORBIDDEN');

export const waysWithoutRow: readonly WayWithoutRow[] = [
  { way: 'Query.me', at: 'igate', query: '{ me { account } }', outcome: everybody },
  {
    way: 'Query.workingCalendar',
    at: 'igate',
    query: '{ workingCalendar(from: "2026-11-20", to: "2026-11-21") { date } }',
    outcome: everybody,
  },
  {
    way: 'Query.dossierReport',
    at: 'igate',
    query: '{ dossierReport(period: { from: "2026-11-01", to: "2026-11-30" }) { total { received } } }',
    outcome: onlyFor(seesFigures),
  },
  {
    way: 'Query.dossierExport',
    at: 'igate',
    query: '{ dossierExport { csvUrl } }',
    outcome: onlyFor(seesFigures.filter((caller) => caller !== 'baocao')),
  },
  { way: 'Query.auditLog', at: 'igate', query: '{ auditLog { totalCount } }', outcome: onlyFor(readsAuditLog) },
  {
    way: 'Query.deskAuditLog',
    at: 'idesk',
    query: '{ deskAuditLog { totalCount } }',
    outcome: onlyFor(readsAuditLog),
  },
  {
    way: 'Mutation.signIn',
    at: 'igate',
    query: `mutation { signIn(input: { account: "${igateAccount('hoant')}", password: "${password}" }) { expiresAt } }`,
    outcome: everybody,
    triedBy: ['nobody', 'lanhdao'],
  },
  {
    // The account is somebody's already: nobody but them may have it.
    way: 'Mutation.linkSsoAccount',
    at: 'igate',
    query: `mutation { linkSsoAccount(input: { ssoAccount: "${ssoAccount('hoant')}" }) { officer { account } } }`,
    outcome: (caller) => (caller === 'hoant' ? 'done' : 'BAD_USER_INPUT'),
  },
  {
    way: 'Mutation.receiveDossier',
    at: 'igate',
    query: `mutation ($procedure: ID! = "") {
      receiveDossier(input: { procedure: $procedure, applicant: { fullName: "Ai đó" } }) { dossier { code } }
    }`,
    variables: ({ offices }) => ({ procedure: offices.igate.procedure.STTTT }),
    outcome: onlyFor(receivesDossiers),
  },
  {
    way: 'Mutation.receiveDossier',
    at: 'igate',
    query: `mutation ($procedure: ID! = "") {
      receiveDossier(input: { procedure: $procedure, applicant: { fullName: "Ai đó" } }) { dossier { code } }
    }`,
    variables: ({ offices }) => ({ procedure: offices.igate.procedure.SNN }),
    outcome: (caller) => (receivesDossiers.includes(caller) ? 'BAD_USER_INPUT' : 'FORBIDDEN'),
  },
  {
    way: 'Mutation.setCalendarDay',
    at: 'igate',
    query: `mutation {
      setCalendarDay(input: { date: "2026-12-31", kind: HOLIDAY, name: "Nghỉ", source: "Thông báo" }) { day { date } }
    }`,
    outcome: onlyFor(changesCalendar),
  },
  {
    way: 'Query.documentReport',
    at: 'idesk',
    query: '{ documentReport(period: { from: "2026-11-01", to: "2026-11-30" }) { total { created } } }',
    outcome: onlyFor(seesFigures),
  },
  {
    way: 'Query.documentExport',
    at: 'idesk',
    query: '{ documentExport { csvUrl } }',
    outcome: onlyFor(seesFigures.filter((caller) => caller !== 'baocao')),
  },
  // Which rows it gives, the figures are counted by: test/reports.
  { way: 'Query.documents', at: 'idesk', query: '{ documents { totalCount } }', outcome: everybody },
  { way: 'Query.myDesk', at: 'idesk', query: '{ myDesk { ssoAccount } }', outcome: everybody },
  // A subgraph follows nothing for anybody: the gateway asks it anew.
  {
    way: 'Subscription.dossierChanged',
    at: 'igate',
    query: 'subscription { dossierChanged(code: "000.00.13.H08-261120-9999") { code } }',
    outcome: () => 'BAD_USER_INPUT',
    triedBy: callers,
  },
  {
    way: 'Subscription.inboxChanged',
    at: 'idesk',
    query: 'subscription { inboxChanged { ssoAccount } }',
    outcome: () => 'BAD_USER_INPUT',
    triedBy: callers,
  },
  {
    way: 'Mutation.createDraft',
    at: 'idesk',
    query: 'mutation { createDraft(input: { subject: "Trích yếu" }) { draft { id } } }',
    outcome: onlyFor(createsDrafts),
  },
];

export async function tryWaysWithoutRow(province: Province): Promise<void> {
  for (const { way, at, query, variables, outcome, triedBy } of waysWithoutRow) {
    await Promise.all(
      (triedBy ?? callers).map(async (caller) => {
        cells.count += 1;
        const answer = await province.ask(at, caller, query, variables?.(province) ?? {});
        const expected = (triedBy ? undefined : refused[at][caller]) ?? outcome(caller);
        expect([way, caller, answer.errors[0]?.extensions?.code ?? 'done']).toEqual([way, caller, expected]);
      }),
    );
  }
}
