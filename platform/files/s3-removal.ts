import { randomUUID } from 'node:crypto';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  type S3Client,
} from '@aws-sdk/client-s3';
import { isSha256, type FileRemoval } from './file-store.ts';

interface KeptObjects {
  readonly client: S3Client;
  readonly bucket: string;
  /** What is being removed: `{aside}{digest}/{uuid}`. */
  readonly aside: string;
  keyOf(sha256: string): string;
  isKept(sha256: string): Promise<boolean>;
  readonly now: () => Date;
}

/**
 * S3 removes an object when it likes: a removal that had no answer may still happen. So what was set aside stays for this
 * long after it was put back, in case it has to be put back once more.
 */
const lateRemovalMs = 60 * 60 * 1000;

/** Sets files aside by a copy on the server. */
export function s3Removal({ client, bucket, aside, keyOf, isKept, now }: KeptObjects): FileRemoval {
  const copy = (from: string, to: string) =>
    client.send(new CopyObjectCommand({ Bucket: bucket, Key: to, CopySource: encodeURI(`${bucket}/${from}`) }));
  /** Another sweep, whose decision stood, may just have dropped it. */
  const copyIfThere = (from: string, to: string) =>
    copy(from, to).catch((error: unknown) => {
      if (!(error instanceof NoSuchKey)) throw error;
    });
  const remove = (key: string) => client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
  // One page of a thousand: there are never more than a few, and the next sweep sees the rest.
  const objectsUnder = async (prefix: string) =>
    (await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }))).Contents ?? [];
  const objectsAside = (sha256: string) => objectsUnder(`${aside}${sha256}/`);

  return {
    async setAside(sha256) {
      if (!(await isKept(sha256))) return;
      await copy(keyOf(sha256), `${aside}${sha256}/${randomUUID()}`);
      await remove(keyOf(sha256));
    },

    async listAside(sha256) {
      return (await objectsAside(sha256)).flatMap(({ Key }) => Key ?? []);
    },

    async allAside() {
      const digests = (await objectsUnder(aside)).map(({ Key = '' }) => Key.slice(aside.length).split('/', 1)[0] ?? '');
      return [...new Set(digests)].filter(isSha256);
    },

    async putBack(sha256) {
      for (const { Key, LastModified } of await objectsAside(sha256)) {
        if (Key === undefined) continue;
        if (!(await isKept(sha256))) await copyIfThere(Key, keyOf(sha256));
        else if (LastModified && now().getTime() - LastModified.getTime() > lateRemovalMs) await remove(Key);
      }
    },

    async drop(names) {
      for (const name of names) await remove(name);
    },
  };
}
