import { randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '../../platform/logging.ts';
import { createExportAddresses } from '../../platform/reports/export-address.ts';
import type { ExportedTable } from '../../platform/reports/exported-table.ts';
import { rowsFromHere } from '../../platform/reports/rows-from-here.ts';
import { registerExportRoutes } from '../../platform/reports/serve-exports.ts';
import { createHttpServer } from '../../platform/serving/http-server.ts';

type Breaks = 'AT_ONCE' | 'HALF_WAY' | null;

const addresses = createExportAddresses<{ breaks: Breaks }>({
  secret: 'a secret of at least 32 bytes, for tests',
  publicUrl: '',
  subgraph: 'igate',
  lifetimeSeconds: 300,
  now: () => new Date(),
});
const rows = rowsFromHere(Array.from({ length: 20_000 }, (_, at) => [`hồ sơ ${at}`, 'Sở Thông tin và Truyền thông']));

/** Once a client has got something. */
let halfWay = Promise.withResolvers<void>();

async function* breaking(breaks: Breaks) {
  if (breaks === 'HALF_WAY') {
    // More than what waits on the way, and nothing that could be compressed.
    yield randomBytes(10_000_000);
    await halfWay.promise;
  }
  throw new Error('the database is gone');
}

const app = createHttpServer(createLogger('test', { level: 'silent' }));
let origin: string;
beforeAll(async () => {
  registerExportRoutes(app, {
    addresses,
    tableOf: async ({ content }): Promise<ExportedTable> => ({
      name: 'bảng',
      columns: ['Một', 'Hai'],
      rows: content.breaks === null ? rows : () => breaking(content.breaks),
    }),
  });
  origin = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => app.close());

async function get(kind: 'csvUrl' | 'xlsxUrl', encodings: string, breaks: Breaks = null) {
  const links = addresses.of({ account: 'lanhdao', content: { breaks } }, 'bảng');
  const { statusCode, headers, body } = await request(`${origin}${links[kind]}`, {
    headers: { 'accept-encoding': encodings },
    // The connection is cut where an export breaks off: none is used twice.
    reset: true,
  });
  const parts: Buffer[] = [];
  for await (const part of body) {
    parts.push(part);
    halfWay.resolve();
  }
  return { statusCode, headers, bytes: Buffer.concat(parts) };
}

describe('an export', () => {
  it('is compressed for clients that take it, and the same for those that do not', async () => {
    const plain = await get('csvUrl', 'identity');
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.bytes.toString()).toContain('hồ sơ 19999,Sở Thông tin và Truyền thông\r\n');

    const compressed = await get('csvUrl', 'gzip, deflate');
    expect(compressed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
    expect(compressed.bytes.length).toBeLessThan(plain.bytes.length / 5);
    expect(gunzipSync(compressed.bytes).equals(plain.bytes)).toBe(true);
    expect((await get('csvUrl', 'gzip, br, zstd')).headers['content-encoding']).toBe('zstd');
  });

  it('is not compressed twice as a workbook', async () => {
    expect((await get('xlsxUrl', 'gzip')).headers['content-encoding']).toBeUndefined();
  });

  describe.each(['identity', 'gzip', 'br', 'zstd'])('as %s', (encoding) => {
    it('looks like no whole file where it breaks off', async () => {
      halfWay = Promise.withResolvers();
      await expect(get('csvUrl', encoding, 'HALF_WAY')).rejects.toThrow();
    });

    it('is an error, and no file, where there is no first row', async () => {
      const { statusCode, headers, bytes } = await get('csvUrl', encoding, 'AT_ONCE');
      expect(statusCode).toBe(500);
      expect(JSON.parse(bytes.toString())).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
      expect(headers['content-encoding']).toBeUndefined();
      expect(headers['content-disposition']).toBeUndefined();
    });
  });
});
