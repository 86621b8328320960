import { Counter, Gauge } from 'prom-client';

export type Transport = 'sse' | 'websocket';

const streams = new Gauge({
  name: 'lienthong_gateway_streams',
  help: 'Subscriptions that are open now, by how they are carried.',
  labelNames: ['transport'],
});

const answers = new Counter({
  name: 'lienthong_gateway_stream_answers_total',
  help: 'Answers that were sent to streams.',
  labelNames: ['transport'],
});

const told = new Counter({
  name: 'lienthong_gateway_changes_total',
  help: 'What subgraphs have told of their changes: a change of one key, or a gap after which everything is read anew.',
  labelNames: ['subgraph', 'what'],
});

export function countStream(transport: Transport, difference: 1 | -1): void {
  streams.inc({ transport }, difference);
}

export function countAnswer(transport: Transport): void {
  answers.inc({ transport });
}

export function countTold(subgraph: string, what: 'change' | 'gap'): void {
  told.inc({ subgraph, what });
}
