import { auditDetailsText } from '../../domain/audit.ts';
import { required } from '../required.ts';
import type {
  AttachmentResolvers,
  AuditEntryResolvers,
  AvailableActionResolvers,
  ProcessingStepResolvers,
} from '../resolver-types.generated.ts';

export const ProcessingStep: ProcessingStepResolvers = {
  officer: ({ officerId }, _arguments, { loaders }) => (officerId ? loaders.officer.load(officerId) : null),
};

export const Attachment: AttachmentResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.visibleAttachment.load(id),
  uploadedBy: async ({ uploadedById }, _arguments, { loaders }) => required(await loaders.officer.load(uploadedById)),
  step: ({ stepId }, _arguments, { loaders }) => (stepId ? loaders.step.load(stepId) : null),
  downloadUrl: async (attachment, _arguments, { addresses, officer }) =>
    addresses.download(attachment, (await officer()).account),
  previewUrl: async (attachment, _arguments, { addresses, officer }) =>
    addresses.preview(attachment, (await officer()).account),
  sourceFile: ({ sourceFileId }) => (sourceFileId ? { id: sourceFileId } : null),
};

export const AvailableAction: AvailableActionResolvers = {
  reason: ({ reason }, _arguments, { language }) => reason?.[language] ?? null,
};

export const AuditEntry: AuditEntryResolvers = {
  officer: ({ officerId }, _arguments, { loaders }) => (officerId ? loaders.officer.load(officerId) : null),
  details: ({ details }, _arguments, { language }) => auditDetailsText(details, language),
};
