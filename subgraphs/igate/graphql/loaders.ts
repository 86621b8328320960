import type { Kysely } from 'kysely';
import { isIdentifier } from '../domain/input.ts';
import type { Officer } from '../domain/officer.ts';
import { visibleOrganisation, visibleRows, visibleTransfers } from '../domain/row-scope.ts';
import { attachmentsOfDossiers, visibleAttachmentsByIds } from '../store/attachments.ts';
import { auditEntriesOfDossiers } from '../store/audit-log.ts';
import { holdsOfDossiers } from '../store/dossier-holds.ts';
import { dossiersByCodes } from '../store/dossiers.ts';
import { officersByIds, visibleOfficersByAccounts, visibleOfficersBySsoAccounts } from '../store/officers.ts';
import { departmentsByIds, divisionsByIds, proceduresByIds } from '../store/organisation.ts';
import { stepsByIds, stepsOfDossiers } from '../store/processing-steps.ts';
import type { IgateSchema } from '../store/schema.ts';
import { timelinesOfDossiers } from '../store/timeline.ts';
import { transferFiles, transfersOfDossiers, visibleTransfersByIds } from '../store/transfers.ts';
import { readCalendar } from '../store/working-calendar.ts';
import { manyByKey, oneByKey } from './batch.ts';

export type Loaders = ReturnType<typeof createLoaders>;

/**
 * One statement for all rows of a kind that a request asks for in the same tick.
 *
 * The loaders that begin with `visible` find only what the caller may see, and are the ones to begin from. The others
 * follow from a row that has been seen already: its steps, their officers.
 */
export function createLoaders(db: Kysely<IgateSchema>, caller: () => Promise<Officer>) {
  const rows = async () => visibleRows(await caller());
  let calendar: ReturnType<typeof readCalendar> | undefined;
  const colleagues = async () => visibleOrganisation(await caller(), 'SEE_OFFICER');
  return {
    calendar: () => (calendar ??= readCalendar(db)),
    visibleDossier: oneByKey(
      async (codes) => dossiersByCodes(db, codes, await rows()),
      (dossier) => dossier.code,
    ),
    visibleAttachment: oneByKey(
      async (ids) => visibleAttachmentsByIds(db, ids.filter(isIdentifier), await rows()),
      (attachment) => attachment.id,
    ),
    visibleTransfer: oneByKey(
      async (ids) => visibleTransfersByIds(db, ids.filter(isIdentifier), visibleTransfers(await caller())),
      (transfer) => transfer.id,
    ),
    visibleOfficerByAccount: oneByKey(
      async (accounts) => visibleOfficersByAccounts(db, accounts, await colleagues()),
      (officer) => officer.account,
    ),
    visibleOfficerBySsoAccount: oneByKey(
      async (accounts) => visibleOfficersBySsoAccounts(db, accounts, await colleagues()),
      (officer) => officer.linkedSsoAccount ?? '',
    ),
    officer: oneByKey(
      (ids) => officersByIds(db, ids),
      (officer) => officer.id,
    ),
    division: oneByKey(
      (ids) => divisionsByIds(db, ids),
      (division) => division.id,
    ),
    department: oneByKey(
      (ids) => departmentsByIds(db, ids),
      (department) => department.id,
    ),
    procedure: oneByKey(
      (ids) => proceduresByIds(db, ids),
      (procedure) => procedure.id,
    ),
    step: oneByKey(
      (ids) => stepsByIds(db, ids),
      (step) => step.id,
    ),
    stepsOfDossier: manyByKey(
      (codes) => stepsOfDossiers(db, codes),
      (step) => step.dossierCode,
    ),
    holdsOfDossier: manyByKey(
      (codes) => holdsOfDossiers(db, codes),
      (hold) => hold.dossierCode,
    ),
    timelineOfDossier: manyByKey(
      (codes) => timelinesOfDossiers(db, codes),
      (entry) => entry.dossierCode,
    ),
    attachmentsOfDossier: manyByKey(
      (codes) => attachmentsOfDossiers(db, codes),
      (attachment) => attachment.dossierCode,
    ),
    transfersOfDossier: manyByKey(
      (codes) => transfersOfDossiers(db, codes),
      (transfer) => transfer.dossierCode,
    ),
    filesOfTransfer: manyByKey(
      (ids) => transferFiles(db, ids),
      (file) => file.transferId,
    ),
    auditEntriesOfDossier: manyByKey(
      (codes) => auditEntriesOfDossiers(db, codes),
      (entry) => entry.dossierCode ?? '',
    ),
  };
}
