import { createHmac, timingSafeEqual } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { RequestError } from '../errors.ts';

/** Whom an address was made for, and of what; the content is whatever its maker put in, as JSON keeps it. */
export interface ExportRequest<Content> {
  readonly account: string;
  readonly content: Content;
}

export interface ExportAddresses<Content> {
  readonly subgraph: string;
  /**
   * Where the table can be fetched for a few minutes, as CSV and as an Excel workbook.
   *
   * @throws RequestError `BAD_USER_INPUT` where the filter is too long for an address.
   */
  of(request: ExportRequest<Content>, name: string): ExportLinks;
  /** @throws RequestError `FORBIDDEN` for a token that is forged, changed, of another subgraph, or past its time. */
  open(token: string): ExportRequest<Content>;
}

export interface ExportLinks {
  readonly csvUrl: string;
  readonly xlsxUrl: string;
  readonly expiresAt: Date;
}

interface ExportAddressOptions {
  /** At least 32 bytes; shared by all processes of one subgraph, and by no other subgraph. */
  readonly secret: string | Uint8Array;
  /** Where clients reach the gateway, without a slash at the end. */
  readonly publicUrl: string;
  readonly subgraph: string;
  readonly lifetimeSeconds: number;
  readonly now: () => Date;
}

/** Servers on the way refuse lines of more than 8 or 16 kB. */
const longestToken = 6000;

/**
 * Addresses of exports that need no other proof, as a browser must be able to follow them in a link, where no header can be
 * sent: `{publicUrl}/reports/{subgraph}/{token}/{name}.csv`. The token names the officer, what is wanted and until when, and is
 * signed together with the subgraph; what the officer may see is asked again when it is fetched.
 */
export function createExportAddresses<Content>(options: ExportAddressOptions): ExportAddresses<Content> {
  const { publicUrl, subgraph, lifetimeSeconds, now } = options;
  // The subgraph and the purpose are signed too: one secret, used for something else as well, opens nothing here.
  const sign = (content: string) =>
    createHmac('sha256', options.secret).update(`export address 1\n${subgraph}\n${content}`).digest('base64url');

  return {
    subgraph,
    of(request, name) {
      const expiresAt = new Date(Math.ceil(now().getTime() / 1000 + lifetimeSeconds) * 1000);
      const sealed: Sealed<Content> = { ...request, expiresAt: expiresAt.getTime() };
      const content = deflateRawSync(JSON.stringify(sealed)).toString('base64url');
      if (content.length > longestToken) throw tooLong();
      const address = `${publicUrl}/reports/${subgraph}/${content}.${sign(content)}/${encodeURIComponent(name)}`;
      return { csvUrl: `${address}.csv`, xlsxUrl: `${address}.xlsx`, expiresAt };
    },
    open(token) {
      const [content = '', signature = ''] = token.split('.', 2);
      const expected = Buffer.from(sign(content));
      const given = Buffer.from(signature);
      const genuine = given.length === expected.length && timingSafeEqual(given, expected);
      if (!genuine || token !== `${content}.${signature}`) throw refused();
      // What is signed was written above.
      const {
        account,
        content: wanted,
        expiresAt,
      }: Sealed<Content> = JSON.parse(inflateRawSync(Buffer.from(content, 'base64url')).toString());
      if (now().getTime() >= expiresAt) throw refused();
      return { account, content: wanted };
    },
  };
}

type Sealed<Content> = ExportRequest<Content> & { readonly expiresAt: number };

function refused(): RequestError {
  return new RequestError('FORBIDDEN', {
    vi: 'Địa chỉ tải báo cáo không hợp lệ hoặc đã hết hạn. Hãy mở lại báo cáo để lấy địa chỉ mới.',
    en: 'This report address is not valid or has expired. Open the report again to get a new one.',
  });
}

function tooLong(): RequestError {
  return new RequestError('BAD_USER_INPUT', {
    vi: 'Bộ lọc quá dài để xuất tệp. Hãy bớt điều kiện, ví dụ danh sách mã hồ sơ.',
    en: 'The filter is too long to be exported. Use fewer conditions, such as codes.',
  });
}
