import type { Contestant } from './contestant.ts';
import { grafbase } from './grafbase/grafbase.ts';
import { hive, hiveRust } from './hive/hive.ts';

/** Other gateways over the same federated graph, stock apart. */
export const peers: readonly Contestant[] = [hive, hiveRust, grafbase];
