import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import { RequestError } from '../errors.ts';
import { type ByteRange, type FileStore, isSha256, type ListedFile, type ReceivedFile } from './file-store.ts';
import { measureBytes } from './measured-bytes.ts';
import { recogniseContent } from './recognise-content.ts';
import { removeAbandonedUploads } from './s3-abandoned-uploads.ts';
import { s3Removal } from './s3-removal.ts';
import { uploadObject } from './s3-upload.ts';

interface S3StoreOptions {
  readonly bucket: string;
  readonly region: string;
  /** Of a store other than Amazon's; then the bucket is put into the path instead of the host name. */
  readonly endpoint?: string | undefined;
  /** From the SDK's usual sources where left out: environment, profile, instance. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
  /** Put before every key, so that a bucket can serve several systems; with its own slash: `igate/`. */
  readonly prefix?: string | undefined;
  readonly now: () => Date;
}

// The most that S3 copies on the server in one request, and keeping a file is such a copy.
const maxCopyBytes = 5 * 1024 ** 3;

/**
 * Keeps files in a bucket of S3, or of any store that speaks its protocol: `{prefix}kept/3f/3f…` by digest. The digest is
 * known only once everything has arrived, and S3 cannot rename, so a file is first written as `{prefix}incoming/…`, and
 * keeping it is a copy on the server. `{prefix}aside/…` holds what is being removed. Uploads that a crash interrupted are
 * cleared away a day later.
 */
export function openS3Store(options: S3StoreOptions): FileStore {
  const { bucket, prefix = '', now } = options;
  const client = createClient(options);
  const keyOf = (sha256: string) => `${prefix}kept/${sha256.slice(0, 2)}/${sha256}`;
  const incoming = `${prefix}incoming/`;

  async function size(sha256: string): Promise<number | null> {
    if (!isSha256(sha256)) return null;
    try {
      const head = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: keyOf(sha256) }));
      return head.ContentLength ?? 0;
    } catch (error) {
      if (isNotFound(error)) return null;
      throw error;
    }
  }

  function receivedFile(
    temporaryKey: string,
    about: Pick<ReceivedFile, 'sha256' | 'size' | 'mediaType'>,
  ): ReceivedFile {
    let decided = false;
    const removeTemporary = () => client.send(new DeleteObjectCommand({ Bucket: bucket, Key: temporaryKey }));
    return {
      ...about,
      async keep() {
        if (decided) return;
        if ((await size(about.sha256)) !== about.size) {
          const source = encodeURI(`${bucket}/${temporaryKey}`);
          await client.send(new CopyObjectCommand({ Bucket: bucket, Key: keyOf(about.sha256), CopySource: source }));
        }
        decided = true;
        await removeTemporary();
      },
      async discard() {
        if (decided) return;
        decided = true;
        await removeTemporary();
      },
    };
  }

  const clearAbandoned = () => removeAbandonedUploads({ client, bucket, incoming, now: now() });
  // Nobody waits for it: a bucket that is out of reach must not keep the process from starting, and the next sweep tries again.
  clearAbandoned().catch(() => undefined);

  return {
    size,

    async receive(bytes, limits) {
      const key = `${incoming}${randomUUID()}`;
      const measured = measureBytes(bytes, { maxBytes: Math.min(limits.maxBytes, maxCopyBytes) });
      await uploadObject({ client, bucket, key, chunks: measured.chunks });
      const about = { sha256: measured.sha256(), size: measured.size() };
      try {
        const read = (start: number, length: number) =>
          length === 0 ? Promise.resolve(new Uint8Array()) : readObject(key, { start, end: start + length - 1 });
        return receivedFile(key, { ...about, mediaType: await recogniseContent({ size: about.size, read }) });
      } catch (error) {
        await receivedFile(key, { ...about, mediaType: null }).discard();
        throw error;
      }
    },

    async read(sha256, range) {
      if (!isSha256(sha256)) throw new RequestError('NOT_FOUND');
      try {
        return await openObject(keyOf(sha256), range);
      } catch (error) {
        if (isNotFound(error)) throw new RequestError('NOT_FOUND');
        throw error;
      }
    },

    async *list(): AsyncGenerator<ListedFile> {
      // S3 lists keys in the order of their bytes, and the digest is what tells our keys apart.
      let after: string | undefined;
      do {
        const page = await client.send(
          new ListObjectsV2Command({ Bucket: bucket, Prefix: `${prefix}kept/`, ContinuationToken: after }),
        );
        for (const { Key = '', Size = 0, LastModified } of page.Contents ?? []) {
          const sha256 = Key.slice(Key.lastIndexOf('/') + 1);
          if (isSha256(sha256)) yield { sha256, size: Size, keptAt: LastModified ?? new Date(0) };
        }
        after = page.NextContinuationToken;
      } while (after !== undefined);
    },

    removal: s3Removal({
      client,
      bucket,
      aside: `${prefix}aside/`,
      keyOf,
      isKept: async (sha256) => (await size(sha256)) !== null,
      now,
    }),
    clearAbandoned,

    async ping() {
      await client.send(new HeadBucketCommand({ Bucket: bucket }));
    },
  };

  async function openObject(key: string, range?: ByteRange): Promise<Readable> {
    const Range = range && `bytes=${range.start}-${range.end}`;
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, ...(Range && { Range }) }));
    if (!(Body instanceof Readable)) throw new Error('The S3 client gave no stream.');
    return Body;
  }

  async function readObject(key: string, range: ByteRange): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of await openObject(key, range)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }
}

function createClient({ region, endpoint, credentials }: S3StoreOptions): S3Client {
  return new S3Client({
    region,
    ...(endpoint && { endpoint, forcePathStyle: true }),
    ...(credentials && { credentials }),
    // By default the SDK adds checksums in trailers, which many stores other than Amazon's refuse.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // The SDK waits for ever by default, and whoever waits for a file with it.
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 60_000, socketTimeout: 60_000 },
  });
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && (error.name === 'NotFound' || error.name === 'NoSuchKey');
}
