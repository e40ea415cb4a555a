import { type Report, shown } from '../../../../values';
import type { NamePattern } from '../../../policy/policy';

const characters = '[-a-z0-9_]';

/**
 * Cilium's `matchName` and `matchPattern`: case and a final dot do not matter; `*` matches any letters up to the next dot,
 * and `*` alone every name. From 1.19 on `**.` at the beginning matches one label or more; before that it is the same as
 * `*.`: one label.
 * https://docs.cilium.io/en/stable/security/policy/layer3/#dns-based and pkg/fqdn/matchpattern of 1.17.0, 1.18.0 and 1.19.0
 */
export function namePattern(
  { matchName, matchPattern = '' }: WrittenName,
  version: string | undefined,
): NamePattern {
  const text = matchName ?? matchPattern;
  const plain = bare(text);
  if (matchName !== undefined) return { text, unlearnt, matches: (name) => bare(name) === plain };
  const [since, before] = [patternSince119(plain), patternBefore119(plain)];
  return {
    text,
    unlearnt,
    matches: (name) => {
      const found = [since.test(bare(name)), before.test(bare(name))] as const;
      const isNew = isVersion(version, (number) => number >= 1019);
      if (isNew !== undefined) return found[isNew ? 0 : 1];
      return found[0] === found[1]
        ? found[0]
        : `${text} matches names of several labels from Cilium 1.19 on only`;
    },
  };
}

/** Cilium learns the addresses behind a name from the answers that pass its DNS proxy. */
function unlearnt(name: string): string {
  return `no rule sends its look-ups of ${name} through the DNS proxy of Cilium`;
}

function patternSince119(plain: string): RegExp {
  if (/^\*+$/.test(plain)) return /^/;
  const [, prefix = '', rest = ''] = /^(\*{2,}\.)?(.*)$/.exec(plain) ?? [];
  return new RegExp(`^${prefix === '' ? '' : `(${characters}+[.])+`}${source(rest)}$`);
}

function patternBefore119(plain: string): RegExp {
  return plain === '*' ? /^/ : new RegExp(`^${source(plain)}$`);
}

function source(text: string): string {
  return text.replaceAll('.', '[.]').replaceAll(/\*+/g, `${characters}*`);
}

function bare(name: string): string {
  return name.trim().toLowerCase().replace(/\.$/, '');
}

/**
 * Whether a version fits, as a number of its first two parts: 1.17.18 is 1017.
 * @returns undefined where no version is known
 */
export function isVersion(
  version: string | undefined,
  fits: (majorAndMinor: number) => boolean,
): boolean | undefined {
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(version ?? '') ?? [];
  return major === undefined || minor === undefined ? undefined : fits(Number(major) * 1000 + Number(minor));
}

/** A name, or a pattern with `*`, as a policy has it. */
export interface WrittenName {
  readonly matchName?: string | undefined;
  readonly matchPattern?: string | undefined;
}

/**
 * Reports names and patterns that Cilium's agent or the definition of its policies refuses.
 * https://github.com/cilium/cilium at v1.20.2, pkg/policy/api/fqdn.go
 */
export function checkNames(names: readonly WrittenName[], at: string, report: Report): void {
  for (const [index, { matchName, matchPattern }] of names.entries()) {
    const place = `${at}[${index}]`;
    if ((matchName === undefined) === (matchPattern === undefined))
      report({
        at: place,
        reason: matchName === undefined ? 'has no name' : 'has matchName and matchPattern',
        next: 'write one of matchName and matchPattern',
      });
    if (matchName !== undefined && !isName(matchName))
      report({
        at: `${place}.matchName`,
        reason: `${shown(matchName)} is not a DNS name`,
        next: matchName.includes('*')
          ? 'use matchPattern for a name with *'
          : 'write the name alone, such as git.example.com, and the port in toPorts',
      });
    if (matchPattern !== undefined && !isName(matchPattern.replaceAll('*', 'a')))
      report({
        at: `${place}.matchPattern`,
        reason: `${shown(matchPattern)} is not a DNS name pattern`,
        next: 'write letters, digits, hyphens, dots and *, such as *.example.com',
      });
  }
}

function isName(text: string): boolean {
  return text.length <= 255 && /^[-a-z0-9_]+([.][-a-z0-9_]+)*[.]?$/i.test(text);
}
