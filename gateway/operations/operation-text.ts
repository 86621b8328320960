import { RequestError } from '../../platform/errors.ts';
import type { Logger } from '../../platform/logging.ts';
import { createBoundedMemory } from '../bounded-memory.ts';
import { countUnregistered } from './operation-metrics.ts';
import { sha256, type RegisteredOperations } from './registered-operations.ts';

/** What happens to an operation that is not registered: it runs; it runs and the log says so; it is refused. */
export type SafelistMode = 'off' | 'log' | 'enforce';

/** How a request names the operation it wants to run. */
export interface NamedOperation {
  readonly query: string | undefined;
  /** The id of a registered operation, or `sha256:` and the hash of its text (GraphQL over HTTP, appendix A). */
  readonly documentId: string | undefined;
  /** Apollo's automatic persisted queries. */
  readonly persistedQuery: { readonly version: unknown; readonly sha256Hash: unknown } | undefined;
}

interface OperationTextOptions {
  /** Null where no operation is registered. */
  readonly registered: RegisteredOperations | null;
  readonly mode: SafelistMode;
  readonly logger: Logger;
}

/** Texts that clients have sent with their hash. A client whose text was forgotten sends it again. */
const maxAutomaticCharacters = 4 * 1024 * 1024;

/** How many unregistered operations the log remembers to have named. */
const maxNamedCharacters = 1024 * 1024;

/** Apollo's clients send the text when they meet exactly this message, in an answer with status 200. */
export class PersistedQueryNotFound extends RequestError {
  constructor() {
    super('PERSISTED_QUERY_NOT_FOUND', { vi: 'PersistedQueryNotFound', en: 'PersistedQueryNotFound' });
  }
}

/**
 * Finds the text of the operation that a request names.
 *
 * @throws RequestError `PERSISTED_QUERY_NOT_FOUND` for an id or hash that is not known; `BAD_USER_INPUT` for a hash that
 *   is not the text's; `FORBIDDEN` for an operation that is not registered where only those may run.
 */
export type OperationText = (operation: NamedOperation) => string;

export function createOperationText({ registered, mode, logger }: OperationTextOptions): OperationText {
  const automatic = createBoundedMemory<string>(maxAutomaticCharacters);
  const named = createBoundedMemory<true>(maxNamedCharacters);

  function assertRegistered(text: string): void {
    if (mode === 'off' || registered?.has(text)) return;
    countUnregistered(mode);
    if (mode === 'enforce') throw new RequestError('FORBIDDEN', notRegistered);
    const hash = sha256(text);
    if (named.get(hash)) return;
    named.set(hash, true);
    // Not the text itself: somebody may have written a citizen's name into it.
    logger.warn({ sha256: hash, operationName: nameIn(text) }, 'an operation is not registered');
  }

  function known(documentId: string | undefined, hash: string | undefined): string {
    const prefixed = documentId?.startsWith('sha256:') ? documentId.slice('sha256:'.length) : undefined;
    const id = hash ?? prefixed ?? documentId ?? '';
    const text = registered?.text(id) ?? automatic.get(id);
    if (text !== undefined) return text;
    throw hash === undefined
      ? new RequestError('PERSISTED_QUERY_NOT_FOUND', unknownDocument)
      : new PersistedQueryNotFound();
  }

  return ({ query, documentId, persistedQuery }) => {
    const hash = persistedQuery && hashOf(persistedQuery);
    if (query === undefined) {
      const text = known(documentId, hash);
      assertRegistered(text);
      return text;
    }
    if (documentId !== undefined) throw new RequestError('BAD_USER_INPUT', twoNames);
    assertRegistered(query);
    if (hash !== undefined) {
      if (sha256(query) !== hash) throw new RequestError('BAD_USER_INPUT', otherHash);
      automatic.set(hash, query, query.length);
    }
    return query;
  };
}

function nameIn(text: string): string | undefined {
  return /\b(?:query|mutation)\s+(\w{1,100})/.exec(text)?.[1];
}

function hashOf({ version, sha256Hash }: NonNullable<NamedOperation['persistedQuery']>): string {
  if (version !== 1 || typeof sha256Hash !== 'string') throw new RequestError('BAD_USER_INPUT', unknownProtocol);
  return sha256Hash;
}

const notRegistered = {
  vi: 'Hệ thống chỉ chạy những truy vấn đã đăng ký, và truy vấn này chưa được đăng ký. Hãy nhờ quản trị thêm vào danh sách.',
  en: 'Only registered operations run here, and this is none of them. Ask the administrator to add it to the list.',
};

const unknownDocument = {
  vi: 'Không có truy vấn nào được đăng ký với “documentId” này. Hãy kiểm tra lại mã.',
  en: 'No operation is registered under this “documentId”. Check it.',
};

const twoNames = {
  vi: 'Hãy gửi “query” hoặc “documentId”, không gửi cả hai.',
  en: 'Send “query” or “documentId”, not both.',
};

const otherHash = {
  vi: '“sha256Hash” không phải SHA-256 của “query”. Hãy tính lại trên đúng nội dung gửi đi.',
  en: '“sha256Hash” is not the SHA-256 of “query”. Compute it over exactly what is sent.',
};

const unknownProtocol = {
  vi: '“persistedQuery” phải có “version” là 1 và “sha256Hash” là chuỗi.',
  en: '“persistedQuery” must have 1 as its “version”, and a string as its “sha256Hash”.',
};
