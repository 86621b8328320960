import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGateway, type RunningGateway } from './gateway-under-test.ts';
import { createProducts, createReviews } from './shop.ts';

const browser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

describe('the page for people', () => {
  let gateway: RunningGateway;
  const examples = [{ query: 'query Products { products { name } }', variables: { first: 1 } }];
  beforeAll(async () => {
    gateway = await startGateway({
      sources: [createProducts(), createReviews()],
      authorizationServers: ['https://sso.example.vn/realms/tinh'],
      graphiql: { clientId: 'page', scope: 'openid profile', examples },
    });
  });
  afterAll(() => gateway.close());

  async function open(path: string) {
    const response = await fetch(gateway.url + path, { headers: browser });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  test('is what a browser gets at /graphql, also when it comes back from signing in', async () => {
    for (const path of ['/graphql', '/graphql?code=1&state=2']) {
      const { status, headers, text } = await open(path);
      expect(status).toBe(200);
      expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(text).toContain('Đăng nhập SSO');
    }
  });

  test('runs no script but its own files, and talks to the gateway and the authorization server only', async () => {
    const { headers, text } = await open('/graphql');
    const policy = headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self' https://sso.example.vn;");
    expect(text).not.toMatch(/<script(?![^>]*src=)|\son\w+=|https?:/);
  });

  test('everything it names is served from here', async () => {
    const { text } = await open('/graphql');
    const addresses = [...text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, address]) => address ?? '');
    expect(addresses.length).toBeGreaterThan(4);
    for (const address of [...addresses, '/graphiql/sign-in.js']) {
      const { status, headers } = await open(address);
      expect({ address, status }).toEqual({ address, status: 200 });
      expect(headers.get('content-type')).toMatch(/^text\/(javascript|css); charset=utf-8$/);
    }
  });

  test('knows where to sign people in, and what to show first', async () => {
    expect(JSON.parse((await open('/graphiql/settings.json')).text)).toEqual({
      clientId: 'page',
      scope: 'openid profile',
      issuer: 'https://sso.example.vn/realms/tinh',
      redirectUri: 'https://graph.example.vn/graphql',
      examples,
    });
  });

  test.each(['/graphiql/graphiql-page.ts', '/graphiql/__proto__', '/graphiql/..%2fgateway.ts'])(
    '%s is not served',
    async (path) => {
      expect((await open(path)).status).toBe(404);
    },
  );

  test('programs are not shown a page', async () => {
    const headers = { accept: 'application/json', 'apollo-require-preflight': '1' };
    const response = await fetch(`${gateway.graphUrl}?query={products{name}}`, { headers });
    expect(await response.json()).toHaveProperty('data.products');
  });
});

test('where no page is wanted, a browser gets GraphQL like any other client', async () => {
  const gateway = await startGateway({ sources: [createProducts(), createReviews()] });
  const response = await fetch(gateway.graphUrl, { headers: browser });
  expect(response.status).toBe(400);
  expect(response.headers.get('content-type')).toContain('application/json');
  await gateway.close();
});
