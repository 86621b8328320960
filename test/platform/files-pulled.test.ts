import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RequestError } from '../../platform/errors.ts';
import type { StoredFile } from '../../platform/files/file-store.ts';
import { pullFile } from '../../platform/files/pull-file.ts';
import { folderFixture, type StoreFixture } from './files-store-fixtures.ts';
import { keepingIn } from './files-unclaimed.ts';

const announce = (name: string, content: string) => ({
  name,
  mediaType: 'application/pdf',
  size: Buffer.byteLength(content),
  sha256: createHash('sha256').update(content).digest('hex'),
});
const sending = (content: string) => () => Promise.resolve(Readable.from([Buffer.from(content)]));

describe('a file pulled from a peer', () => {
  let fixture: StoreFixture;
  const pull = async (announced: StoredFile, open: () => Promise<AsyncIterable<Uint8Array>>) =>
    (await pullFile(keepingIn(fixture.store), announced, open)).file;
  beforeAll(async () => {
    fixture = await folderFixture();
  });
  afterAll(() => fixture.stop());

  it('is kept when it is the announced one', async () => {
    const announced = announce('Thông báo.pdf', '%PDF-1.4 một');
    expect(await pull(announced, sending('%PDF-1.4 một'))).toEqual(announced);
    expect(await text(await fixture.store.read(announced.sha256))).toBe('%PDF-1.4 một');
  });

  it('is not asked for again when its content is here already', async () => {
    const announced = announce('Thông báo.pdf', '%PDF-1.4 hai');
    await pull(announced, sending('%PDF-1.4 hai'));
    const again = pull(announced, () => Promise.reject(new Error('asked again')));
    await expect(again).resolves.toEqual(announced);
  });

  it('gets a harmless name, and the type that its name stands for', async () => {
    const announced = { ...announce('../../Thông báo\u202e.pdf', '%PDF-1.4 ba'), mediaType: 'text/html' };
    expect(await pull(announced, sending('%PDF-1.4 ba'))).toMatchObject({
      name: 'Thông báo.pdf',
      mediaType: 'application/pdf',
    });
  });

  it.each([
    ['other bytes of the same length', '%PDF-1.4 nam'],
    ['more bytes', '%PDF-1.4 bonn'],
    ['fewer bytes', '%PDF-1.4 b'],
  ])('is not kept, and worth another try, when %s arrive', async (_, content) => {
    const before = await fixture.contents();
    const announced = announce('x.pdf', '%PDF-1.4 bon');
    const error: unknown = await pull(announced, sending(content)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(RequestError);
    expect(await fixture.contents()).toEqual(before);
  });

  it('is worth another try when the connection breaks', async () => {
    const broken = async function* () {
      yield Buffer.from('%PDF');
      throw new Error('socket hang up');
    };
    const pulled = pull(announce('x.pdf', '%PDF-1.4'), () => Promise.resolve(broken()));
    await expect(pulled).rejects.not.toBeInstanceOf(RequestError);
  });

  it('is refused for good when its type is none that officers may send', async () => {
    const before = await fixture.contents();
    const program = pull(announce('x.exe', 'MZ'), sending('MZ'));
    await expect(program).rejects.toMatchObject({ code: 'FILE_TYPE_NOT_ALLOWED' });
    const disguised = pull(announce('x.pdf', '<html>'), sending('<html>'));
    await expect(disguised).rejects.toMatchObject({ code: 'FILE_TYPE_NOT_ALLOWED' });
    expect(await fixture.contents()).toEqual(before);
  });
});
