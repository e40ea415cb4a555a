import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again and again until there is an answer.
 * @param what what is awaited, as the end of "timed out after 60 s waiting for …"
 * @param seconds how long to go on
 * @param probe gives the answer, or undefined as long as there is none; an error counts as none
 * @param every milliseconds between two questions
 * @throws when the time is up, with the last error
 */
export async function waitFor<T>(
  what: string,
  seconds: number,
  probe: () => Promise<T | undefined> | T | undefined,
  every = 200,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  let last: unknown;
  do {
    try {
      const answer = await probe();
      if (answer !== undefined) return answer;
      last = undefined;
    } catch (error) {
      last = error;
    }
    await sleep(every);
  } while (Date.now() < end);
  const why = last instanceof Error ? `: ${last.message}` : '';
  throw new Error(`timed out after ${seconds} s waiting for ${what}${why}`);
}
