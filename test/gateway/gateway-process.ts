import { createInterface } from 'node:readline';
import { ampleLimits, client, httpSource, startGateway } from './gateway-under-test.ts';
import { createReviews } from './shop.ts';

/**
 * A gateway in a process of its own, to be measured. Prints its address; on `start` it begins to watch its resident
 * memory, on `stop` it prints in bytes where that began and how far it went.
 */
const [productsUrl = ''] = process.argv.slice(2);
const gateway = await startGateway({
  sources: [httpSource('products', productsUrl, { connectMs: 1000, answerMs: 30_000, client }), createReviews()],
  limits: { maxFileBytes: 1_000_000_000, maxFiles: 20, maxBodyBytes: 1_000_000, operation: ampleLimits },
  timeouts: { connectMs: 1000, answerMs: 30_000, client },
});
console.log(gateway.graphUrl);

let before = 0;
let peak = 0;
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'start') {
    before = peak = process.memoryUsage.rss();
    setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20).unref();
    console.log('watching');
  } else {
    console.log(JSON.stringify({ before, peak: Math.max(peak, process.memoryUsage.rss()) }));
  }
}
