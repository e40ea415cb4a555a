/** A name, or a pattern with `*`, that stands for addresses outside the cluster. */
export interface NamePattern {
  readonly text: string;
  readonly matches: (name: string) => boolean;
}

const characters = '[-a-z0-9_]';

/**
 * Cilium's `matchName` and `matchPattern`: case and a final dot do not matter; `*` stands for any letters up to the next
 * dot, `**.` at the beginning for one label or more, and `*` alone for every name.
 * https://docs.cilium.io/en/stable/security/policy/layer3/#dns-based
 */
export function namePattern(written: {
  readonly matchName?: string;
  readonly matchPattern?: string;
}): NamePattern {
  const text = written.matchName ?? written.matchPattern ?? '';
  const plain = bare(text);
  if (written.matchName !== undefined) return { text, matches: (name) => bare(name) === plain };
  if (/^\*+$/.test(plain)) return { text, matches: () => true };
  const source = plain
    .replaceAll('.', '[.]')
    .replace(/^\*{2,}\[\.\]/, `(${characters}+[.])+`)
    .replaceAll(/(?<!\))\*+/g, `${characters}*`);
  const pattern = new RegExp(`^${source}$`);
  return { text, matches: (name) => pattern.test(bare(name)) };
}

function bare(name: string): string {
  return name.trim().toLowerCase().replace(/\.$/, '');
}
