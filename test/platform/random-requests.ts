import type { GraphQLSchema } from 'graphql';
import type { SubgraphRequest } from '../../platform/serving/subgraph-source.ts';
import type { DemoPlace } from '../demo/seeded.ts';
import { randomOperation, type RandomScalar } from '../gateway/oracle/random-operation.ts';
import { seeded, type Seeded } from '../gateway/oracle/seeded.ts';

const officers = ['lanhdao', 'hoant', 'truongphong', 'vanthu', 'motcua', 'quantri', 'baocao', 'chualienket', 'nobody'];

/** Keys of what there is, by type. */
export type KnownKeys = Readonly<Record<string, readonly string[]>>;

/** What somebody may ask of a subgraph over the demo data, by name: most of it valid, most of it of a leader. */
export function randomRequest(schema: GraphQLSchema, name: string, known: KnownKeys): SubgraphRequest {
  const random = seeded(`request ${name}`);
  const { query, variables } = randomOperation(schema, name, knownScalar(known));
  const token = random.chance(0.6) ? 'lanhdao' : random.pick([...officers, 'forged']);
  const language = random.pick(['vi', 'en'] as const);
  const origin = { requestId: 'test', token: random.chance(0.05) ? undefined : token, language };
  return { query, variables: random.chance(0.1) ? spoiled(variables, random) : variables, origin };
}

/** One variable is missing, or is nothing that its type knows. */
function spoiled(variables: Readonly<Record<string, unknown>>, random: Seeded): Record<string, unknown> {
  const names = Object.keys(variables);
  if (names.length === 0) return {};
  const name = random.pick(names);
  const { [name]: _gone, ...others } = variables;
  return random.chance(0.3) ? others : { ...others, [name]: random.pick([null, -1, 1.5, '', {}, [null], { x: 1 }]) };
}

const knownScalar =
  (known: KnownKeys): RandomScalar =>
  (type, random) => {
    switch (type) {
      case 'Int':
        return random.pick([1, 3, 20, 20, 100, 501]);
      case 'Boolean':
        return random.chance(0.5);
      case 'DossierCode':
        return random.chance(0.05)
          ? 'no code'
          : random.pick([...(known['Dossier'] ?? []), '000.00.13.H08-210805-9999']);
      case 'DateTime':
        return random.chance(0.1) ? 'yesterday' : '2026-08-01T00:00:00+07:00';
      case 'Date':
        return random.chance(0.1) ? '2026-02-30' : random.pick(['2026-01-01', '2026-11-20']);
      case '_Any':
        return representation(random, known);
      default:
        return random.pick(Object.values(known).flat().slice(0, 400));
    }
  };

const keys: Readonly<Record<string, string>> = {
  Dossier: 'code',
  Officer: 'account',
  DeskUser: 'ssoAccount',
  Attachment: 'id',
  Transfer: 'id',
  DocumentFile: 'id',
  Draft: 'id',
  IssuedDocument: 'id',
};

function representation(random: Seeded, known: KnownKeys): unknown {
  if (random.chance(0.02)) return { __typename: 'Nothing', id: '1' };
  const type = random.pick(Object.keys(known));
  return { __typename: type, [keys[type] ?? '']: random.pick([...(known[type] ?? []), 'unknown']) };
}

export async function knownKeys({ igate, idesk }: DemoPlace): Promise<KnownKeys> {
  const read = async ({ pool }: Pick<DemoPlace['igate'], 'pool'>, sql: string): Promise<string[]> =>
    (await pool.query<{ key: string }>(sql)).rows.map(({ key }) => key);
  const documents = await read(idesk, 'select id as key from documents order by id limit 60');
  return {
    Dossier: await read(igate, 'select code as key from dossiers order by code'),
    Officer: await read(igate, 'select account as key from officers order by account'),
    DeskUser: officers.map((name) => `${name}@stttt.binhdinh.gov.vn`),
    Attachment: await read(igate, 'select id as key from attachments order by id limit 60'),
    Transfer: await read(igate, 'select id as key from transfers order by id limit 60'),
    DocumentFile: await read(idesk, 'select id as key from document_files order by id limit 60'),
    Draft: documents,
    IssuedDocument: documents,
  };
}
