import type { Attachment, AttachmentKind } from '../../domain/attachment.ts';
import { withoutPapers } from '../../domain/audit.ts';
import { availableActions } from '../../domain/available-actions.ts';
import { isOverdue, type Dossier as DossierRow } from '../../domain/dossier.ts';
import { holderOf } from '../../domain/holder.ts';
import { applicantView } from '../../domain/row-scope.ts';
import type { Context } from '../context.ts';
import { contentOf } from '../dossier-parent.ts';
import { required } from '../required.ts';
import type { DossierResolvers } from '../resolver-types.generated.ts';
import { deadlineOf } from './deadline.ts';

export const Dossier: DossierResolvers = {
  __resolveReference: ({ code }, { loaders }) => loaders.visibleDossier.load(code),
  code: ({ code }) => code,
  procedureName: (parent) => contentOf(parent).procedureName,
  procedure: async (parent, _arguments, { loaders }) =>
    required(await loaders.procedure.load(contentOf(parent).procedureId)),
  applicant: async (parent, _arguments, { officer }) => {
    const dossier = contentOf(parent);
    return { dossier, view: applicantView(await officer(), dossier) ?? 'WITHHELD' };
  },
  status: (parent) => contentOf(parent).status,
  steps: async (parent, _arguments, { loaders }) => [...(await loaders.stepsOfDossier.load(contentOf(parent).code))],
  currentStep: async (parent, _arguments, { loaders }) =>
    required((await loaders.stepsOfDossier.load(contentOf(parent).code)).at(-1)),
  assignee: (parent, _arguments, { loaders }) => {
    const { assigneeId } = contentOf(parent);
    return assigneeId ? loaders.officer.load(assigneeId) : null;
  },
  division(parent, _arguments, { loaders }) {
    const { divisionId } = contentOf(parent);
    return divisionId === null ? null : loaders.division.load(divisionId);
  },
  receivedAt: (parent) => contentOf(parent).receivedAt,
  dueAt: (parent) => contentOf(parent).dueAt,
  deadline: (parent, _arguments, context) => deadlineOf(contentOf(parent), context),
  holds: async (parent, _arguments, { loaders }) => [...(await loaders.holdsOfDossier.load(contentOf(parent).code))],
  completedAt: (parent) => contentOf(parent).completedAt,
  returnedAt: (parent) => contentOf(parent).returnedAt,
  isOverdue: (parent, _arguments, { services }) => isOverdue(contentOf(parent), services.now()),
  attachments: (parent, { kinds }, context) => attachments(contentOf(parent), context, kinds),
  resultFiles: (parent, _arguments, context) => attachments(contentOf(parent), context, ['RESULT']),
  transfers: async (parent, _arguments, { loaders }) => [
    ...(await loaders.transfersOfDossier.load(contentOf(parent).code)),
  ],
  ideskState: (parent) => contentOf(parent).ideskState,
  auditEntries: async (parent, _arguments, { loaders, officer }) => {
    const dossier = contentOf(parent);
    const entries = await loaders.auditEntriesOfDossier.load(dossier.code);
    const withheld = applicantView(await officer(), dossier) === 'WITHHELD';
    return withheld ? entries.map(withoutPapers) : [...entries];
  },
  timeline: async (parent, _arguments, { loaders }) => [
    ...(await loaders.timelineOfDossier.load(contentOf(parent).code)),
  ],
  heldBy: async (parent, _arguments, { loaders }) => {
    const dossier = contentOf(parent);
    const [steps, timeline] = await Promise.all([
      loaders.stepsOfDossier.load(dossier.code),
      loaders.timelineOfDossier.load(dossier.code),
    ]);
    return holderOf(dossier, required(steps.at(-1)), timeline);
  },
  availableActions: async (parent, _arguments, context) => {
    const dossier = contentOf(parent);
    const officer = await context.officer();
    const transfers = await context.loaders.transfersOfDossier.load(dossier.code);
    return [...availableActions(officer, dossier, transfers)];
  },
};

/** Components belong to the applicant: who may not know the applicant does not see them. */
async function attachments(
  dossier: DossierRow,
  { officer, loaders }: Context,
  kinds: readonly AttachmentKind[] | null | undefined,
): Promise<Attachment[]> {
  const view = applicantView(await officer(), dossier);
  const all = await loaders.attachmentsOfDossier.load(dossier.code);
  return all.filter(
    ({ kind }) => (kinds == null || kinds.includes(kind)) && (kind !== 'COMPONENT' || view !== 'WITHHELD'),
  );
}
