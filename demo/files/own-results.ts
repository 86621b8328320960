import type { Keeping } from '../../platform/files/file-claims.ts';
import type { StoredFile } from '../../platform/files/file-store.ts';
import { dayInVietnam } from '../../subgraphs/idesk/domain/calendar.ts';
import { documentSymbol } from '../../subgraphs/idesk/domain/document-symbol.ts';
import { outlineOf, type DemoTime } from '../story/outline.ts';
import { showcaseAt } from '../story/showcase.ts';
import type { Registers } from '../story/registers.ts';
import { keepPaper, resultNames } from './demo-files.ts';
import { resultPaper } from './office-papers.ts';

/**
 * Papers that bear the number, the day and the subject of one document: for the dossiers that people who try the demo
 * look at first.
 *
 * @returns by index of the dossier
 */
export async function makeOwnResults(
  stores: readonly Keeping[],
  time: DemoTime,
  registers: Registers,
): Promise<ReadonlyMap<number, StoredFile>> {
  const made: Promise<readonly [number, StoredFile]>[] = [];
  for (let index = 0; index < time.dossiers; index += 1) {
    if (!showcaseAt(index, time.dossiers)) continue;
    const { procedure, staff, moments } = outlineOf(index, time);
    const issuedAt = moments.get('issued');
    if (!issuedAt) continue;
    const { department, division, leader } = staff;
    const kind = procedure.result;
    const number = registers.ofDossier(index);
    const symbol = documentSymbol({ number, kind, department: department.code, division: division.code });
    const text = { symbol, date: dayInVietnam(issuedAt), subject: procedure.name, division: division.code };
    const name = `${resultNames[kind].replace(/\.pdf$/, '')} ${symbol.replaceAll('/', '-')}.pdf`;
    const paper = resultPaper({ department, kind, leader: leader.fullName, ...text });
    made.push(keepPaper(stores, name, paper).then((file) => [index, file] as const));
  }
  return new Map(await Promise.all(made));
}
