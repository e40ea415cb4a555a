import type { Client } from 'pg';

/** Seconds in which a server must answer one question, or bring the next rows: sorting ten million rows takes about ten. */
export const answerPatience = 60;

/** What the error says about a server that has not answered by then. */
export const noAnswer = 'the server did not answer in time';

/**
 * Waits for an answer of a server that has let us in. It may fall silent, or go on sending notices that answer nothing; then
 * the connection is cut, so that nothing keeps the program from ending.
 * @param seconds default: `answerPatience`
 * @throws `noAnswer`, and what the answer throws
 */
export async function answered<T>(client: Client, answer: Promise<T>, seconds = answerPatience): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      client.connection.stream.destroy();
      reject(new Error(noAnswer));
    }, seconds * 1000);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Says goodbye, and hangs up on a server that does not do the same. */
export async function hangUp(client: Client): Promise<void> {
  try {
    await answered(client, client.end(), 2);
  } catch {
    // What was asked has been answered, or has failed with its own message.
  }
}
