import { Counter } from 'prom-client';
import { clientNetwork } from '../serving/client-network.ts';
import type { StaleAddress } from './signed-address.ts';

/** An address that was refused, and who tried it. */
export interface RefusedAddress {
  /** What it was made for, where it is genuine and its time is past; null for one that was never made here. */
  readonly stale: StaleAddress | null;
  /** IP address of whoever tried it. */
  readonly from: string;
}

/** Whoever tries again within this time has been recorded. */
const periodMs = 3_600_000;
/** Of one process, in one period. Attackers can make up addresses, and have many machines; what goes beyond is counted. */
const mostForgeries = 100;

const refusedTotal = new Counter({
  name: 'lienthong_file_addresses_refused_total',
  help: 'Requests at file addresses that were forged or past their time, by whether they were recorded in the audit log.',
  labelNames: ['subgraph', 'reason', 'recorded'],
});

/**
 * Records refused addresses so that nobody can fill the audit log with them: a stale one once an hour, since there are only
 * as many as were given out; forged ones once an hour for each network that they come from, and so many in all. Every one
 * is counted in the metrics. One whose record fails is not remembered, and its request fails.
 */
export function foldRefusals(
  subgraph: string,
  record: (refused: RefusedAddress) => Promise<void>,
  now: () => Date,
): (refused: RefusedAddress) => Promise<void> {
  let periodEnds = -Infinity;
  let forgeries = 0;
  const recorded = new Set<string>();

  const isNew = (key: string, isForged: boolean): boolean => {
    if (recorded.has(key) || (isForged && forgeries >= mostForgeries)) return false;
    recorded.add(key);
    if (isForged) forgeries += 1;
    return true;
  };
  return async (refused) => {
    if (now().getTime() >= periodEnds) {
      periodEnds = now().getTime() + periodMs;
      forgeries = 0;
      recorded.clear();
    }
    const { stale, from } = refused;
    const key = JSON.stringify(stale ? [stale.fileId, stale.account] : [clientNetwork(from)]);
    const isRecorded = isNew(key, stale === null);
    refusedTotal.inc({ subgraph, reason: stale ? 'stale' : 'forged', recorded: String(isRecorded) });
    if (!isRecorded) return;
    try {
      await record(refused);
    } catch (error) {
      if (recorded.delete(key) && !stale) forgeries -= 1;
      throw error;
    }
  };
}
