import { inWords, isPublished, type Problem, type Report, type SealingCertificate } from '../../values';
import type { Given } from './given';
import { mostBytes } from './read-value';
import type { SealTarget } from './target';

/** Reports keys that are neither given nor kept. */
export function checkKeys(
  { cluster, namespace, name, keys }: SealTarget,
  given: readonly Given[],
  kept: Readonly<Record<string, string>>,
  report: Report,
): void {
  const missing = keys.filter((key) => kept[key] === undefined && !given.some((one) => one.key === key));
  const [first] = missing;
  if (first !== undefined)
    report({
      at: `${cluster}.secrets.${namespace}/${name}`,
      reason: `the ${missing.length === 1 ? 'key' : 'keys'} ${inWords(missing)} ${missing.length === 1 ? 'is' : 'are'} not given`,
      next: `add --from-file ${first}=PATH or --from-stdin ${first}`,
    });
  else if (given.length === 0)
    report({
      at: `${namespace}/${name}`,
      reason: 'nothing is given to be sealed',
      next: `add --from-file KEY=PATH, KEY being ${keys.length === 1 ? (keys[0] ?? '') : `one of ${keys.join(', ')}`}`,
    });
}

/** A value on its way into a file; nothing of it is ever shown. */
export interface ReadValue {
  readonly given: Given;
  readonly value: Buffer;
}

/** Reports values that must not be used, or that no Secret can hold. */
export function checkValues(values: readonly ReadValue[], report: Report): void {
  for (const { given, value } of values) {
    // Each byte as one character, so that no byte keeps a word from being seen.
    if (isPublished(value.toString('latin1')))
      report({
        at: given.key,
        reason: 'is, or holds, a password that was published in clear text and counts as leaked',
        next: 'change it where it is used, and seal the new one',
      });
  }
  const total = values.reduce((sum, { value }) => sum + value.length, 0);
  if (total > mostBytes)
    report({
      at: inWords(values.map(({ given }) => given.key)),
      reason: `hold ${total} bytes together, and a Secret at most ${mostBytes}`,
      next: 'hand that much over in another way',
    });
}

/** What is allowed and probably not meant. */
export function warningsFor(
  values: readonly ReadValue[],
  certificate: SealingCertificate,
  now: number,
): readonly Problem[] {
  return [...certificateWarnings(certificate, now), ...values.flatMap(valueWarnings)];
}

function valueWarnings({ given: { key, from }, value }: ReadValue): Problem[] {
  const next = 'make it without one (printf %s, tr -d) and seal it again, unless that is meant';
  return [
    ...(from === 'literal'
      ? [
          {
            at: '--from-literal',
            reason: `the value of ${key} is now in the shell's history, and the list of processes showed it`,
            next: `clear it there; --from-stdin ${key} and --from-file ${key}=PATH leave no trace`,
          },
        ]
      : []),
    ...(value.length === 0
      ? [{ at: key, reason: 'the value is empty', next: 'look where it came from, unless that is meant' }]
      : []),
    ...(value.at(-1) === 0x0a
      ? [{ at: key, reason: 'the value ends with a line break, which pods take for a part of it', next }]
      : []),
  ];
}

function certificateWarnings({ from, until }: SealingCertificate, now: number): Problem[] {
  const next = 'fetch the newest with `kubeseal --fetch-cert`';
  const day = (time: number) => new Date(time).toISOString().slice(0, 10);
  if (now > until)
    return [{ at: 'certificate', reason: `expired on ${day(until)}; today is ${day(now)}`, next }];
  if (now < from)
    return [
      {
        at: 'certificate',
        reason: `is valid from ${day(from)} on; today is ${day(now)}`,
        next: `look at the clock, or ${next}`,
      },
    ];
  return [];
}
