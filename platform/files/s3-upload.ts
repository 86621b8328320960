import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  type CompletedPart,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';

// The smallest part that S3 takes; 10,000 of them are ten times what it copies on the server (see `s3-store.ts`).
const partBytes = 5 * 1024 * 1024;

interface ObjectUpload {
  readonly client: S3Client;
  readonly bucket: string;
  readonly key: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/**
 * Writes a stream of unknown length with the memory of one part: small objects by one request, larger ones part by part.
 * Where `chunks` or S3 fails, the parts that arrived are removed again and the error passes through.
 */
export async function uploadObject({ client, bucket, key, chunks }: ObjectUpload): Promise<void> {
  const object = { Bucket: bucket, Key: key };
  const parts: CompletedPart[] = [];
  let uploadId: string | undefined;

  try {
    for await (const { body, last } of cutIntoParts(chunks)) {
      if (last && !uploadId) {
        await client.send(new PutObjectCommand({ ...object, Body: body }));
        return;
      }
      uploadId ??= (await client.send(new CreateMultipartUploadCommand(object))).UploadId;
      const part = { ...object, UploadId: uploadId, PartNumber: parts.length + 1 };
      const { ETag } = await client.send(new UploadPartCommand({ ...part, Body: body }));
      parts.push({ PartNumber: part.PartNumber, ETag });
    }
    const whole = { ...object, UploadId: uploadId, MultipartUpload: { Parts: parts } };
    await client.send(new CompleteMultipartUploadCommand(whole));
  } catch (error) {
    // What cannot be removed now goes with the abandoned uploads; the caller is to learn of the first error.
    if (uploadId)
      await client.send(new AbortMultipartUploadCommand({ ...object, UploadId: uploadId })).catch(() => null);
    throw error;
  }
}

/**
 * Every part but the last has exactly `partBytes`; the last may be shorter, or the only one and empty. All parts are in the
 * same memory, each only until the next is asked for: a new piece for each would be garbage faster than it is collected.
 */
async function* cutIntoParts(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<{ body: Buffer; last: boolean }> {
  const part = Buffer.allocUnsafeSlow(partBytes);
  let filled = 0;
  for await (const chunk of chunks) {
    let rest = chunk;
    // A full part waits for the next byte, so that the last part is known to be the last.
    while (filled + rest.byteLength > partBytes) {
      part.set(rest.subarray(0, partBytes - filled), filled);
      rest = rest.subarray(partBytes - filled);
      yield { body: part, last: false };
      filled = 0;
    }
    part.set(rest, filled);
    filled += rest.byteLength;
  }
  yield { body: part.subarray(0, filled), last: true };
}
