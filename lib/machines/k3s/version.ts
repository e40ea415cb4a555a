import * as v from 'valibot';
import { type Parsed, parsedBy, parseSemVer, refused, type SemVer, shown } from '../../values';

/**
 * Reads a release of k3s: Kubernetes' version and k3s' own number behind it, `v1.33.5+k3s1`; candidates have `-rc1` before
 * the plus. https://github.com/k3s-io/k3s/releases
 */
export function parseK3sVersion(written: string): Parsed<SemVer> {
  if (/^v1\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})(-rc[1-9]\d?)?\+k3s[1-9]\d?$/.test(written))
    return parseSemVer(written);
  const bare = /^v?(1\.\d+\.\d+)(?:[-+]k3s(\d))?$/.exec(written);
  return refused(
    `${shown(written)} is not a release of k3s`,
    bare === null ? 'pin one such as v1.33.5+k3s1' : `did you mean v${bare[1] ?? ''}+k3s${bare[2] ?? '1'}?`,
  );
}

export const k3sVersion = v.pipe(v.string(), parsedBy(parseK3sVersion), v.title('release of k3s'));
