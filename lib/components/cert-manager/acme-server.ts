import * as v from 'valibot';
import { addressOrDnsName, type Parsed, parsedBy, refused, shown } from '../../core';

/** An ACME server. */
export interface AcmeServer {
  /** URL of its directory. */
  readonly url: string;
  readonly host: string;
  /** TCP port. */
  readonly port: number;
  /** Which server of Let's Encrypt it is; undefined for every other. */
  readonly letsEncrypt: 'staging' | 'production' | undefined;
}

/** https://letsencrypt.org/docs/acme-protocol-updates/ and https://letsencrypt.org/docs/staging-environment/ */
const letsEncrypt = {
  staging: 'https://acme-staging-v02.api.letsencrypt.org/directory',
  production: 'https://acme-v02.api.letsencrypt.org/directory',
} as const;

const forms =
  "write 'staging' or 'production' of Let's Encrypt, or the URL of a directory, such as https://acme.example.com/directory";

/** Parses an ACME server: `staging` and `production` of Let's Encrypt, or the https URL of the directory of another server. */
export function parseAcmeServer(written: string): Parsed<AcmeServer> {
  if (written === 'staging' || written === 'production')
    return { value: serverAt(new URL(letsEncrypt[written])) };
  // URL.parse() needs Node 22; URL drops white space, and writes a backslash as a slash.
  if (!/^[\x21-\x7e]+$/.test(written) || written.includes('\\') || !URL.canParse(written))
    return refused(`${shown(written)} is not a URL`, forms);
  const url = new URL(written);
  if (url.protocol !== 'https:')
    return refused(`${shown(written)} is not an https URL`, 'write https://: ACME servers answer HTTPS only');
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    return refused(
      'the URL contains credentials, a query or a fragment',
      'write the URL of the directory only, such as https://acme.example.com/directory',
    );
  return v.is(addressOrDnsName, url.hostname) && url.port !== '0'
    ? { value: serverAt(url) }
    : refused(`${shown(written)} is not the URL of a DNS name or an IPv4 address`, forms);
}

function serverAt(url: URL): AcmeServer {
  return {
    url: url.href,
    host: url.hostname,
    port: url.port === '' ? 443 : Number(url.port),
    letsEncrypt:
      url.href === letsEncrypt.staging
        ? 'staging'
        : url.href === letsEncrypt.production
          ? 'production'
          : undefined,
  };
}

/** An ACME server, as a person writes it. */
export const acmeServer = v.pipe(v.string(), parsedBy(parseAcmeServer), v.title('ACME server'));
