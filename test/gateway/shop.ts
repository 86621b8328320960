import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLScalarType, parse, type DocumentNode } from 'graphql';
import { GraphQLUpload, type FileUpload } from 'graphql-upload-ts';
import { createHash } from 'node:crypto';
import { RequestError } from '../../platform/errors.ts';
import { createLogger } from '../../platform/logging.ts';
import { registerGraphqlRoute } from '../../platform/serving/graphql-route.ts';
import { createHttpServer } from '../../platform/serving/http-server.ts';
import { createSubgraphExecutor } from '../../platform/serving/subgraph-executor.ts';
import type { RequestOrigin, SubgraphSource } from '../../platform/serving/subgraph-source.ts';

/** A supergraph that has nothing to do with iGate and iDesk: products, and what people think of them. */

const silent = createLogger('shop', { level: 'silent' });

const link = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@composeDirective"])`;

const productsSdl = parse(`
  ${link}
  @link(url: "https://shop.example.vn/live/v1.0", import: ["@live"])
  @composeDirective(name: "@live")
  directive @live(query: String!, topic: String!, key: String) on FIELD_DEFINITION
  scalar Sku
  scalar Upload
  type Query {
    product(sku: Sku!): Product
    products: [Product!]
    items: [Item!]
    origin: Origin!
    failure(kind: String!): String
  }
  type Subscription {
    productChanged(sku: Sku!): Product @live(query: "product", topic: "product", key: "sku")
    originChanged: Origin! @live(query: "origin", topic: "account")
  }
  type Mutation {
    rename(sku: Sku!, name: String!): Product
    addPictures(input: PicturesInput!): [Picture!]
  }
  input PicturesInput { sku: Sku!, pictures: [Upload!]!, cover: Upload }
  type Picture { name: String!, size: Int!, sha256: String!, mediaType: String! }
  interface Item { name: String! }
  type Product implements Item @key(fields: "sku") { sku: Sku!, name: String!, weight: Int }
  type Voucher implements Item { name: String!, gift: Product }
  type Origin { requestId: String!, token: String, language: String! }
`);

const reviewsSdl = parse(`
  ${link}
  scalar Sku
  type Query { latestReview: Review }
  type Mutation { review(sku: Sku!, text: String!): Review }
  type Product @key(fields: "sku") {
    sku: Sku!
    weight: Int @external
    reviews: [Review!]
    rating: Float
    shippingAdvice: String @requires(fields: "weight")
  }
  type Review @key(fields: "id") { id: ID!, text: String!, product: Product! }
`);

export const productsUrl = 'http://products.internal/graphql';

export function composeShop(): string {
  const composed = composeServices([
    { name: 'products', typeDefs: productsSdl, url: productsUrl },
    { name: 'reviews', typeDefs: reviewsSdl, url: 'http://reviews.internal/graphql' },
  ]);
  if (!composed.supergraphSdl) throw new Error(String(composed.errors));
  return composed.supergraphSdl;
}

interface Product {
  readonly __typename: 'Product';
  readonly sku: string;
  readonly name: string;
  readonly weight: number | null;
}

function product(sku: string, name: string, weight: number | null = 100): Product {
  return { __typename: 'Product', sku, name, weight };
}

const catalog = [product('A-1', 'Bút bi'), product('A-2', 'Sổ tay'), product('A-3', 'Thước kẻ', null)];

const Sku = new GraphQLScalarType<string, string>({
  name: 'Sku',
  parseValue(value) {
    if (typeof value === 'string' && /^[A-Z]-\d$/.test(value)) return value;
    throw new RequestError('BAD_USER_INPUT', { vi: 'Mã hàng không đúng dạng.', en: 'Not a SKU.' });
  },
});

export interface Shop {
  readonly origin: RequestOrigin;
  /** Files that a mutation took to the end. */
  readonly taken: string[];
}

export interface ShopState {
  readonly taken: string[];
  /** Milliseconds that every operation takes. */
  delay: number;
  /** What products are called other than in the catalog. */
  readonly names: Map<string, string>;
  /** Products that nobody may see. */
  readonly hidden: Set<string>;
  /** How many operations have run. */
  operations: number;
}

export function createShopState(): ShopState {
  return { taken: [], delay: 0, names: new Map(), hidden: new Set(), operations: 0 };
}

