import * as v from 'valibot';
import { type Parsed, parsedBy, refused } from './parsed';
import { shown } from './shown';

/**
 * Parses the URL of an API server in the form that Argo CD uses: `https://192.0.2.10:6443`. Credentials are rejected
 * and never shown, because Argo CD keeps them in a cluster Secret.
 * https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#clusters
 */
export function parseApiUrl(written: string): Parsed<string> {
  if (/@|[?#]/.test(written))
    return refused(
      'contains credentials, a query or a fragment',
      'write only https://host:6443; Argo CD keeps credentials in a cluster Secret',
    );
  const [, host = '', port = '443'] = /^https:\/\/([^:/]+)(?::([1-9]\d{0,4}))?$/.exec(written) ?? [];
  const label = '[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?';
  const good =
    host.length <= 253 && new RegExp(`^${label}(?:\\.${label})*$`).test(host) && Number(port) <= 65535;
  return good && isAddressOrName(host)
    ? { value: written }
    : refused(
        `${shown(written)} is not a valid API server URL`,
        'write https://host:6443, without a path or a slash at the end',
      );
}

/**
 * A host whose last label is a number must be an address: `192.0.2.300` is not a name.
 * https://url.spec.whatwg.org/#ends-in-a-number-checker
 */
function isAddressOrName(host: string): boolean {
  if (!/(^|\.)(\d+|0x[0-9a-f]*)$/.test(host)) return true;
  const octets = host.split('.');
  return (
    octets.length === 4 && octets.every((octet) => /^(0|[1-9]\d{0,2})$/.test(octet) && Number(octet) < 256)
  );
}

export const apiUrl = v.pipe(v.string(), parsedBy(parseApiUrl), v.title('API server URL'));
