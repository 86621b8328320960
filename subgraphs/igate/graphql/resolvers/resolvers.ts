import type { Resolvers } from '../resolver-types.generated.ts';
import { scalars } from '../scalars.ts';
import { AuditEntryConnection, DossierConnection, TransferConnection } from './connections.ts';
import { DossierReport, DossierReportGroup } from './dossier-report.ts';
import { DeadlineDay, DossierHold } from './deadline.ts';
import { Applicant } from './applicant.ts';
import { Attachment, AuditEntry, AvailableAction, ProcessingStep } from './dossier-parts.ts';
import { Dossier } from './dossier.ts';
import { Mutation } from './mutation.ts';
import { DeskUser, Division, Officer } from './officer.ts';
import { Query } from './query.ts';
import { DossierHolder, TimelineEntry } from './timeline.ts';
import { Transfer } from './transfer.ts';

/** How each field of iGate's schema is answered; a field that is not named here is the parent's property of that name. */
export const resolvers: Resolvers = {
  ...scalars,
  Query,
  Mutation,
  DossierConnection,
  TransferConnection,
  AuditEntryConnection,
  Officer,
  DeskUser,
  Division,
  Dossier,
  Applicant,
  DossierHold,
  DossierReport,
  DossierReportGroup,
  DeadlineDay,
  ProcessingStep,
  Attachment,
  AvailableAction,
  AuditEntry,
  TimelineEntry,
  DossierHolder,
  Transfer,
};
