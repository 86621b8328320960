/** What verifying an access token costs, fresh and remembered, in µs: `node bench/tokens-alone.ts`. */
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { tokenAlgorithms } from '../platform/tokens/issuer-check.ts';
import { createTokenVerifier } from '../platform/tokens/verify-token.ts';

const issuer = 'https://sso.example';
const officers = 1000;

for (const alg of tokenAlgorithms) {
  const { privateKey, publicKey } = await generateKeyPair(alg);
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), alg, kid: 'k' }] };
  const tokens = await Promise.all(
    Array.from({ length: officers }, async (_, i) =>
      new SignJWT({ preferred_username: `officer${i}@stttt.binhdinh.gov.vn`, name: 'Nguyễn Thị Hoa' })
        .setProtectedHeader({ alg, typ: 'at+jwt', kid: 'k' })
        .setIssuer(issuer)
        .setAudience('lienthong')
        .setSubject(`officer${i}`)
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(privateKey),
    ),
  );
  // What a request brings is a new string each time, whose hash nobody has computed yet.
  const headers = tokens.map((token) => Buffer.from(`Bearer ${token}`));
  const median = async (memory: { readonly tokens: number; readonly bytes: number }, rounds: number) => {
    const verify = createTokenVerifier({ issuer, audience: 'lienthong', kind: 'sso', jwks, memory });
    const measured: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const received = headers.map((header) => header.toString('latin1').slice(7));
      const startedAt = performance.now();
      for (const token of received) await verify(token);
      measured.push(((performance.now() - startedAt) * 1000) / officers);
    }
    return measured.toSorted((a, b) => a - b)[rounds >> 1]?.toFixed(2);
  };
  const fresh = await median({ tokens: 0, bytes: 0 }, 9);
  const remembered = await median({ tokens: officers, bytes: 2 ** 20 }, 301);
  console.log(`${alg}: fresh ${fresh}, remembered ${remembered} (${tokens[0]?.length} bytes)`);
}
