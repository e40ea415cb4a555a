import type { Match } from './match';
import { isVersion } from './version';

/** A name, or a pattern with `*`, for addresses outside the cluster. */
export interface NamePattern {
  readonly text: string;
  /** Whether a name fits. It is in doubt where versions of Cilium differ and the version is not known. */
  readonly matches: (name: string, version: string | undefined) => Match;
}

const characters = '[-a-z0-9_]';

/**
 * Cilium's `matchName` and `matchPattern`: case and a final dot do not matter; `*` matches any letters up to the next dot,
 * and `*` alone every name. From 1.19 on `**.` at the beginning matches one label or more; before that it is the same as
 * `*.`: one label.
 * https://docs.cilium.io/en/stable/security/policy/layer3/#dns-based and pkg/fqdn/matchpattern of 1.17.0, 1.18.0 and 1.19.0
 */
export function namePattern(written: {
  readonly matchName?: string;
  readonly matchPattern?: string;
}): NamePattern {
  const text = written.matchName ?? written.matchPattern ?? '';
  const plain = bare(text);
  if (written.matchName !== undefined) return { text, matches: (name) => bare(name) === plain };
  const [since, before] = [patternSince119(plain), patternBefore119(plain)];
  return {
    text,
    matches: (name, version) => {
      const found = [since.test(bare(name)), before.test(bare(name))] as const;
      const isNew = isVersion(version, (number) => number >= 1019);
      if (isNew !== undefined) return found[isNew ? 0 : 1];
      return found[0] === found[1]
        ? found[0]
        : `${text} matches names of several labels from Cilium 1.19 on only`;
    },
  };
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
