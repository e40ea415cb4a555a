import * as v from 'valibot';
import type { Brand } from './brand';
import { type Parsed, parsedBy, refused } from './parsed';
import { shown } from './shown';

/** A full version, with or without a leading `v`, with an optional suffix of a distribution: `v1.33.5+k3s1`. */
export type SemVer = string & Brand<'SemVer'>;

const identifiers = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*';
const number = '(?:0|[1-9]\\d*)';
const fullVersion = new RegExp(
  `^v?${number}\\.${number}\\.${number}(?:-${identifiers})?(?:\\+${identifiers})?$`,
);

/** Parses a version of three numbers. Rejects ranges, wildcards and `latest`, because versions are pinned. */
export function parseSemVer(written: string): Parsed<SemVer> {
  return fullVersion.test(written)
    ? { value: brand(written) }
    : refused(`${shown(written)} is not a full version`, 'pin one such as 1.19.6 or v1.34.1');
}

/** A full version. */
export const semVer = v.pipe(v.string(), parsedBy(parseSemVer), v.title('full version'));

function brand(text: string): SemVer {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the one way into the brand
  return text as SemVer;
}
