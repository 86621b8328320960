/** How many attempts a test makes, for `npm run test:security`; one where left out. */
export type Attempts = number;

declare module 'vitest' {
  interface TaskMeta {
    attempts?: Attempts;
  }
}
