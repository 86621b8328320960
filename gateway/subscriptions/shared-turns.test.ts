import { expect, test } from 'vitest';
import { createTurns } from '../../platform/serving/turns.ts';
import { createSharedTurns } from './shared-turns.ts';

/** Tasks that end when they are told to, and say how often they have begun. */
function held() {
  const ends: (() => void)[] = [];
  const counts = { begun: 0, heard: 0 };
  return {
    counts,
    task: async () => {
      counts.begun += 1;
      const number = counts.begun;
      await new Promise<void>((resolve) => ends.push(resolve));
      return number;
    },
    heard: () => (counts.heard += 1),
    end: () => ends.shift()?.(),
  };
}

test('who waits for the same is answered by one task; who comes when it has begun, by another', async () => {
  const share = createSharedTurns<number>(createTurns(8));
  const { task, heard, counts, end } = held();
  const first = [share('a', task, heard), share('a', task, heard)];
  await expect.poll(() => counts).toEqual({ begun: 1, heard: 2 });
  const second = [share('a', task, heard), share('a', task, heard), share('a', task, heard)];
  await expect.poll(() => counts).toEqual({ begun: 2, heard: 5 });
  end();
  end();
  expect(await Promise.all([...first, ...second])).toEqual([1, 1, 2, 2, 2]);
});

test('what is not the same takes turns, in which nobody stands twice', async () => {
  const share = createSharedTurns<number>(createTurns(1));
  const [one, other] = [held(), held()];
  const answers = [share('a', one.task, one.heard), share('b', other.task, other.heard)];
  await expect.poll(() => one.counts.begun).toBe(1);
  answers.push(share('b', other.task, other.heard));
  one.end();
  await expect.poll(() => other.counts).toEqual({ begun: 1, heard: 2 });
  other.end();
  expect(await Promise.all(answers)).toEqual([1, 1, 1]);
});

test('a task that fails fails for all of them, and for nobody after', async () => {
  const share = createSharedTurns<number>(createTurns(1));
  const fail = async () => {
    throw new Error('it failed');
  };
  const failed = [share('a', fail, () => {}), share('a', fail, () => {})];
  expect((await Promise.allSettled(failed)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(
    await share(
      'a',
      async () => 1,
      () => {},
    ),
  ).toBe(1);
});
