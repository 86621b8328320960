import { dayInVietnam, yearOf } from '../../subgraphs/idesk/domain/calendar.ts';
import type { DeskRow } from './desk-document.ts';
import { countOrdinaryDocuments, ordinaryOutline } from './ordinary-documents.ts';
import { outlineOf, type DemoTime } from './outline.ts';

/** Numbers of all issued documents: gapless, and in each register in the order in which they were issued. */
export interface Registers {
  /** @throws Error for a dossier whose document was not issued. */
  ofDossier(index: number): number;
  /** @throws Error for a document that was not issued. */
  ofOrdinary(index: number): number;
  /** Where each register stands. */
  readonly rows: readonly DeskRow<'registers'>[];
}

interface Register {
  readonly departmentId: string;
  readonly kind: DeskRow<'registers'>['kind'];
  readonly year: number;
  readonly issued: { readonly at: number; readonly slot: number }[];
}

/**
 * Goes through all lives once to see what was issued when. Keeps one number a document; everything else is asked again
 * when the rows are written.
 */
export function numberDocuments(time: DemoTime): Registers {
  const registers = new Map<string, Register>();
  const issue = (departmentId: string, kind: Register['kind'], at: Date | undefined, slot: number): void => {
    if (!at) return;
    const year = yearOf(dayInVietnam(at));
    const key = `${departmentId} ${kind} ${year}`;
    const register = registers.get(key) ?? { departmentId, kind, year, issued: [] };
    register.issued.push({ at: at.getTime(), slot });
    registers.set(key, register);
  };

  for (let index = 0; index < time.dossiers; index += 1) {
    const { staff, procedure, refused, moments } = outlineOf(index, time);
    issue(staff.department.id, refused ? 'THONG_BAO' : procedure.result, moments.get('issued'), index);
  }
  const ordinary = countOrdinaryDocuments(time.dossiers);
  for (let index = 0; index < ordinary; index += 1) {
    const { staff, kind, moments } = ordinaryOutline(index, time);
    issue(staff.department.id, kind, moments.get('issued'), time.dossiers + index);
  }

  const numbers = new Int32Array(time.dossiers + ordinary);
  for (const { issued } of registers.values()) {
    issued.sort((one, other) => one.at - other.at || one.slot - other.slot);
    issued.forEach(({ slot }, position) => (numbers[slot] = position + 1));
  }
  const numberOf = (slot: number): number => {
    const number = numbers[slot];
    if (!number) throw new Error('The number of a document that was never issued was asked for.');
    return number;
  };
  return {
    ofDossier: (index) => numberOf(index),
    ofOrdinary: (index) => numberOf(time.dossiers + index),
    rows: [...registers.values()].map(({ departmentId, kind, year, issued }) => {
      return { department_id: departmentId, kind, year, last_number: issued.length };
    }),
  };
}
