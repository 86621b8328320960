import { addAttachments } from '../../actions/add-attachments.ts';
import { assignDossier } from '../../actions/assign-dossier.ts';
import { attachResults } from '../../actions/attach-results.ts';
import { completeStep } from '../../actions/complete-step.ts';
import { linkSsoAccount } from '../../actions/link-sso-account.ts';
import { receiveDossier } from '../../actions/receive-dossier.ts';
import { requestSupplement } from '../../actions/request-supplement.ts';
import { resumeDossier } from '../../actions/resume-dossier.ts';
import { retryTransfer } from '../../actions/retry-transfer.ts';
import { sendToIdesk } from '../../actions/send-to-idesk.ts';
import { setCalendarDay } from '../../actions/set-calendar-day.ts';
import { signIn } from '../../actions/sign-in.ts';
import { suspendDossier } from '../../actions/suspend-dossier.ts';
import type { Context } from '../context.ts';
import { required, stillVisible } from '../required.ts';
import type { MutationResolvers } from '../resolver-types.generated.ts';
import { calendarDays } from './working-calendar.ts';

export const Mutation: MutationResolvers = {
  signIn: (_parent, { input }, { services, tokens, clientAddress }) => signIn(services, tokens, input, clientAddress),

  async linkSsoAccount(_parent, { input }, context) {
    const officer = await linkSsoAccount(context.services, await context.officer(), input);
    context.forget();
    return { officer };
  },

  async receiveDossier(_parent, { input }, context) {
    const code = await receiveDossier(context.services, await context.officer(), input);
    return changedDossier(context, code);
  },

  async assignDossier(_parent, { input }, context) {
    await assignDossier(context.services, await context.officer(), input);
    return changedDossier(context, input.dossierCode);
  },

  async addAttachments(_parent, { input }, context) {
    const attachments = await addAttachments(context.services, await context.officer(), input);
    return { ...(await changedDossier(context, input.dossierCode)), attachments: [...attachments] };
  },

  async sendToIdesk(_parent, { input }, context) {
    const transferId = await sendToIdesk(context.services, await context.officer(), input);
    return { ...(await changedDossier(context, input.dossierCode)), ...(await changedTransfer(context, transferId)) };
  },

  async attachResults(_parent, { input }, context) {
    const { transferId, attachments } = await attachResults(context.services, await context.officer(), input);
    return {
      ...(await changedDossier(context, input.dossierCode)),
      ...(await changedTransfer(context, transferId)),
      attachments: [...attachments],
    };
  },

  async completeStep(_parent, { input }, context) {
    await completeStep(context.services, await context.officer(), input);
    return changedDossier(context, input.dossierCode);
  },

  async requestSupplement(_parent, { input }, context) {
    await requestSupplement(context.services, await context.officer(), input);
    return changedDossier(context, input.dossierCode);
  },

  async suspendDossier(_parent, { input }, context) {
    await suspendDossier(context.services, await context.officer(), input);
    return changedDossier(context, input.dossierCode);
  },

  async resumeDossier(_parent, { input }, context) {
    await resumeDossier(context.services, await context.officer(), input);
    return changedDossier(context, input.dossierCode);
  },

  async setCalendarDay(_parent, { input }, context) {
    const movedDossiers = await setCalendarDay(context.services, await context.officer(), input);
    context.forget();
    const [day] = await calendarDays(context, input.date, input.date);
    return { day: required(day), movedDossiers };
  },

  async retryTransfer(_parent, { input }, context) {
    await retryTransfer(context.services, await context.officer(), input.transferId);
    context.forget();
    return changedTransfer(context, input.transferId);
  },
};

/** The dossier as it is after the change. */
async function changedDossier(context: Context, code: string) {
  context.forget();
  return { dossier: stillVisible(await context.loaders.visibleDossier.load(code)) };
}

async function changedTransfer({ loaders }: Context, id: string) {
  return { transfer: stillVisible(await loaders.visibleTransfer.load(id)) };
}
