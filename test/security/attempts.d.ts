import 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    /** How many attempts a test makes, for `npm run test:security`; one where left out. */
    attempts?: number;
  }
}
