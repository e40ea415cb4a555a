import { inLanes, nextToStart } from './lanes';

const never = new AbortController().signal;
const job = (name: string, seconds: number, memory: number) => ({ name, seconds, memory });

/** Runs jobs that end in the given order. @returns what was started and what ended, in turn */
async function played(jobs: readonly ReturnType<typeof job>[], ends: readonly string[]) {
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
  const [long, middle, short] = [job('long', 9, 1), job('middle', 5, 3), job('short', 1, 2)];
  test.each([
    ['nothing runs: the longest', [short, long, middle], [], long],
    ['nothing runs: one that takes more memory than there is', [job('huge', 1, 9)], [], job('huge', 1, 9)],
    ['one runs: the longest of those that fit', [short, middle], [3], short],
    ['one runs: nothing, when nothing fits', [short, middle], [3.6], undefined],
    ['as many run as may: nothing', [long], [1, 1, 1], undefined],
  ])('%s', (_, waiting, running, expected) => {
    expect(
      nextToStart(
        waiting,
        running.map((memory) => job('running', 1, memory)),
      ),
    ).toEqual(expected);
  });
});

describe('jobs side by side', () => {
  test('start as soon as they fit, and their results keep the order of the jobs', async () => {
    const jobs = [job('small', 2, 1), job('big', 4, 4), job('tiny', 1, 0.5), job('large', 3, 3)];
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
    expect(await inLanes([job('a', 1, 1), job('b', 1, 5)], work, interrupted.signal)).toEqual(['a']);
  });

  test('a job that cannot be done is reported', async () => {
    const broken = inLanes([job('a', 1, 1)], () => Promise.reject(new Error('no')), never);
    await expect(broken).rejects.toThrow('no');
  });
});
