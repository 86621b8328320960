import { officerOf, type DemoOfficer } from '../world/officers.ts';
import type { Halt } from './outline.ts';
import type { Milestone } from './milestones.ts';

/** A dossier that must be there for the demo accounts to have something to do. */
export interface Showcase {
  readonly assignee: DemoOfficer;
  /** The last thing that happened to it. */
  readonly until: Milestone;
  readonly skips: readonly Milestone[];
  readonly halt: Halt | null;
  readonly sendFails: boolean;
  /** Draft that was returned to the specialist with a reason. */
  readonly sentBack: boolean;
}

const hoant = officerOf('hoant');
const unlinked = officerOf('chualienket');
const colleague = officerOf('chuyenvien2');
const farming = officerOf('chuyenvien@snnptnt.binhdinh.gov.vn');

function several(count: number, assignee: DemoOfficer, until: Milestone, more: Partial<Showcase> = {}): Showcase[] {
  const plain = { assignee, until, skips: [], halt: null, sendFails: false, sentBack: false } as const;
  return Array.from({ length: count }, () => ({ ...plain, ...more }));
}

/**
 * Oldest and farthest first, so that the ages of the dossiers fit where they stand.
 *
 * Between them every state of either system is on the desk of somebody who can sign in.
 */
export const showcases: readonly Showcase[] = [
  ...several(3, hoant, 'returned'),
  ...several(2, hoant, 'takenIn'),
  ...several(2, hoant, 'processed'),
  ...several(2, hoant, 'processed', { skips: ['attached'] }),
  ...several(2, hoant, 'attached'),
  ...several(1, hoant, 'recalled'),
  ...several(1, colleague, 'issued'),
  ...several(1, farming, 'issued'),
  ...several(5, hoant, 'issued'),
  ...several(3, hoant, 'signed'),
  ...several(3, hoant, 'approved'),
  ...several(4, hoant, 'submitted'),
  ...several(1, hoant, 'sentBack', { sentBack: true }),
  ...several(1, hoant, 'halted', { halt: 'SUSPENDED' }),
  ...several(1, hoant, 'sent', { sendFails: true }),
  ...several(2, hoant, 'drafted'),
  ...several(1, hoant, 'sent'),
  ...several(1, hoant, 'halted', { halt: 'SUPPLEMENT_REQUESTED' }),
  ...several(3, hoant, 'examined'),
  ...several(3, colleague, 'examined'),
  ...several(3, farming, 'examined'),
  ...several(2, unlinked, 'assigned'),
  ...several(5, hoant, 'assigned'),
  ...several(2, hoant, 'forwarded'),
  ...several(2, hoant, 'received'),
];

/** The most recent part of the dossiers, among which the showcases are strewn. */
const recentShare = 0.06;

/** Which showcase, if any, the `index`-th of `count` dossiers is; a demo smaller than the showcase gets its newest ones. */
export function showcaseAt(index: number, count: number): Showcase | undefined {
  const stride = Math.max(1, Math.floor((count * recentShare) / showcases.length));
  const back = count - 1 - index;
  return back % stride === 0 ? showcases[showcases.length - 1 - back / stride] : undefined;
}
