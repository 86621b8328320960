import type { ResultPushResolvers } from '../resolver-types.generated.ts';
import { officerNamed } from './outgoing-document.ts';

export const ResultPush: ResultPushResolvers = {
  requestedBy: ({ requestedBy }, _args, context) => officerNamed(requestedBy, context),
  lastError: ({ lastError }, _args, { language }) => lastError?.[language] ?? null,
  files: ({ id }, _args, { loaders }) => loaders.filesOfPush.load(id),
};
