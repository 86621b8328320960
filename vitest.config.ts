import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    // Without this Vitest loads graphql twice, once as a module and once as CommonJS, and types differ between the two.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  test: {
    include: ['test/**/*.test.ts', '{platform,gateway,subgraphs,sso,demo,schema,start}/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
