import type { JWTPayload } from 'jose';
import type { Doors, Part } from './doors.ts';

/** Somewhere to knock with a token. */
export interface Door {
  readonly part: Part;
  readonly method: 'POST' | 'PUT' | 'GET';
  readonly path: string;
  readonly body?: object;
  /** What makes a token pass here, beside the issuer's usual claims. */
  readonly claims: JWTPayload;
  /** GraphQL answers of a subgraph are 200, with the code in `errors`. */
  readonly status: 401 | 200;
}

/** What makes a token one of a part's own. */
export const serviceClaims = (clientId: string): JWTPayload => ({
  aud: 'lienthong-peers',
  sub: clientId,
  client_id: clientId,
  preferred_username: undefined,
});
const id = '00000000-0000-4000-8000-000000000000';

/** Every place at which a token is asked for, by a name for people. */
export const tokenDoors: Readonly<Record<string, Door>> = {
  'the gateway': {
    part: 'gateway',
    method: 'POST',
    path: '/graphql',
    body: { query: '{ me { account } }' },
    claims: {},
    status: 401,
  },
  'the gateway, by GET': {
    part: 'gateway',
    method: 'GET',
    path: '/graphql?query=%7Bme%7Baccount%7D%7D',
    claims: {},
    status: 401,
  },
  iGate: {
    part: 'igate',
    method: 'POST',
    path: '/graphql',
    body: { query: '{ me { account } }' },
    claims: {},
    status: 200,
  },
  iDesk: {
    part: 'idesk',
    method: 'POST',
    path: '/graphql',
    body: { query: '{ myDesk { ssoAccount } }' },
    claims: {},
    status: 200,
  },
  "iGate's routes for iDesk": {
    part: 'igate',
    method: 'GET',
    path: `/peer/transfers/${id}/files/x`,
    claims: serviceClaims('idesk'),
    status: 401,
  },
  "iDesk's routes for iGate": {
    part: 'idesk',
    method: 'PUT',
    path: `/peer/drafts/${id}`,
    body: {},
    claims: serviceClaims('igate'),
    status: 401,
  },
};

export interface Answer {
  readonly status: number;
  readonly code: string | undefined;
  readonly authenticate: string | null;
  /** Without what differs from request to request. */
  readonly text: string;
}

export async function knock(doors: Doors, door: Door, headers: Readonly<Record<string, string>>): Promise<Answer> {
  const response = await fetch(`${doors.url(door.part)}${door.path}`, {
    method: door.method,
    headers: {
      'apollo-require-preflight': 'true',
      ...(door.body && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(door.body && { body: JSON.stringify(door.body) }),
  });
  const text = await response.text();
  const json = JSON.parse(text) as { code?: string; errors?: readonly { extensions?: { code?: string } }[] };
  return {
    status: response.status,
    code: json.errors?.[0]?.extensions?.code ?? json.code,
    authenticate: response.headers.get('www-authenticate'),
    text: text.replace(/"requestId":"[^"]*"/, ''),
  };
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
