import * as v from 'valibot';

/** What a schema makes of a value: the value, or the reason and the next step as a person reads them. */
export function parsesTo(schema: v.GenericSchema, written: unknown): unknown {
  const result = v.safeParse(schema, written);
  return result.success ? result.output : `refused: ${result.issues[0].message}`;
}

/** A refusal as `parsesTo` gives it. */
export function refusal(reason: string, next: string): string {
  return `refused: ${reason}; ${next}`;
}

/** Text that no name, address or number may hold: what shells, SQL, YAML, nft, Nix, HCL and terminals read. */
export const dangerous = [
  '',
  ' ',
  'a b',
  'a\n',
  'a\nb',
  'a\r',
  'a\0b',
  'a\tb',
  '$(touch x)',
  'a$(touch x)',
  '`touch x`',
  'a;touch y',
  'a&touch y',
  'a|touch y',
  'a>x',
  '${x}',
  '%{x}',
  "a'b",
  'a"b',
  'a\\b',
  'a#b',
  '/*a*/',
  '--a',
  '-a',
  '*',
  '{{ .a }}',
  '<a>',
  'é',
  '\u202ea',
  '\ufeffa',
  '../a',
  'x'.repeat(10_000),
];
