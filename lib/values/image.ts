import * as v from 'valibot';
import { type Parsed, parsedBy, refused } from './parsed';
import { shown } from './shown';

const part = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const label = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]{0,61}[a-zA-Z0-9])';
const registry = `(?:localhost|${label}(?:\\.${label})+|${label}(?:\\.${label})*:[0-9]{1,5})(?::[0-9]{1,5})?`;
const reference = new RegExp(
  `^(?<name>(?<registry>${registry})/${part}(?:/${part})*)(?<tag>:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?<digest>@sha256:[0-9a-f]{64})?$`,
);

/**
 * Parses an image reference: registry, name, and a tag or digest. The grammar:
 * https://pkg.go.dev/github.com/distribution/reference A reference without a registry depends on the machine's
 * settings, and one without a tag changes over time.
 */
export function parseImage(written: string): Parsed<string> {
  const found = written.length <= 512 ? reference.exec(written)?.groups : undefined;
  const next = 'write registry, name and tag, such as docker.io/apache/kafka:4.1.0';
  if (found === undefined) {
    const named = reference.test(`docker.io/${written}`);
    return refused(
      named ? `${shown(written)} has no registry` : `${shown(written)} is not a valid image reference`,
      // https://docs.docker.com/docker-hub/repos/manage/trusted-content/official-images/
      named ? `did you mean docker.io/${written.includes('/') ? '' : 'library/'}${written}?` : next,
    );
  }
  if (found['digest'] !== undefined) return { value: written };
  if (found['tag'] === undefined) return refused(`${shown(written)} has neither tag nor digest`, next);
  return found['tag'] === ':latest'
    ? refused(`${shown(written)} uses a tag that moves`, 'pin a version')
    : { value: written };
}

/**
 * Why an image changes over time: it has no version, or a tag that moves. The registry may be left out, as in YAML and charts of others.
 * @returns undefined where it stays the same
 */
export function movingImage(written: string): string | undefined {
  const [name = ''] = written.split('@');
  const hasRegistry = name.includes('/') && /[.:]/.test(name.split('/')[0] ?? '');
  const parsed = parseImage(hasRegistry ? written : `docker.io/${written}`);
  return 'value' in parsed ? undefined : parsed.refused.reason;
}

/** A container image with its registry and a pinned version. */
export const image = v.pipe(v.string(), parsedBy(parseImage), v.title('image reference'));
