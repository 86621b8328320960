import { expect, it } from 'vitest';
import { ConfigurationError, readConfiguration } from './configuration.ts';

const running = {
  IGATE_DATABASE_URL: 'postgres://igate_user:secret@database/igate',
  IDESK_DATABASE_URL: 'postgres://idesk_user:secret@database/idesk',
};
const igateOwner = 'postgres://igate:secret@database/igate';

function problemsOf(environment: Readonly<Record<string, string>>): readonly string[] {
  try {
    readConfiguration(environment, 'all');
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

it('a database may have an owner beside the role that runs, or not', () => {
  expect(readConfiguration(running, 'all').database.owners).toEqual({});
  expect(readConfiguration({ ...running, IGATE_DATABASE_OWNER_URL: igateOwner }, 'all').database.owners).toEqual({
    igate: igateOwner,
  });
});

it('an owner without a database, or the same role under two names, is refused with what to set', () => {
  expect(problemsOf({ IGATE_DATABASE_OWNER_URL: igateOwner })).toEqual([
    'IGATE_DATABASE_OWNER_URL is set but IGATE_DATABASE_URL is not: set both, or neither.',
  ]);
  expect(problemsOf({ ...running, IDESK_DATABASE_OWNER_URL: running.IDESK_DATABASE_URL })).toEqual([
    'IDESK_DATABASE_OWNER_URL and IDESK_DATABASE_URL name the same role: give the tables an owner of their own, or leave it out.',
  ]);
});
