/** What the resolvers of each object type get as their parent; a type that is not named here is its GraphQL shape. */
export const mappers: Readonly<Record<string, string>> = {
  Applicant: '../domain/dossier.ts#Applicant as ApplicantParent',
  Attachment: '../domain/attachment.ts#Attachment as AttachmentParent',
  AuditEntry: '../domain/audit.ts#AuditEntry as AuditEntryParent',
  AuditEntryConnection: './connection-parents.ts#AuditEntryConnectionParent',
  AvailableAction: '../domain/available-actions.ts#AvailableAction as AvailableActionParent',
  Department: '../domain/officer.ts#Department as DepartmentParent',
  DeskUser: './desk-user-parent.ts#DeskUserParent',
  Division: '../domain/officer.ts#Division as DivisionParent',
  Dossier: './dossier-parent.ts#DossierParent',
  DossierConnection: './connection-parents.ts#DossierConnectionParent',
  Officer: '../domain/officer.ts#Officer as OfficerParent',
  Procedure: '../domain/dossier.ts#Procedure as ProcedureParent',
  ProcessingStep: '../domain/steps.ts#ProcessingStep as ProcessingStepParent',
  Transfer: '../domain/transfer.ts#Transfer as TransferParent',
  TransferConnection: './connection-parents.ts#TransferConnectionParent',
  TransferredFile: '../domain/transfer.ts#TransferFile as TransferFileParent',
};
