import type { FastifyInstance } from 'fastify';
import { takeCalendar } from '../../platform/calendar/calendar-store.ts';
import { RequestError } from '../../platform/errors.ts';
import { sendToPeer } from '../../platform/files/send-to-peer.ts';
import type { Desk } from './actions/desk.ts';
import { listResultFiles } from './actions/list-result-files.ts';
import { takeInDraft } from './actions/take-in-draft.ts';
import { reportedState } from './domain/document.ts';
import { isId } from './domain/ids.ts';
import { readCalendar, readDueDates, readSentDossier, readWantedResults } from './peer-messages.ts';
import { findResultFile } from './store/document-files.ts';
import { noteDueDates } from './store/due-dates.ts';

/** A dossier names its files, it does not carry them: their bytes are pulled. */
const maxMessageBytes = 1024 * 1024;

/** What iGate may ask of iDesk, in a scope that has checked its service token. */
export function peerRoutes(desk: Desk): (scope: FastifyInstance) => void {
  return (scope) => {
    scope.put<{ Params: { transferId: string } }>(
      '/peer/drafts/:transferId',
      { bodyLimit: maxMessageBytes },
      async (request) => {
        const draft = await takeInDraft(desk, readSentDossier(request.params.transferId, request.body));
        return { documentId: draft.id, state: reportedState(draft), version: draft.version };
      },
    );

    scope.put('/peer/due-dates', { bodyLimit: maxMessageBytes }, async (request, reply) => {
      await noteDueDates(desk.database, readDueDates(request.body));
      return reply.code(204).send();
    });

    scope.put('/peer/calendar', { bodyLimit: maxMessageBytes }, async (request, reply) => {
      const { version, exceptions } = readCalendar(request.body);
      await desk.database.transaction().execute((transaction) => takeCalendar(transaction, version, exceptions));
      return reply.code(204).send();
    });

    scope.post('/peer/result-files', { bodyLimit: maxMessageBytes }, async (request) => {
      const files = await listResultFiles(desk, readWantedResults(request.body));
      return {
        files: files.map(({ id, name, mediaType, size, sha256, documentId, symbol, issuedAt }) => {
          return { id, name, mediaType, size, sha256, documentId, symbol, issuedAt: issuedAt.toISOString() };
        }),
      };
    });

    scope.get<{ Params: { fileId: string } }>('/peer/files/:fileId', async (request, reply) => {
      const { fileId } = request.params;
      const file = isId(fileId) ? await findResultFile(desk.database, fileId) : null;
      if (!file) throw new RequestError('NOT_FOUND');
      return sendToPeer(reply, desk.files.store, file);
    });
  };
}
