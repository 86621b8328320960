import type { IdeskEventKind } from '../../subgraphs/igate/domain/idesk-event.ts';
import type { DocumentEventKind } from '../../subgraphs/idesk/domain/vocabulary.ts';
import { officerOf } from '../world/officers.ts';
import type { Crossing } from './crossings.ts';
import type { IgateRow } from './dossier-story.ts';

const told: Partial<Record<DocumentEventKind, IdeskEventKind>> = {
  SUBMIT: 'SUBMITTED',
  APPROVE: 'APPROVED',
  RETURN: 'RETURNED',
  SIGN: 'SIGNED',
  ISSUE: 'ISSUED',
  RECALL: 'RECALLED',
};

/** The steps of a dossier's draft as iGate was told of them. */
export function ideskEventRows(code: string, crossing: Crossing | null): IgateRow<'idesk_events'>[] {
  if (!crossing?.desk) return [];
  const { sendId, desk } = crossing;
  return desk.events.flatMap(({ action, at, officer, version }) => {
    const kind = told[action];
    if (!kind) return [];
    return { transfer_id: sendId, version, dossier_code: code, kind, at, officer_name: officerOf(officer).fullName };
  });
}
