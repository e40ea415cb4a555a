import { type Report, shown } from './problem';

declare const semVerBrand: unique symbol;
/** A full version, with or without a leading `v`, with k3s' build suffix where it has one: `v1.33.5+k3s1`. */
export type SemVer = string & { readonly [semVerBrand]: true };

const identifiers = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*';
const number = '(?:0|[1-9]\\d*)';
const fullVersion = new RegExp(
  `^v?${number}\\.${number}\\.${number}(?:-${identifiers})?(?:\\+${identifiers})?$`,
);

/** Reads a version of three numbers. Reports ranges, wildcards and `latest`: a version is pinned. */
export function parseSemVer(written: unknown, at: string, report: Report): SemVer {
  if (typeof written !== 'string' || !fullVersion.test(written))
    report({
      at,
      reason: `${shown(written)} is no full version`,
      next: 'pin one such as 1.19.6 or v1.33.5+k3s1',
    });
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the one way into the brand
  return (typeof written === 'string' ? written : '0.0.0') as SemVer;
}
