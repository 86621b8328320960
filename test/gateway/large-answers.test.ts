import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { request } from 'undici';
import { expect, test } from 'vitest';
import type { SubgraphSource } from '../../platform/serving/subgraph-source.ts';
import { httpSource, startGateway, startServer } from './gateway-under-test.ts';

/** More than the kernel takes for a client that does not read. */
const size = 12_000_000;
const bodyOf = (letter: string) => `{"data":{"product":{"name":"${letter.repeat(size)}"}}}`;
const silentSource: SubgraphSource = { name: 'reviews', execute: () => Promise.reject(new Error('nobody asks')) };
const query = 'query ($sku: Sku!) { product(sku: $sku) { name } }';
const letters = ['a', 'b', 'c', 'd'];

/** Buffers are used again: an answer must be out before the next one is written into its buffer. */
test('a client that reads slowly gets its own answer, whatever others ask meanwhile', async () => {
  const products = await startServer((asked, answer) => {
    void text(asked).then((body) => answer.end(bodyOf(JSON.parse(body).variables.sku)));
  });
  const source = httpSource('products', `${products.origin}/graphql`);
  const gateway = await startGateway({ sources: [source, silentSource] });
  const ask = async (sku: string) => {
    const { body } = await request(gateway.graphUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { sku } }),
    });
    return (await body.text()).trim();
  };
  const expectOwn = (sku: string, answer: string) =>
    expect(answer === bodyOf(sku), `the answer about ${sku}`).toBe(true);
  for (const sku of ['a', 'a']) expectOwn(sku, await ask(sku));

  const slow = connect(Number(new URL(gateway.url).port), '127.0.0.1');
  const body = JSON.stringify({ query, variables: { sku: 'z' } });
  slow.pause();
  slow.write(
    `POST /graphql HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  for (let round = 0; round < 3; round++) {
    const answers = await Promise.all(letters.map(ask));
    for (const [index, letter] of letters.entries()) expectOwn(letter, answers[index] ?? '');
  }
  const chunks: Buffer[] = [];
  for await (const chunk of slow) chunks.push(chunk);
  const response = Buffer.concat(chunks).toString('latin1');
  expectOwn('z', response.slice(response.indexOf('\r\n\r\n') + 4).trim());

  await gateway.close();
  await source.close();
  await products.close();
});
