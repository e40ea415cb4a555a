import { basename } from 'node:path';
import { inWords, nearest, type Report, suggest } from '../../values';

/** Where the value of a key comes from. */
export type Given = { readonly key: string; readonly option: string } & (
  | { readonly from: 'literal'; readonly value: string }
  | { readonly from: 'file'; readonly path: string }
  | { readonly from: 'stdin' }
);

/** The options that give values, as they were written. */
export interface GivenOptions {
  readonly fromLiteral: readonly string[];
  readonly fromFile: readonly string[];
  readonly fromStdin: readonly string[];
}

/**
 * Reads which key gets its value from where. What is reported shows no literal, nor what may be part of one: the text before
 * a `=` is shown only when it is near a key.
 * @param keys those that the secret must hold
 */
export function readGiven(options: GivenOptions, keys: readonly string[], report: Report): readonly Given[] {
  const given = [
    ...options.fromLiteral.flatMap((written) => literal(written, keys, report)),
    ...options.fromFile.flatMap((written) => file(written, keys, report)),
    ...options.fromStdin.flatMap((key) =>
      isKey(key, '--from-stdin', keys, report) ? [stdin(key, '--from-stdin')] : [],
    ),
  ];
  for (const key of keys) {
    const ways = given.filter((one) => one.key === key).map(({ option }) => option);
    if (ways.length > 1)
      report({
        at: key,
        reason: `is given ${ways.length} times, by ${inWords([...new Set(ways)])}`,
        next: 'give it once',
      });
  }
  const read = given.filter(({ from }) => from === 'stdin').map(({ key }) => key);
  if (new Set(read).size > 1)
    report({
      at: 'standard input',
      reason: `is to be the value of ${inWords([...new Set(read)])}, and it can be read once`,
      next: 'read the others from files',
    });
  return given;
}

function literal(written: string, keys: readonly string[], report: Report): readonly Given[] {
  const option = '--from-literal';
  const [key, value] = atEqualsSign(written);
  if (key === undefined) {
    report({ at: option, reason: 'what follows it has no "="', next: `write ${keys[0] ?? 'key'}=…` });
    return [];
  }
  if (keys.includes(key)) return [{ key, option, from: 'literal', value }];
  if (nearest(key, keys) === undefined)
    report({
      at: option,
      reason: 'the text before its "=" is not a key of the secret',
      next: suggest('', keys),
    });
  else isKey(key, option, keys, report);
  return [];
}

function file(written: string, keys: readonly string[], report: Report): readonly Given[] {
  const option = '--from-file';
  const [key = basename(written), path] = atEqualsSign(written);
  if (path === '') {
    report({ at: option, reason: `no path follows "${key}="`, next: `write ${key}=PATH` });
    return [];
  }
  if (!keys.includes(key) && path === written) {
    report({
      at: option,
      reason: `the name of the file "${written}" is not a key of the secret`,
      next: `write KEY=${written}, KEY being ${keys.length === 1 ? (keys[0] ?? '') : `one of ${keys.join(', ')}`}`,
    });
    return [];
  }
  if (!isKey(key, option, keys, report)) return [];
  return [path === '-' ? stdin(key, option) : { key, option, from: 'file', path }];
}

function stdin(key: string, option: string): Given {
  return { key, option, from: 'stdin' };
}

function isKey(key: string, option: string, keys: readonly string[], report: Report): boolean {
  if (keys.includes(key)) return true;
  report({ at: option, reason: `the secret has no key "${key}"`, next: suggest(key, keys) });
  return false;
}

/** What stands before the first `=` and after it; without one, the whole is the second. */
function atEqualsSign(written: string): readonly [before: string | undefined, after: string] {
  const place = written.indexOf('=');
  return place < 0 ? [undefined, written] : [written.slice(0, place), written.slice(place + 1)];
}
