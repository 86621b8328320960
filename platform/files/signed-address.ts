import { createHmac, timingSafeEqual } from 'node:crypto';
import { RequestError, type Bilingual } from '../errors.ts';
import { isPreviewable } from './allowed-types.ts';

export type Disposition = 'attachment' | 'inline';

/** What an address is made for. */
interface FileReference {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
}

/** What an address that proved genuine and fresh allows, and whom. */
interface OpenedAddress {
  readonly fileId: string;
  /** Of the officer who asked for the address. */
  readonly account: string;
  readonly disposition: Disposition;
  readonly expiresAt: Date;
}

export interface FileAddresses {
  readonly subgraph: string;
  /** An address that downloads the file. */
  download(file: FileReference, account: string): string;
  /** An address that shows the file in the browser, or null where no browser shows its type safely. */
  preview(file: FileReference, account: string): string | null;
  /** @throws AddressRefused for a token that is forged, changed, of another subgraph, or past its time. */
  open(token: string): OpenedAddress;
}

interface FileAddressOptions {
  /** At least 32 bytes; shared by all processes of one subgraph, and by no other subgraph. */
  readonly secret: string | Uint8Array;
  /** Where clients reach the gateway, without a slash at the end. */
  readonly publicUrl: string;
  readonly subgraph: string;
  /** Seconds from being asked for until an address stops working. */
  readonly lifetimeSeconds: number;
  readonly now: () => Date;
}

/**
 * Addresses of files that need no other proof: whoever holds one may fetch that one file for a few minutes, as a browser
 * must be able to in a link, an image or a frame, where no header can be sent.
 *
 * `{publicUrl}/files/{subgraph}/{token}/{file name}`; the token names file, officer, disposition and expiry, and is signed
 * together with the subgraph. The file name is for people and for programs that save by it; it proves nothing.
 */
export function createFileAddresses(options: FileAddressOptions): FileAddresses {
  const { publicUrl, subgraph, lifetimeSeconds, now } = options;
  const secret = typeof options.secret === 'string' ? Buffer.from(options.secret) : options.secret;
  if (secret.byteLength < 32) throw new Error('The secret for file addresses must have at least 32 bytes.');

  // The subgraph and the purpose are signed too: one secret, used for something else by mistake, opens nothing here.
  const sign = (content: string) =>
    createHmac('sha256', secret).update(`file address 1\n${subgraph}\n${content}`).digest('base64url');

  function address(file: FileReference, account: string, disposition: Disposition): string {
    const expiresAt = Math.floor(now().getTime() / 1000) + lifetimeSeconds;
    const content = Buffer.from(JSON.stringify([file.id, account, disposition, expiresAt])).toString('base64url');
    const name = encodeURIComponent(file.name.toWellFormed());
    return `${publicUrl}/files/${subgraph}/${content}.${sign(content)}/${name}`;
  }

  return {
    subgraph,
    download: (file, account) => address(file, account, 'attachment'),
    preview: (file, account) => (isPreviewable(file.mediaType) ? address(file, account, 'inline') : null),

    open(token) {
      const [content = '', signature = ''] = token.split('.', 2);
      // Compared as text, not as bytes: base64 has several spellings of the same bytes, and only ours is genuine.
      const expected = Buffer.from(sign(content));
      const given = Buffer.from(signature);
      const genuine = given.length === expected.length && timingSafeEqual(given, expected);
      if (!genuine || token !== `${content}.${signature}`) throw forged();

      const opened = readContent(content);
      if (now() >= opened.expiresAt) throw expired(opened);
      return opened;
    },
  };
}

function readContent(content: string): OpenedAddress {
  const parsed: unknown = JSON.parse(Buffer.from(content, 'base64url').toString());
  if (!Array.isArray(parsed)) throw forged();
  const [fileId, account, disposition, expiresAt]: unknown[] = parsed;
  if (typeof fileId !== 'string' || typeof account !== 'string' || typeof expiresAt !== 'number') throw forged();
  if (disposition !== 'attachment' && disposition !== 'inline') throw forged();
  return { fileId, account, disposition, expiresAt: new Date(expiresAt * 1000) };
}

/** `FORBIDDEN`, and what is known of the address. */
export class AddressRefused extends RequestError {
  /** What it was made for, where it is genuine and its time is past; null where it was never made here. */
  readonly stale: StaleAddress | null;

  constructor(text: Bilingual, stale: StaleAddress | null) {
    super('FORBIDDEN', text);
    this.stale = stale;
  }
}

export type StaleAddress = Pick<OpenedAddress, 'fileId' | 'account'>;

function forged(): AddressRefused {
  const text = {
    vi: 'Địa chỉ tệp không hợp lệ. Hãy mở lại hồ sơ hoặc văn bản để lấy địa chỉ mới.',
    en: 'This file address is not valid. Open the dossier or document again to get a new one.',
  };
  return new AddressRefused(text, null);
}

function expired({ fileId, account }: StaleAddress): AddressRefused {
  const text = {
    vi: 'Địa chỉ tệp đã hết hạn. Hãy mở lại hồ sơ hoặc văn bản để lấy địa chỉ mới.',
    en: 'This file address has expired. Open the dossier or document again to get a new one.',
  };
  return new AddressRefused(text, { fileId, account });
}
