import { inLanes, nextToStart } from './lanes';

const never = new AbortController().signal;
const job = (name: string, memory: number) => ({ name, memory });

/** Runs jobs that end in the given order. @returns what was started and what ended, in turn */
async function played(jobs: readonly { name: string; memory: number }[], ends: readonly string[]) {
  const seen: string[] = [];
  const ending = new Map<string, () => void>();
  const all = inLanes(
    jobs,
    async ({ name }) => {
      seen.push(`+${name}`);
      await new Promise<void>((resolve) => ending.set(name, resolve));
      seen.push(`-${name}`);
      return name;
    },
    never,
  );
  for (const name of ends) {
    ending.get(name)?.();
    await new Promise(setImmediate);
  }
  return { seen: seen.join(' '), results: await all };
}

describe('the job to start now', () => {
  test.each([
    ['nothing runs: the one that takes most', [1, 3, 2], [], 3],
    ['nothing runs: one that takes more than there is', [9], [], 9],
    ['one runs: the one that takes most of those that fit', [3, 1.5, 1], [3.6], 1.5],
    ['one runs: nothing, when nothing fits', [3, 2.5], [3.6], undefined],
    ['two run: nothing', [0.1], [1, 1], undefined],
  ])('%s', (_, waiting, running, expected) => {
    const load = (memory: number) => ({ memory });
    expect(nextToStart(waiting.map(load), running.map(load))?.memory).toBe(expected);
  });
});

describe('jobs side by side', () => {
  test('start as soon as they fit, and their results keep the order of the jobs', async () => {
    const jobs = [job('small', 1), job('big', 4), job('tiny', 0.5), job('large', 3)];
    expect(await played(jobs, ['small', 'big', 'tiny', 'large'])).toEqual({
      seen: '+big +small -small +tiny -big +large -tiny -large',
      results: ['small', 'big', 'tiny', 'large'],
    });
  });

  test('none is started after an interruption, and those that run are waited for', async () => {
    const interrupted = new AbortController();
    const work = async ({ name }: { readonly name: string }) => {
      interrupted.abort();
      await new Promise(setImmediate);
      return name;
    };
    expect(await inLanes([job('a', 1), job('b', 1)], work, interrupted.signal)).toEqual(['a']);
  });

  test('a job that cannot be done is told', async () => {
    const broken = inLanes([job('a', 1)], () => Promise.reject(new Error('no')), never);
    await expect(broken).rejects.toThrow('no');
  });
});
