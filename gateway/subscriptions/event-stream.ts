import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Answer } from './run-operation.ts';

const beginning = Buffer.from('event: next\ndata: ');
const ending = Buffer.from('\n\n');

/** An answer that is written event by event, in the form of GraphQL over Server-Sent Events, distinct connections mode. */
export class EventStream {
  readonly #response: ServerResponse;

  constructor(response: ServerResponse, headers: Readonly<Record<string, string | readonly string[] | number>>) {
    this.#response = response;
    response.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      // Nothing comes after a stream; a connection that idled afterwards would hold up a server that closes.
      connection: 'close',
      // Asks nginx not to hold events back.
      'x-accel-buffering': 'no',
    });
    response.flushHeaders();
  }

  /** Resolves once the client has taken what went before, or is gone. JSON has no line breaks. */
  async next({ json }: Pick<Answer, 'json'>): Promise<void> {
    const response = this.#response;
    const data = typeof json === 'string' ? Buffer.from(json) : json;
    if (response.write(Buffer.concat([beginning, data, ending]))) return;
    if (!response.destroyed) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }

  /** A comment, which clients pass over. Nothing where something else is still waiting to be taken. */
  beat(): void {
    if (!this.#response.writableNeedDrain && !this.#response.writableEnded) this.#response.write(':\n\n');
  }

  /** There will be nothing more. */
  complete(): void {
    this.#response.end('event: complete\ndata:\n\n');
  }

  /** The connection ends, and the stream need not: clients come again. */
  breakOff(): void {
    this.#response.end();
  }
}
