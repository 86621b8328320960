import { composeServices } from '@apollo/composition';
import { parse, type DocumentNode } from 'graphql';
import { subgraphNames, subgraphTypeDefs, supergraphSdl } from '../../../schema/subgraphs.ts';

/** A supergraph and the subgraphs it was composed from. */
export interface InventedGraph {
  readonly name: string;
  readonly supergraph: string;
  readonly subgraphs: readonly { readonly name: string; readonly typeDefs: DocumentNode }[];
}

function compose(name: string, sdl: Readonly<Record<string, string>>): InventedGraph {
  const subgraphs = Object.entries(sdl).map(([subgraph, text]) => ({
    name: subgraph,
    typeDefs: parse(`
      extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
        "@key", "@external", "@requires", "@provides", "@shareable", "@override", "@inaccessible", "@interfaceObject"
      ])
      ${text}
    `),
  }));
  const { supergraphSdl: supergraph, errors } = composeServices(
    subgraphs.map((each) => ({ ...each, url: `http://${each.name}.invalid/graphql` })),
  );
  if (!supergraph) throw new Error(`${name}: ${errors?.map(String).join('\n')}`);
  return { name, supergraph, subgraphs };
}

/** Several keys, `@requires`, `@provides`, `@shareable`, `@override`, lists of lists, mutations. */
const shop = () =>
  compose('shop', {
    catalog: `
      scalar Anything
      enum Size { SMALL LARGE SECRET @inaccessible }
      type Query { product(id: ID!): Product  products(first: Int = 3, name: String): [Product!]  search: [Found!]! }
      type Mutation { rename(id: ID!, name: String!): Product  touch: Boolean }
      union Found = Product | Shelf
      interface Named { name: String }
      type Product implements Named @key(fields: "id") @key(fields: "sku") {
        id: ID! sku: String! name: String title: String! weight: Float size: Size sizes: [Size!]
        anything: Anything dimensions: Dimensions @shareable shelves: [[Shelf!]!] maker: Maker similar(first: Int): [Product]
      }
      type Dimensions @shareable { width: Int! height: Int depth: Float }
      type Shelf implements Named @key(fields: "code") { code: String! name: String products: [Product!]! }
      type Maker @key(fields: "id") { id: ID! label: String! @shareable country: String }
    `,
    stock: `
      type Query { stockOf(sku: String!): Product  warehouses: [Warehouse!]! }
      type Mutation { order(sku: String!, amount: Int! = 1): Product }
      type Product @key(fields: "sku") {
        sku: String! weight: Float @external amount: Int! shipping(express: Boolean): Float @requires(fields: "weight")
        size: Size @external box: String @requires(fields: "size dimensions { width height }")
        dimensions: Dimensions @external
      }
      enum Size { SMALL LARGE SECRET @inaccessible }
      type Dimensions { width: Int! @external height: Int @external }
      type Warehouse @key(fields: "id") { id: ID! place: String matrix: [[Product]] keeper: Person }
      type Person @key(fields: "id") { id: ID! }
    `,
    reviews: `
      type Query { latest: [Review!]  me: Person }
      type Product @key(fields: "id") { id: ID! reviews(first: Int): [Review!] rating: Float! }
      type Review @key(fields: "id") { id: ID! text: String! product: Product author: Person! }
      type Person @key(fields: "id") { id: ID! nick: String! favourite: Product friends: [Person!] }
      type Maker @key(fields: "id") { id: ID! label: String! @shareable country: String @override(from: "catalog") }
    `,
    people: `
      type Query { person(id: ID!): Person }
      type Person @key(fields: "id") { id: ID! email: String name: Name! }
      type Name { given: String! family: String }
      type Review @key(fields: "id") { id: ID! moderator: Person score: Int! }
    `,
  });

/** An interface that one subgraph knows as an object, unions, interfaces of interfaces, `@provides`. */
const media = () =>
  compose('media', {
    library: `
      type Query { media(id: ID!): Media  all: [Media!]!  shelf: [Item]  film: Film  anyNode: Node }
      interface Node { id: ID! }
      interface Media implements Node @key(fields: "id") { id: ID! title: String! year: Int }
      type Book implements Media & Node @key(fields: "id") { id: ID! title: String! year: Int pages: Int! author: Artist! sequel: Book }
      type Film implements Media & Node @key(fields: "id") { id: ID! title: String! year: Int minutes: Float director: Artist cast: [Artist] }
      type Poster implements Node { id: ID! of: Media image: String! }
      union Item = Book | Film | Poster
      type Artist @key(fields: "id") { id: ID! name: String @shareable }
    `,
    opinions: `
      type Query { top: [Media!]  critics: [Critic!]! }
      type Media @interfaceObject @key(fields: "id") { id: ID! stars: Float! opinions(first: Int): [Opinion!]! }
      type Opinion { text: String about: Media critic: Critic! }
      type Critic @key(fields: "id") { id: ID! name: String! likes: Artist @provides(fields: "name") }
      type Artist @key(fields: "id") { id: ID! name: String @external fans: Int }
    `,
    archive: `
      type Query { boxes: [Box] }
      type Box { label: String content: [Media] first: Media }
      type Media @interfaceObject @key(fields: "id") { id: ID! shelfMark: String lent: Boolean! }
      type Artist @key(fields: "id") { id: ID! name: String @shareable born: Int papers: [Box!] }
    `,
  });

/** Joins that need one another's answers, keys of several fields, keys inside of objects, nested `@requires`. */
const chain = () =>
  compose('chain', {
    a: `
      type Query { start: First  starts: [First!]! }
      type First @key(fields: "id") { id: ID! a: String second: Second seconds: [Second] }
      type Second @key(fields: "id") { id: ID! }
    `,
    b: `
      type Query { second(code: String): Second }
      type Second @key(fields: "id") @key(fields: "code") { id: ID! code: String! b: Int! third: Third! thirds: [[Third!]] }
      type Third @key(fields: "org { code } number") { org: Org! number: Int! }
      type Org @shareable { code: String! }
    `,
    c: `
      type Query { third: Third }
      type Third @key(fields: "org { code } number") {
        org: Org! number: Int! c: [Float] fourth(deep: Boolean): Fourth parts: [Part!]
      }
      type Org @shareable { code: String! }
      type Part @shareable { name: String kind: Kind! inner: Part }
      enum Kind { X Y }
      type Fourth @key(fields: "id") { id: ID! }
    `,
    d: `
      type Third @key(fields: "org { code } number") {
        org: Org! number: Int! parts: [Part!] @external sum: Float @requires(fields: "parts { name inner { kind } }")
        price: Int! @requires(fields: "c") c: [Float] @external
      }
      type Org @shareable { code: String! }
      type Part { name: String @external kind: Kind! @external inner: Part @external }
      enum Kind { X Y }
      type Fourth @key(fields: "id") { id: ID! d: String! first: First back: Second }
      type First @key(fields: "id") { id: ID! ends: [Fourth!]! }
      type Second @key(fields: "code") { code: String! late: Boolean }
    `,
  });

const ours = (): InventedGraph => ({
  name: 'igate and idesk',
  supergraph: supergraphSdl(),
  subgraphs: subgraphNames.map((name) => ({ name, typeDefs: subgraphTypeDefs(name) })),
});

export const inventedGraphs: readonly (() => InventedGraph)[] = [ours, shop, media, chain];
