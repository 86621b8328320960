import { GraphQLUpload } from 'graphql-upload-ts';
import type { Resolvers } from '../resolver-types.generated.ts';
import { DeskAuditEntryConnection, DraftConnection, OutgoingDocumentConnection } from './connections.ts';
import { DeskAuditEntry } from './desk-audit-log.ts';
import { DeskUser } from './desk-user.ts';
import { DocumentFile } from './document-file.ts';
import { DocumentReport, DocumentReportGroup } from './document-report.ts';
import { Dossier } from './dossier.ts';
import { Draft } from './draft.ts';
import { IssuedDocument } from './issued-document.ts';
import { Mutation } from './mutation.ts';
import { OutgoingDocument } from './outgoing-document.ts';
import { Query } from './query.ts';
import { ResultPush } from './result-push.ts';
import { CalendarDay, DateTime, DossierCode } from './scalars.ts';
import { Transfer } from './transfer.ts';

export const resolvers: Resolvers = {
  Date: CalendarDay,
  DateTime,
  DossierCode,
  Upload: GraphQLUpload,
  Query,
  Mutation,
  DraftConnection,
  OutgoingDocumentConnection,
  DeskAuditEntry,
  DeskAuditEntryConnection,
  DeskUser,
  Dossier,
  Transfer,
  OutgoingDocument,
  Draft,
  IssuedDocument,
  ResultPush,
  DocumentFile,
  DocumentReport,
  DocumentReportGroup,
};
