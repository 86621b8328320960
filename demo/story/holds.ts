import type { HoldKind } from '../../subgraphs/igate/domain/hold.ts';
import type { DemoOfficer } from '../world/officers.ts';
import type { IgateRow } from './dossier-story.ts';
import type { Outline } from './outline.ts';

/** Why dossiers of the demo stand still. */
export const haltNotes = {
  SUPPLEMENT_REQUESTED: 'Yêu cầu bổ sung hồ sơ: thiếu bản sao có chứng thực.',
  SUSPENDED: 'Tạm dừng xử lý, chờ ý kiến của cơ quan phối hợp.',
  WITHDRAWN: 'Người nộp rút hồ sơ theo đơn đề nghị.',
} as const;

export interface LastingHold {
  readonly kind: HoldKind;
  readonly startedAt: Date;
  readonly startedBy: DemoOfficer;
}

/** What the dossier waits for now, if it does; one that was withdrawn waits for nothing. */
export function lastingHold({ moments, halt, staff, assignee }: Outline): LastingHold | null {
  const startedAt = moments.get('halted');
  if (!startedAt || halt === null || halt === 'WITHDRAWN') return null;
  return { kind: halt, startedAt, startedBy: halt === 'SUSPENDED' ? staff.head : assignee };
}

export function holdRow({ random }: Outline, code: string, hold: LastingHold): IgateRow<'dossier_holds'> {
  return {
    id: random.uuid(hold.startedAt),
    dossier_code: code,
    kind: hold.kind,
    reason: haltNotes[hold.kind],
    started_at: hold.startedAt,
    started_by: hold.startedBy.id,
  };
}
