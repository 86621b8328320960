import { createPublicKey } from 'node:crypto';
import { SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { createIssuerKey, type StandInIssuer } from '../support/stand-in-issuer.ts';

/** What an attacker has to work with: claims that would pass at the door, and an address that must never be asked. */
export interface Target {
  readonly issuer: StandInIssuer;
  readonly claims: JWTPayload;
  readonly trap: string;
}

type Forge = (target: Target) => Promise<string> | string;

const seconds = () => Math.floor(Date.now() / 1000);
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Signed by the issuer's own key: only what is changed is wrong. */
function changed(changes: Readonly<Record<string, unknown>>, header: Readonly<Record<string, unknown>> = {}): Forge {
  return ({ issuer, claims }) => issuer.token({ ...claims, ...changes }, header);
}

/** Signed by a key of the attacker's own, under a header that tells where to find it. */
function byOwnKey(header: (target: Target, jwk: object) => Readonly<Record<string, unknown>>): Forge {
  return async (target) => {
    const own = await createIssuerKey('own');
    return target.issuer.token(target.claims, header(target, own.publicJwk), own);
  };
}

/** With the public key as if it were a shared secret. */
function symmetric(format: 'pem' | 'der' | 'n', alg = 'HS256'): Forge {
  return ({ issuer, claims }) => {
    const { publicJwk, kid } = issuer.key;
    const key = createPublicKey({ key: publicJwk, format: 'jwk' });
    const secret =
      format === 'pem'
        ? Buffer.from(key.export({ type: 'spki', format: 'pem' }))
        : format === 'der'
          ? key.export({ type: 'spki', format: 'der' })
          : Buffer.from(publicJwk.n ?? '', 'base64url');
    return new SignJWT(claims).setProtectedHeader({ alg, typ: 'at+jwt', kid }).sign(secret);
  };
}

/** A good token, whose text is changed afterwards. */
function rewritten(change: (header: string, payload: string, signature: string) => string): Forge {
  return async ({ issuer, claims }) => {
    const [header = '', payload = '', signature = ''] = (await issuer.token(claims)).split('.');
    return change(header, payload, signature);
  };
}

/** What `alg` may be written as to mean "not signed". */
const unsigned = ['none', 'None', 'NONE', 'nOnE', ''];

/** By what it does; every one must be refused at every door, with the same answer. */
export const attacks: Readonly<Record<string, Forge>> = {
  'no signature': ({ claims }) => new UnsecuredJWT(claims).encode(),
  ...Object.fromEntries(
    unsigned.map((alg): [string, Forge] => [
      `algorithm "${alg}" over a real signature`,
      rewritten((_header, payload, signature) => `${encoded({ alg, typ: 'at+jwt' })}.${payload}.${signature}`),
    ]),
  ),
  'HS256 with the public key as PEM': symmetric('pem'),
  'HS256 with the public key as DER': symmetric('der'),
  'HS256 with the modulus': symmetric('n'),
  'HS512 with the public key': symmetric('pem', 'HS512'),
  'HS256 with an empty secret': ({ claims }) => `${encoded({ alg: 'HS256', typ: 'at+jwt' })}.${encoded(claims)}.AAAA`,
  'RS256 key under ES256': rewritten((_h, p, s) => `${encoded({ alg: 'ES256', typ: 'at+jwt', kid: 'k1' })}.${p}.${s}`),
  'an ES256 signature of zeros (psychic signature)': ({ claims }) =>
    `${encoded({ alg: 'ES256', typ: 'at+jwt', kid: 'k1' })}.${encoded(claims)}.${Buffer.alloc(64).toString('base64url')}`,
  'RS512, which is not allowed': rewritten(
    (_h, p, s) => `${encoded({ alg: 'RS512', typ: 'at+jwt', kid: 'k1' })}.${p}.${s}`,
  ),

  'another issuer': changed({ iss: 'https://elsewhere.example' }),
  'the issuer with a slash': ({ issuer, claims }) => issuer.token({ ...claims, iss: `${issuer.url}/` }),
  'the issuer in a list': ({ issuer, claims }) => issuer.token({ ...claims, iss: [issuer.url] }),
  'no issuer': changed({ iss: undefined }),
  "iGate's own issuer, signed by the SSO": changed({ iss: 'lienthong-igate', aud: 'lienthong' }),
  'another audience': changed({ aud: 'another-api' }),
  'an audience that only begins like ours': changed({ aud: 'lienthong-other' }),
  'an empty list of audiences': changed({ aud: [] }),
  'no audience': changed({ aud: undefined }),
  'expired six seconds ago': changed({ exp: seconds() - 6, iat: seconds() - 60 }),
  'expired long ago': changed({ exp: 1, iat: 0 }),
  'no expiry': changed({ exp: undefined }),
  'an expiry that is text': changed({ exp: '9999999999' }),
  'not valid for a minute yet': changed({ nbf: seconds() + 600 }),
  'a not-before that is text': changed({ nbf: 'now' }),
  'issued in an hour': changed({ iat: seconds() + 3_600, exp: seconds() + 7_200 }),
  'issued more than a day ago': changed({ iat: seconds() - 86_500, exp: seconds() + 3_600 }),
  'no time of issue': changed({ iat: undefined }),

  'an ID token': changed({ nonce: 'n', at_hash: 'x' }, { typ: 'JWT' }),
  'no type': changed({}, { typ: undefined }),
  'a logout token': changed({}, { typ: 'logout+jwt' }),
  'a DPoP proof': changed({}, { typ: 'dpop+jwt' }),
  'a type that is a number': changed({}, { typ: 1 }),

  'an unknown key id': changed({}, { kid: 'unknown' }),
  'a path as key id': changed({}, { kid: '../../../dev/null' }),
  'SQL as key id': changed({}, { kid: "' union select 'secret' --" }),
  '__proto__ as key id': changed({}, { kid: '__proto__' }),
  'a key id of 4 kB': changed({}, { kid: 'k'.repeat(4_096) }),
  'its own key, under a known key id': byOwnKey(({ issuer }) => ({ kid: issuer.key.kid })),
  'its own key in jwk': byOwnKey((_target, jwk) => ({ kid: 'own', jwk })),
  'its own key in jwk, under a known key id': byOwnKey(({ issuer }, jwk) => ({ kid: issuer.key.kid, jwk })),
  'its own key behind jku': byOwnKey(({ trap }) => ({ kid: 'own', jku: `${trap}/jku` })),
  'its own key behind x5u': byOwnKey(({ trap }) => ({ kid: 'own', x5u: `${trap}/x5u` })),
  'its own certificate in x5c': byOwnKey(() => ({ kid: 'own', x5c: ['MIIB'] })),
  'its own key, with the trap as issuer': async ({ claims, issuer, trap }) =>
    issuer.token({ ...claims, iss: trap }, { kid: 'own' }, await createIssuerKey('own')),
  'a critical header that nobody knows': ({ issuer, claims }) => {
    const { key } = issuer;
    const header = { alg: key.alg, typ: 'at+jwt', kid: key.kid, crit: ['x'], x: true };
    return new SignJWT(claims).setProtectedHeader(header).sign(key.privateKey, { crit: { x: true } });
  },

  'other claims under the same signature': rewritten((h, p, s) => {
    const claims = JSON.parse(Buffer.from(p, 'base64url').toString()) as object;
    return `${h}.${encoded({ ...claims, preferred_username: 'lanhdao@stttt.binhdinh.gov.vn' })}.${s}`;
  }),
  'one bit of the signature turned': rewritten((h, p, s) => `${h}.${p}.${s.startsWith('A') ? 'B' : 'A'}${s.slice(1)}`),
  'half a signature': rewritten((h, p, s) => `${h}.${p}.${s.slice(0, 100)}`),
  'padding behind the signature': rewritten((h, p, s) => `${h}.${p}.${s}==`),
  "base64's own alphabet": rewritten((h, p, s) => `${h}.${p}.${s.replaceAll('-', '+').replaceAll('_', '/')}=`),
  'a fourth part': rewritten((h, p, s) => `${h}.${p}.${s}.${s}`),
  'two parts': rewritten((h, p) => `${h}.${p}`),
  'five parts, as if it were encrypted': rewritten((h, p, s) => `${h}.${p}.${s}.${p}.${s}`),
  'claims that are no JSON': rewritten((h, _p, s) => `${h}.${Buffer.from('xin chào').toString('base64url')}.${s}`),
  'claims that are a list': rewritten((h, _p, s) => `${h}.${Buffer.from('[]').toString('base64url')}.${s}`),
  'a header that is null': rewritten((_h, p, s) => `${Buffer.from('null').toString('base64url')}.${p}.${s}`),
  'no token at all': () => 'x',
  '15 kB of it': () => `${'a'.repeat(15_000)}.b.c`,
};
