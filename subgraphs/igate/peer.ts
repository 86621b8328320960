import type { FastifyInstance } from 'fastify';
import { errorCodes, RequestError } from '../../platform/errors.ts';
import { sendToPeer } from '../../platform/files/send-to-peer.ts';
import { registerPeerRoutes } from '../../platform/serving/peer-routes.ts';
import type { VerifyToken } from '../../platform/tokens/principal.ts';
import { applyIdeskState } from './actions/apply-idesk-state.ts';
import { MalformedMessage, readIdeskState, readPushedResults } from './actions/peer-messages.ts';
import { receivePushedResults } from './actions/receive-pushed-results.ts';
import type { DeliveryServices } from './actions/services.ts';
import { isIdentifier } from './domain/input.ts';
import { transferFiles } from './store/transfers.ts';

interface PeerAccess {
  readonly verify: VerifyToken;
  /** Client ids of iDesk's service account. */
  readonly clientIds: readonly string[];
}

/** What iDesk may ask of iGate: the files of a transfer, to push results, to tell where a draft stands. */
export function registerIgatePeerRoutes(app: FastifyInstance, access: PeerAccess, services: DeliveryServices): void {
  registerPeerRoutes(app, access, (scope) => {
    scope.get<{ Params: { id: string; sha256: string } }>(
      '/peer/transfers/:id/files/:sha256',
      async (request, reply) => {
        const { id, sha256 } = request.params;
        const files = await transferFiles(services.db, [identifier(id)]);
        const file = files.find((candidate) => candidate.sha256 === sha256);
        if (!file) throw new RequestError('NOT_FOUND');
        return sendToPeer(reply, services.files.store, file);
      },
    );
    scope.put<{ Params: { id: string } }>('/peer/results/:id', {}, async (request) =>
      receivePushedResults(services, identifier(request.params.id), wellFormed(readPushedResults, request.body)),
    );
    scope.put<{ Params: { id: string } }>('/peer/idesk-states/:id', {}, async (request, reply) => {
      await applyIdeskState(services, identifier(request.params.id), wellFormed(readIdeskState, request.body));
      return reply.code(204).send();
    });
  });
}

function identifier(text: string): string {
  if (!isIdentifier(text)) throw new RequestError('NOT_FOUND');
  return text;
}

/** A message in the wrong form will not get better by being sent again: a refusal for good. */
function wellFormed<Message>(read: (body: unknown) => Message, body: unknown): Message {
  try {
    return read(body);
  } catch (error) {
    if (!(error instanceof MalformedMessage)) throw error;
    const { vi, en } = errorCodes.BAD_USER_INPUT;
    throw new RequestError('BAD_USER_INPUT', { vi, en: `${en} (${error.message})` }, { cause: error });
  }
}
