import * as v from 'valibot';
import { type Parsed, parsedBy, refused, shown } from '../../core';

const host = '[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?';
const path = '(?:/(?!\\.\\.?(?:/|$))[A-Za-z0-9._~%+-]+)*/?';
const address = new RegExp(`^(?:https?|oci)://${host}(?::[1-9][0-9]{0,4})?${path}$`);

/**
 * Reads the address of a chart repository, or of a registry that keeps charts. One that carries a password is refused and not
 * shown: every Application would contain it. Source: https://helm.sh/docs/topics/registries/
 */
export function parseChartRepository(written: string): Parsed<string> {
  if (/^[a-z]+:\/\/[^/]*@/i.test(written))
    return refused(
      'carries a user, password or token',
      'take it out, and list the repository in repositories of argoCd() with its Secret',
    );
  return address.test(written)
    ? { value: written.replace(/\/$/, '') }
    : refused(
        `${shown(written)} is not the address of a chart repository`,
        'write https://host/path or oci://host/path',
      );
}

/** Address of a chart repository. */
export const chartRepository = v.pipe(
  v.string(),
  parsedBy(parseChartRepository),
  v.title('address of a chart repository'),
);

/**
 * Reads the version of a chart. Helm also takes ranges, which are another chart tomorrow. Source: https://semver.org, with the
 * `v` in front that Helm allows.
 */
export function parseChartVersion(written: string): Parsed<string> {
  const identifiers = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*';
  return written.length <= 128 &&
    new RegExp(`^v?\\d+\\.\\d+\\.\\d+(?:-${identifiers})?(?:\\+${identifiers})?$`).test(written)
    ? { value: written }
    : refused(`${shown(written)} is not one version of a chart`, 'write all of it, such as 6.7.1');
}

/** One version of a chart. */
export const chartVersion = v.pipe(v.string(), parsedBy(parseChartVersion), v.title('version of a chart'));

/** The repository as Argo CD writes it: a registry has no `oci://` in front. */
export function argoCdRepository(repository: string): string {
  return repository.replace(/^oci:\/\//, '');
}
