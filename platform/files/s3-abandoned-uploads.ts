import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  type S3Client,
} from '@aws-sdk/client-s3';

interface Place {
  readonly client: S3Client;
  readonly bucket: string;
  readonly incoming: string;
  readonly now: Date;
}

// Whoever still writes after a day will not finish: every request has ended long before.
const abandonedAfterMs = 24 * 60 * 60 * 1000;

/** Removes temporary objects and unfinished multipart uploads that interrupted uploads left behind a day ago or earlier. */
export async function removeAbandonedUploads({ client, bucket, incoming, now }: Place): Promise<void> {
  const abandoned = (since: Date | undefined) =>
    since !== undefined && now.getTime() - since.getTime() > abandonedAfterMs;

  // One page of a thousand is enough for a start: the next one continues.
  const objects = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: incoming }));
  for (const { Key, LastModified } of objects.Contents ?? []) {
    if (Key && abandoned(LastModified)) await client.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
  }
  const uploads = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: incoming }));
  for (const { Key, UploadId, Initiated } of uploads.Uploads ?? []) {
    if (Key && abandoned(Initiated))
      await client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId }));
  }
}
