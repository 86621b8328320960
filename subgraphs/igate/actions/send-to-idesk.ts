import type { FileUpload } from 'graphql-upload-ts';
import type { Kysely, Transaction } from 'kysely';
import { RequestError } from '../../../platform/errors.ts';
import { settleClaims } from '../../../platform/files/file-claims.ts';
import { receiveUploads } from '../../../platform/files/receive-uploads.ts';
import type { FileDescription } from '../domain/attachment.ts';
import type { Dossier } from '../domain/dossier.ts';
import { badInput, optionalText } from '../domain/input.ts';
import type { Officer } from '../domain/officer.ts';
import { noLinkedSsoAccount } from '../domain/refusals.ts';
import { attachmentsOfDossiers } from '../store/attachments.ts';
import { writeAuditEntry } from '../store/audit-log.ts';
import { changeDossier } from '../store/dossiers.ts';
import { isKnownKey, once } from '../store/idempotency-keys.ts';
import type { IgateSchema } from '../store/schema.ts';
import { insertTransfer, setTransferFiles } from '../store/transfer-changes.ts';
import { recentSends, transferFiles } from '../store/transfers.ts';
import { awaitArrival } from './await-arrival.ts';
import { demandAction, demandVisible, lockForAction, recordingRefusal } from './demand-action.ts';
import { idempotencyKey, requestHash } from './request-hash.ts';
import { crossingQueue, type IgateServices } from './services.ts';

export interface SendToIdeskInput {
  readonly dossierCode: string;
  /** Trích yếu; the procedure's name where left out. */
  readonly subject?: string | null | undefined;
  /** Components and processing files of the dossier. */
  readonly attachmentIds: readonly string[];
  /** From the officer's own computer: they cross, and do not become attachments of the dossier. */
  readonly uploads: readonly Promise<FileUpload>[];
  readonly idempotencyKey?: string | null | undefined;
}

const longestSubject = 1000;

/** Without an idempotency key, the same content again so soon is a second click and not a second send. */
const secondClickMs = 10_000;

/**
 * Sends a dossier to iDesk, where it becomes a draft of the officer's. Nothing of the dossier crosses but its code, the
 * subject and the chosen files. Answers with the id of the transfer, which may still be on its way: that of the first one
 * where the request is repeated, by its idempotency key or, without one, by its content within seconds.
 *
 * @throws RequestError `NOT_FOUND`, `FORBIDDEN`, `WRONG_STEP`; `SSO_ACCOUNT_NOT_LINKED` for an officer without an iDesk
 *   account; `BAD_USER_INPUT` for attachments that are not the dossier's; `IDEMPOTENCY_KEY_REUSED`; those of `receiveUploads`.
 */
export async function sendToIdesk(services: IgateServices, officer: Officer, input: SendToIdeskInput): Promise<string> {
  const { db } = services;
  const attempt = { officer, action: 'SEND_TO_IDESK', dossierCode: input.dossierCode } as const;
  return recordingRefusal(services, attempt, async () => {
    const key = idempotencyKey(input.idempotencyKey);
    // A repeated request gets the answer of the first, though the dossier may have moved on since.
    const repeated = key !== null && (await isKnownKey(db, officer.id, key));
    const dossier = await (repeated ? demandVisible(db, attempt) : demandAction(db, attempt));
    const ssoAccount = officer.linkedSsoAccount;
    if (ssoAccount === null) throw new RequestError('SSO_ACCOUNT_NOT_LINKED', noLinkedSsoAccount);
    const subject =
      optionalText(input.subject, { vi: 'Trích yếu', en: 'The subject' }, longestSubject) ?? dossier.procedureName;
    const chosen = await chosenAttachments(db, dossier, input.attachmentIds);
    const { files: uploaded, claims } = await receiveUploads(services.files, input.uploads, services.uploads);
    const sending = { officer, ssoAccount, subject, files: [...chosen, ...uploaded], claims, at: services.now() };
    const hash = requestHash([dossier.code, subject, sending.files]);
    const transferId = await db.transaction().execute((trx) =>
      once(trx, { officerId: officer.id, key, operation: 'sendToIdesk', hash, at: sending.at }, async () => {
        const { code } = await lockForAction(trx, attempt);
        const before = key === null ? await sameSend(trx, code, sending) : null;
        return before ?? record(services, trx, code, sending);
      }),
    );
    await awaitArrival(services, transferId);
    return transferId;
  });
}

async function chosenAttachments(
  db: Kysely<IgateSchema>,
  dossier: Dossier,
  ids: readonly string[],
): Promise<readonly FileDescription[]> {
  if (ids.length === 0) return [];
  const attachments = await attachmentsOfDossiers(db, [dossier.code]);
  return [...new Set(ids)].map((id) => {
    const attachment = attachments.find((candidate) => candidate.id === id);
    if (!attachment || attachment.kind === 'RESULT') {
      throw badInput(
        `Tệp ${id} không phải thành phần hồ sơ hay tệp tin xử lý của hồ sơ này. Hãy chọn lại tệp.`,
        `${id} is neither a component nor a processing file of this dossier. Choose the files again.`,
      );
    }
    const { name, mediaType, size, sha256 } = attachment;
    return { name, mediaType, size, sha256 };
  });
}

interface Sending {
  readonly officer: Officer;
  readonly ssoAccount: string;
  readonly subject: string;
  readonly files: readonly FileDescription[];
  /** Of those files that were uploaded. */
  readonly claims: readonly string[];
  readonly at: Date;
}

/** The send that has just asked for the same. The dossier must be locked. */
async function sameSend(trx: Transaction<IgateSchema>, dossierCode: string, sending: Sending): Promise<string | null> {
  const since = new Date(sending.at.getTime() - secondClickMs);
  const recent = await recentSends(trx, { dossierCode, officerId: sending.officer.id, since });
  const files = await transferFiles(
    trx,
    recent.map(({ id }) => id),
  );
  const same = recent.find(
    ({ id, subject }) =>
      subject === sending.subject &&
      sameContent(
        files.filter((file) => file.transferId === id),
        sending.files,
      ),
  );
  return same?.id ?? null;
}

type Content = readonly Pick<FileDescription, 'sha256'>[];

function sameContent(one: Content, other: Content): boolean {
  const digests = (files: Content) => files.map(({ sha256 }) => sha256).toSorted();
  return digests(one).join() === digests(other).join();
}

/** What the draft of an earlier send has come to counts no more. */
const nothingToldYet = { desk_state: null, signed_at: null, issued_at: null, attached_at: null } as const;

async function record(
  { outbox }: IgateServices,
  trx: Transaction<IgateSchema>,
  dossierCode: string,
  { officer, ssoAccount, subject, files, claims, at }: Sending,
): Promise<string> {
  await settleClaims(trx, claims);
  const id = await insertTransfer(trx, {
    kind: 'SEND_TO_IDESK',
    dossierCode,
    subject,
    requestedById: officer.id,
    ssoAccount,
    requestedAt: at,
  });
  await setTransferFiles(trx, id, files);
  await changeDossier(trx, dossierCode, at, {
    idesk_state: 'SENDING',
    idesk_transfer_id: id,
    sent_at: at,
    ...nothingToldYet,
  });
  await writeAuditEntry(trx, {
    at,
    officerId: officer.id,
    action: 'SEND_TO_IDESK',
    dossierCode,
    details: { subject, files: files.map(({ name, size, sha256 }) => ({ name, size, sha256 })) },
  });
  await outbox.enqueue(trx, crossingQueue.SEND_TO_IDESK, { id });
  return id;
}