export function createProducts(state: ShopState = createShopState()): SubgraphSource {
  const find = ({ sku }: { sku: string }) => {
    const item = catalog.find((one) => one.sku === sku);
    return item && !state.hidden.has(sku) ? { ...item, name: state.names.get(sku) ?? item.name } : null;
  };
  return subgraph('products', productsSdl, state, {
    Sku,
    Upload: GraphQLUpload,
    Item: { __resolveType: (item: { __typename: string }) => item.__typename },
    Product: { __resolveReference: find },
    Query: {
      product: (_: unknown, args: { sku: string }) => find(args),
      products: () => catalog,
      items: () => [
        { __typename: 'Voucher', name: 'Phiếu quà tặng', gift: null },
        catalog[0],
        { __typename: 'Voucher', name: 'Phiếu Tết', gift: null },
        catalog[1],
      ],
      origin: (_: unknown, _args: unknown, { origin }: Shop) => origin,
      failure: (_: unknown, { kind }: { kind: string }) => fail(kind),
    },
    Mutation: {
      rename: (_: unknown, args: { sku: string; name: string }) => ({ ...find(args), name: args.name }),
      addPictures: async (_: unknown, args: { input: PicturesInput }, shop: Shop) => {
        const { pictures, cover } = args.input;
        const taken = [];
        for (const upload of cover ? [...pictures, cover] : pictures) taken.push(await take(await upload));
        for (const { name } of taken) shop.taken.push(name);
        return taken;
      },
    },
  });
}

interface PicturesInput {
  readonly pictures: readonly Promise<FileUpload>[];
  readonly cover?: Promise<FileUpload> | null;
}

async function take(file: FileUpload) {
  const hash = createHash('sha256');
  let size = 0;
  try {
    for await (const chunk of file.createReadStream()) {
      if (!Buffer.isBuffer(chunk)) throw new Error('not bytes');
      size += chunk.length;
      hash.update(chunk);
    }
  } catch (error) {
    throw new RequestError('UPLOAD_INTERRUPTED', undefined, { cause: error });
  }
  return { name: file.filename, size, sha256: hash.digest('hex'), mediaType: file.mimetype };
}

function fail(kind: string): never {
  if (kind === 'refusal') throw new RequestError('WRONG_STEP', { vi: 'Sai bước.', en: 'Wrong step.' });
  throw new Error('connect ECONNREFUSED 10.1.2.3:5432 at /srv/app/store.ts: select * from secrets');
}

export function createReviews(state: ShopState = createShopState()): SubgraphSource {
  return subgraph('reviews', reviewsSdl, state, {
    Sku,
    Query: { latestReview: () => ({ id: '1', text: 'Tốt', product: { sku: 'A-2' } }) },
    Mutation: {
      review: (_: unknown, { sku, text }: { sku: string; text: string }) => ({ id: '2', text, product: { sku } }),
    },
    Review: { __resolveReference: ({ id }: { id: string }) => ({ id, text: 'Tốt', product: { sku: 'A-2' } }) },
    Product: {
      __resolveReference: (reference: { sku: string; weight?: number }) => reference,
      reviews: ({ sku }: Product) => [{ id: `r-${sku}`, text: `Về ${sku}`, product: { sku } }],
      rating: ({ sku }: Product) => {
        if (sku === 'A-2') throw new RequestError('FORBIDDEN', { vi: 'Không được xem.', en: 'Not for you.' });
        return 4.5;
      },
      shippingAdvice: ({ sku, weight }: Product) => {
        if (sku === 'A-2') throw new RequestError('FORBIDDEN', { vi: 'Không được xem.', en: 'Not for you.' });
        return weight === null ? 'Cân trước đã' : 'Gửi thường';
      },
    },
  });
}

type Modules = Extract<Parameters<typeof buildSubgraphSchema>[0], readonly unknown[]>;
type Resolvers = NonNullable<Exclude<Modules[number], DocumentNode>['resolvers']>;

function subgraph(name: string, typeDefs: DocumentNode, state: ShopState, resolvers: Resolvers): SubgraphSource {
  return createSubgraphExecutor<Shop>({
    name,
    schema: buildSubgraphSchema([{ typeDefs, resolvers }]),
    logger: silent,
    createContext: async (origin) => {
      state.operations += 1;
      if (state.delay > 0) await new Promise((resolve) => setTimeout(resolve, state.delay));
      return { origin, taken: state.taken };
    },
  });
}

/** Serves a subgraph as it runs in a process of its own. */
export async function serve(source: SubgraphSource): Promise<{ readonly url: string; close(): Promise<void> }> {
  const app = createHttpServer(silent);
  registerGraphqlRoute(app, source, { maxFileBytes: 1_000_000_000, maxFiles: 50 });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  return { url: `${address}/graphql`, close: () => app.close() };
}
