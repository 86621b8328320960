import { RequestError } from '../errors.ts';
import type { FileStore, ReceivedFile } from './file-store.ts';
import type { FileScan, VirusScanner } from './virus-scanner.ts';

/**
 * A store that takes in nothing in which the scanner finds malicious software, whether an officer uploads it or the other
 * system hands it over. Where the scanner does not answer, nothing is taken in either.
 *
 * `receive` throws RequestError `FILE_INFECTED`, and `SUBGRAPH_UNAVAILABLE` where there is no verdict, besides what the
 * store itself throws.
 */
export function scanningStore(store: FileStore, scanner: VirusScanner): FileStore {
  return {
    async receive(bytes, limits) {
      const scan = await scanner.begin();
      let received: ReceivedFile | undefined;
      try {
        received = await store.receive(passedBy(scan, bytes), limits);
        const found = await scan.finish();
        if (found !== null) throw infected(found);
        return received;
      } catch (error) {
        scan.cancel();
        await received?.discard();
        throw error;
      }
    },
    read: (sha256, range) => store.read(sha256, range),
    size: (sha256) => store.size(sha256),
    list: () => store.list(),
    removal: store.removal,
    clearAbandoned: () => store.clearAbandoned(),
    async ping() {
      await Promise.all([store.ping(), scanner.ping()]);
    },
  };
}

async function* passedBy(scan: FileScan, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    await scan.add(chunk);
    yield chunk;
  }
}

function infected(found: string): RequestError {
  return new RequestError('FILE_INFECTED', {
    vi: `Tệp chứa mã độc (${found}) nên không được nhận. Hãy quét máy tính của bạn và gửi tệp sạch.`,
    en: `The file holds malicious software (${found}) and was not taken. Scan your computer, and send a clean file.`,
  });
}
