import { createReadStream } from 'node:fs';
import * as v from 'valibot';
import { failureOf } from '../../synth';
import type { Report } from '../../values';
import type { Given } from './given';

/** What a Secret holds at most, all values together, in bytes. https://kubernetes.io/docs/concepts/configuration/secret/ */
export const mostBytes = 1024 * 1024;

/**
 * Reads a value to its last byte, and no further than a Secret can hold: a file may be a pipe without an end.
 * @returns undefined after a report
 */
export async function readValue(
  given: Given,
  stdin: AsyncIterable<unknown>,
  report: Report,
): Promise<Buffer | undefined> {
  switch (given.from) {
    case 'literal':
      return Buffer.from(given.value);
    case 'stdin':
      return readStream(stdin, given, 'standard input', report);
    case 'file':
      return readStream(createReadStream(given.path), given, `"${given.path}"`, report);
  }
}

async function readStream(
  stream: AsyncIterable<unknown>,
  { key, option }: Given,
  source: string,
  report: Report,
): Promise<Buffer | undefined> {
  const at = `${option} ${key}`;
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      const bytes = v.parse(v.instance(Buffer), chunk);
      chunks.push(bytes);
      length += bytes.length;
      if (length <= mostBytes) continue;
      report({
        at,
        reason: `${source} holds more than ${mostBytes} bytes, the most that a Secret can`,
        next: 'hand that much over in another way',
      });
      return undefined;
    }
  } catch (error) {
    report({ ...failureOf(error, at, 'read'), at: `${at}: ${source}` });
    return undefined;
  }
  return Buffer.concat(chunks);
}
