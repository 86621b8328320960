import { register } from 'prom-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSupergraphServer, type SupergraphServer } from '../../gateway/execution/supergraph-server.ts';
import { parseAnswer } from '../../gateway/sources/parse-answer.ts';
import { RequestError } from '../../platform/errors.ts';
import type { SubgraphSource } from '../../platform/serving/subgraph-source.ts';
import { silent } from './gateway-under-test.ts';
import { askApollo, askLean } from './oracle/lanes.ts';
import { seeded } from './oracle/seeded.ts';
import { composeShop, createProducts, createReviews } from './shop.ts';

/** What a subgraph answers, and what somebody on the way makes of it. */
let tamper: (answer: string, subgraph: string) => string = (answer) => answer;
let sent: string[] = [];

function tampered(source: SubgraphSource): SubgraphSource {
  const answer = async (...request: Parameters<SubgraphSource['execute']>) => {
    sent.push(source.name);
    return Buffer.from(tamper(JSON.stringify(await source.execute(...request)), source.name), 'utf8');
  };
  return {
    name: source.name,
    async execute(request) {
      try {
        return parseAnswer(200, (await answer(request)).toString('utf8'));
      } catch (cause) {
        throw new RequestError('SUBGRAPH_UNAVAILABLE', undefined, { cause });
      }
    },
    executeBytes(request, representations) {
      if (!representations) return answer(request);
      const list: unknown = JSON.parse(Buffer.from(`[{${representations.join('},{')}}]`, 'latin1').toString('utf8'));
      return answer({ ...request, variables: { ...request.variables, representations: list } });
    },
  };
}

async function recorded(ask: typeof askApollo, server: SupergraphServer, query: string) {
  sent = [];
  const answer = await ask(server, { query });
  // What was sent, too: nothing is asked again, however an answer looked.
  return { ...answer, sent: sent.toSorted() };
}

describe('whatever a subgraph sends', () => {
  let ours: SupergraphServer;
  let stock: SupergraphServer;
  beforeAll(async () => {
    const start = (compiled: boolean) =>
      startSupergraphServer({
        introspection: true,
        supergraph: composeShop(),
        sources: [tampered(createProducts()), tampered(createReviews())],
        answerMs: 5000,
        logger: silent,
        compiled,
      });
    ours = await start(true);
    stock = await start(false);
    await askApollo(ours, { query });
  });
  afterAll(async () => {
    await ours.apollo.stop();
    await stock.apollo.stop();
  });

  const query = '{ products { name weight reviews { text id } } latestReview { text product { name sku } } }';

  async function bothAnswer(change: typeof tamper) {
    tamper = change;
    const expected = await recorded(askApollo, stock, query);
    const answer = await recorded(askLean, ours, query);
    return { answer, expected };
  }

  const changes: Record<string, (answer: string) => string> = {
    'nothing unusual': (answer) => answer,
    'blanks between everything': (answer) => JSON.stringify(JSON.parse(answer), null, 2),
    'a line at the end': (answer) => `${answer}\n`,
    'a byte order mark': (answer) => `\ufeff${answer}`,
    nothing: () => '',
    'two answers': (answer) => answer + answer,
    'other keys first': (answer) => JSON.stringify(reversed(JSON.parse(answer))),
    'keys that nobody asked for': (answer) => answer.replaceAll('{"', '{"__proto__":{"name":1},"more":[1,{}],"'),
    'a key twice': (answer) => answer.replace('"text":', '"text":"first","text":'),
    'a number for text': (answer) => answer.replaceAll(/"name":"[^"]*"/g, '"name":7'),
    'an object for text': (answer) => answer.replaceAll(/"name":"[^"]*"/g, '"name":{}'),
    'text for a number': (answer) => answer.replaceAll(/"weight":\d+/g, '"weight":"1"'),
    'a number that is too exact': (answer) => answer.replaceAll(/"weight":\d+/g, '"weight":12345678901234567890'),
    'a fraction for a whole number': (answer) => answer.replaceAll(/"weight":\d+/g, '"weight":1.50'),
    'a leading zero': (answer) => answer.replaceAll(/"weight":\d+/g, '"weight":01'),
    'minus zero': (answer) => answer.replaceAll(/"weight":\d+/g, '"weight":-0'),
    'null where none may be': (answer) => answer.replaceAll(/"name":"[^"]*"/g, '"name":null'),
    'escapes for letters': (answer) => answer.replaceAll('A-', '\\u0041-'),
    'an escape that there is not': (answer) => answer.replaceAll('A-', '\\x41-'),
    'a bare line break in text': (answer) => answer.replaceAll('A-', 'A-\n'),
    'half a surrogate': (answer) => answer.replaceAll('Tốt', '\\ud83d'),
    'an empty list': (answer) => answer.replaceAll(/"products":\[.*?\]/g, '"products":[]'),
    'another type’s name': (answer) => answer.replaceAll('"__typename":"Product"', '"__typename":"Voucher"'),
    'errors beside the data': (answer) =>
      answer.replace(/\}$/, ',"errors":[{"message":"x","extensions":{"code":"FORBIDDEN"}}]}'),
    'errors before the data': (answer) => answer.replace(/^\{/, '{"errors":[],'),
    'ten megabytes of text': (answer) => answer.replaceAll('Bút bi', 'ă'.repeat(5_000_000)),
  };
  test('as long as it is what was compiled, it is joined as bytes', async () => {
    const before = await answersOf('bytes');
    await bothAnswer((answer) => answer);
    expect(await answersOf('bytes')).toBe(before + 1);
  });

  for (const [name, change] of Object.entries(changes)) {
    test(`${name}: the answer is that of Apollo Gateway, and no fetch is sent twice`, async () => {
      const everywhere = await bothAnswer(change);
      expect(everywhere.answer).toEqual(everywhere.expected);
      const once = await bothAnswer((answer, subgraph) => (subgraph === 'reviews' ? change(answer) : answer));
      expect(once.answer).toEqual(once.expected);
    });
  }

  test('an answer cut off anywhere, or with any one byte changed', async () => {
    const random = seeded('hostile');
    for (let round = 0; round < 300; round++) {
      const subgraph = random.pick(['products', 'reviews']);
      const place = random.below(400);
      const byte = random.pick(['', '"', '{', '}', '[', ']', ',', ':', '\\', '0', 'n', ' ', '\u0000', 'é']);
      const { answer, expected } = await bothAnswer((given, from) => {
        if (from !== subgraph || place >= given.length) return given;
        if (round % 3 === 0) return given.slice(0, place);
        return given.slice(0, place) + byte + given.slice(place + 1);
      });
      expect(answer).toEqual(expected);
    }
  });
});

async function answersOf(tier: string): Promise<number> {
  const text = await register.getSingleMetricAsString('lienthong_gateway_tier_total');
  return Number(new RegExp(`tier="${tier}"} (\\d+)`).exec(text)?.[1] ?? 0);
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, part]) => [key, reversed(part)]),
  );
}
