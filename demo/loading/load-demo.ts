import type { StoredFile } from '../../platform/files/file-store.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Logger } from '../../platform/logging.ts';
import type { IdeskSchema } from '../../subgraphs/idesk/store/schema.ts';
import { dayOf } from '../../subgraphs/igate/domain/calendar.ts';
import { dossierCode } from '../../subgraphs/igate/domain/dossier-code.ts';
import type { IgateSchema } from '../../subgraphs/igate/store/schema.ts';
import type { DemoFiles } from '../files/demo-files.ts';
import { dossierStory, type DossierStory, type IgateRow } from '../story/dossier-story.ts';
import { countOrdinaryDocuments, ordinaryOutline, ordinaryStory } from '../story/ordinary-documents.ts';
import { outlineOf, type DemoTime, type Outline } from '../story/outline.ts';
import type { Registers } from '../story/registers.ts';
import type { DemoDepartment } from '../world/departments.ts';
import { addCrossing, addDocument, noDeskRows, type DeskRows } from './desk-document-rows.ts';
import { inOneTransaction, type Loader } from './one-transaction.ts';
import {
  accountEntries,
  departmentRows,
  deskUserRows,
  divisionRows,
  officerRows,
  procedureRows,
} from './organisation-rows.ts';

interface Load {
  readonly igate: Database<IgateSchema>;
  readonly idesk: Database<IdeskSchema>;
  readonly time: DemoTime;
  readonly registers: Registers;
  readonly files: DemoFiles;
  readonly ownResults: ReadonlyMap<number, StoredFile>;
  readonly logger: Logger;
}

/** Dossiers whose rows are in memory at the same time: some 10 MB. */
const batchSize = 500;

/** A large demo takes minutes; it says that it is still at work every so many dossiers. */
const reportEvery = 10_000;

/** Loads everything, batch by batch, into both databases at once. */
export async function loadDemo(load: Load): Promise<{ readonly documents: number }> {
  const { igate, idesk, time, registers, logger } = load;
  let documents = 0;
  await inOneTransaction<IgateSchema>(igate, (igateTables) =>
    inOneTransaction<IdeskSchema>(idesk, async (deskTables) => {
      await loadOrganisation(igateTables, deskTables, time);
      const counters = new ReceptionCounters();
      for (let first = 0; first < time.dossiers; first += batchSize) {
        const stories = storiesOf(first, Math.min(first + batchSize, time.dossiers), load, counters);
        const deskRows = noDeskRows();
        for (const { crossing } of stories) if (crossing) addCrossing(deskRows, crossing);
        documents += deskRows.documents.length;
        await bothOf(loadDossiers(igateTables, stories), loadDesk(deskTables, deskRows));
        const done = first + stories.length;
        if (done % reportEvery === 0) logger.info({ done, of: time.dossiers }, 'demo dossiers');
      }
      documents += await loadOrdinaryDocuments(deskTables, load);
      await bothOf(
        igateTables.load('reception_counters', counters.rows()),
        deskTables.load('registers', registers.rows),
      );
    }),
  );
  return { documents };
}

/** Waits for both even where one fails, so that no connection is closed under a statement. */
async function bothOf(one: Promise<void>, other: Promise<void>): Promise<void> {
  const outcomes = await Promise.allSettled([one, other]);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

async function loadOrganisation(
  igate: Loader<IgateSchema>,
  desk: Loader<IdeskSchema>,
  { seed, clock }: DemoTime,
): Promise<void> {
  await igate.load('departments', departmentRows);
  await igate.load('divisions', divisionRows);
  await igate.load('officers', await officerRows());
  await igate.load('procedures', procedureRows);
  await igate.load('audit_entries', accountEntries(seed, clock));
  await desk.load('departments', departmentRows);
  await desk.load('divisions', divisionRows);
  await desk.load('desk_users', deskUserRows);
}

function storiesOf(from: number, to: number, load: Load, counters: ReceptionCounters): DossierStory[] {
  const { time, files, ownResults, registers } = load;
  return Array.from({ length: to - from }, (_, offset) => {
    const index = from + offset;
    const outline = outlineOf(index, time);
    const number = (): number => registers.ofDossier(index);
    return dossierStory({ outline, code: counters.nextCode(outline), files, ownResult: ownResults.get(index), number });
  });
}

/** Numbers the dossiers of each department and day as the counter would have. */
class ReceptionCounters {
  readonly #numbers = new Map<string, IgateRow<'reception_counters'>>();

  nextCode({ staff, moments }: Outline): string {
    const receivedAt = moments.get('received');
    if (!receivedAt) throw new Error('A dossier of the demo was never received.');
    const day = dayOf(receivedAt);
    const number = this.#next(staff.department, day);
    return dossierCode(staff.department.agencyCode, day, number);
  }

  #next({ id, code }: DemoDepartment, day: string): number {
    const key = `${code} ${day}`;
    const number = (this.#numbers.get(key)?.last_number ?? 0) + 1;
    this.#numbers.set(key, { department_id: id, day, last_number: number });
    return number;
  }

  rows(): IgateRow<'reception_counters'>[] {
    return [...this.#numbers.values()];
  }
}

async function loadDossiers(igate: Loader<IgateSchema>, stories: readonly DossierStory[]): Promise<void> {
  await igate.load(
    'dossiers',
    stories.map((story) => story.dossier),
  );
  await igate.load(
    'processing_steps',
    stories.flatMap((story) => story.steps),
  );
  await igate.load(
    'dossier_holds',
    stories.flatMap((story) => story.holds),
  );
  await igate.load(
    'transfers',
    stories.flatMap((story) => story.transfers),
  );
  await igate.load(
    'transfer_files',
    stories.flatMap((story) => story.transferFiles),
  );
  await igate.load(
    'idesk_events',
    stories.flatMap((story) => story.ideskEvents),
  );
  await igate.load(
    'attachments',
    stories.flatMap((story) => story.attachments),
  );
  await igate.load(
    'inbox',
    stories.flatMap(({ crossing }) =>
      crossing?.result?.kind === 'PUSH_RESULTS'
        ? { message_id: crossing.result.transferId, received_at: crossing.result.deliveredAt }
        : [],
    ),
  );
  await igate.load(
    'recalled_files',
    stories.flatMap((story) => story.recalledFiles),
  );
  await igate.load(
    'audit_entries',
    stories.flatMap((story) => story.auditEntries),
  );
}

async function loadDesk(desk: Loader<IdeskSchema>, rows: DeskRows): Promise<void> {
  await desk.load('documents', rows.documents);
  await desk.load('document_files', rows.document_files);
  await desk.load('document_events', rows.document_events);
  await desk.load('audit_entries', rows.audit_entries);
  await desk.load('crossings', rows.crossings);
  await desk.load('inbox', rows.inbox);
  await desk.load('pushes', rows.pushes);
  await desk.load('push_files', rows.push_files);
}

async function loadOrdinaryDocuments(desk: Loader<IdeskSchema>, { time, files, registers }: Load): Promise<number> {
  const count = countOrdinaryDocuments(time.dossiers);
  for (let first = 0; first < count; first += batchSize) {
    const rows = noDeskRows();
    for (let index = first; index < Math.min(first + batchSize, count); index += 1) {
      addDocument(
        rows,
        ordinaryStory(ordinaryOutline(index, time), files, () => registers.ofOrdinary(index)),
      );
    }
    await loadDesk(desk, rows);
  }
  return count;
}
