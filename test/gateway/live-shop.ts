import type { GatewayOptions } from '../../gateway/gateway.ts';
import { ChangeFeed } from '../../platform/changes/change-feed.ts';
import { openEventStream, type Streamed } from '../support/event-stream.ts';
import { startGateway, type RunningGateway, verifierOf } from './gateway-under-test.ts';
import { createProducts, createReviews, createShopState, type ShopState } from './shop.ts';

/** Selects what each of the two systems has. */
export const follow = 'subscription ($sku: Sku!) { productChanged(sku: $sku) { name rating } }';

export interface Product {
  readonly productChanged: { readonly name: string; readonly rating: number | null } | null;
}

/** A gateway in front of the shop, whose products change, and the streams that a test opens to it. */
export class LiveShop {
  readonly state: ShopState = createShopState();
  readonly feed = new ChangeFeed('products');
  /** Whose tokens are good. */
  readonly signedIn = new Set(['an', 'binh']);
  readonly streams: Streamed<Product>[] = [];
  #gateway: RunningGateway | undefined;

  get gateway(): RunningGateway {
    if (!this.#gateway) throw new Error('the shop has not started');
    return this.#gateway;
  }

  async start(options: Partial<GatewayOptions> = {}): Promise<this> {
    this.#gateway = await startGateway({
      sources: [createProducts(this.state), createReviews(this.state)],
      authenticate: verifierOf(this.signedIn),
      subscriptions: { changes: [this.feed], limits: { perOfficer: 3, perAddress: 5, total: 100 } },
      ...options,
    });
    this.feed.gap();
    return this;
  }

  async restart(options: Partial<GatewayOptions>): Promise<void> {
    await this.gateway.close();
    await this.start(options);
  }

  async open(
    query = follow,
    { token = 'an', ...request }: Parameters<typeof openEventStream>[2] = {},
  ): Promise<Streamed<Product>> {
    const variables = { sku: 'A-1' };
    const stream = await openEventStream<Product>(this.gateway.graphUrl, query, { variables, token, ...request });
    this.streams.push(stream);
    return stream;
  }

  rename(sku: string, name: string): void {
    this.state.names.set(sku, name);
    this.feed.publish({ topic: 'product', key: sku });
  }

  async close(): Promise<void> {
    for (const stream of this.streams) stream.close();
    await this.gateway.close();
  }
}
