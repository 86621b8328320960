/**
 * Which GraphQL types are resolved from which of our own: type name to `module#ExportedType`, relative to this folder.
 * Codegen reads it. A type that is not listed is resolved from the plain shape of the GraphQL type itself.
 *
 * `as` keeps a name of ours apart from the generated type of the same name.
 *
 * @example { DeskUser: '../domain/desk-user.ts#DeskUser as DeskUserRecord' }
 */
export const mappers: Readonly<Record<string, string>> = {
  DeskAuditEntry: '../domain/audit.ts#AuditEntry',
  DeskAuditEntryConnection: './references.ts#AuditConnection',
  DeskAuditEntryEdge: './references.ts#AuditEdge',
  DeskUser: '../domain/desk-user.ts#DeskUser as DeskUserRecord',
  DocumentFile: '../domain/document-file.ts#DocumentFile as DocumentFileRecord',
  DocumentReport: '../actions/report-documents.ts#ReportedDocuments as DocumentReportRecord',
  DocumentReportGroup: './resolvers/document-report.ts#ShownGroup',
  Dossier: './references.ts#DossierReference',
  Draft: '../domain/document.ts#DeskDocument',
  DraftConnection: './references.ts#DocumentConnection',
  DraftEdge: './references.ts#DocumentEdge',
  IssuedDocument: '../domain/document.ts#IssuedDocument as IssuedDocumentRecord',
  OutgoingDocument: '../domain/document.ts#DeskDocument',
  OutgoingDocumentConnection: './references.ts#DocumentConnection',
  OutgoingDocumentEdge: './references.ts#DocumentEdge',
  ResultPush: '../domain/result-push.ts#ResultPush as ResultPushRecord',
  Transfer: './references.ts#TransferReference',
};
