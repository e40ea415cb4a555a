import * as v from 'valibot';
import {
  atLeastOne,
  distinct,
  dnsName,
  label,
  labelBefore,
  parsedBy,
  type Parsed,
  type PropsOf,
  refused,
  secretKey,
  shown,
} from '../../core';
import { zoneName } from '../cloudflare';
import { acmeServer } from './acme-server';

/** The address that an ACME account is registered with: the part before the `@` as browsers check it, and a domain name. */
function parseEmail(written: string): Parsed<string> {
  const [, local = '', domain = ''] = /^([\w.!#$%&'*+/=?^`{|}~-]{1,64})@(.+)$/.exec(written) ?? [];
  return local !== '' && v.is(zoneName, domain)
    ? { value: written }
    : refused(`${shown(written)} is not an email address`, 'write one such as admin@example.com');
}

/** A ClusterIssuer. */
const issuer = v.variant('kind', [
  v.strictObject({
    /** Certificates that browsers trust, from an ACME server such as Let's Encrypt, proven by DNS-01 at Cloudflare. */
    kind: v.literal('acme'),
    /** Name of the ClusterIssuer; the key of its account is in the Secret `<name>-account-key`. */
    name: labelBefore('-account-key'),
    /**
     * The server: `staging` and `production` of Let's Encrypt, or the https URL of another directory outside the cluster.
     * Browsers do not trust certificates of `staging`; it has rate limits that are hard to reach.
     */
    server: acmeServer,
    /** Address of the account. */
    email: v.pipe(v.string(), parsedBy(parseEmail), v.title('email address')),
    /** The records that prove who owns a name. The zone must use Cloudflare's own name servers. */
    cloudflare: v.strictObject({
      /**
       * Secret with an API token, in the namespace of cert-manager; the cluster file says where it comes from. The token has
       * the rights Zone:DNS:Edit and Zone:Zone:Read.
       */
      secret: dnsName,
      /** Key of the token in the Secret. @default 'api-token' */
      key: v.exactOptional(secretKey, 'api-token'),
      /** Domains for which it issues, with every name below them. @default every zone of the token */
      zones: v.exactOptional(
        v.pipe(v.array(zoneName), distinct('zones'), atLeastOne('write a zone, such as example.com')),
      ),
    }),
  }),
  v.strictObject({
    /** Certificates that sign themselves: for a CA of your own, and where the other side does not check. */
    kind: v.literal('selfSigned'),
    /** Name of the ClusterIssuer. */
    name: label,
  }),
  v.strictObject({
    /** Certificates from a CA of your own, which clients have to trust. */
    kind: v.literal('ca'),
    /** Name of the ClusterIssuer. */
    name: label,
    /** Secret with the CA (`tls.crt`, `tls.key`), in the namespace of cert-manager. */
    secret: dnsName,
    /**
     * Name of a `selfSigned` issuer with which cert-manager makes the CA, into that Secret.
     * @default the cluster file says where the Secret comes from
     */
    signedBy: v.exactOptional(label),
  }),
]);

export const certManagerProps = v.strictObject({
  /** Name of the component. @default 'cert-manager' */
  name: v.exactOptional(label, 'cert-manager'),
  /** Where it lives; Secrets of ClusterIssuers are there too. @default 'cert-manager' */
  namespace: v.exactOptional(label, 'cert-manager'),
  /** The ClusterIssuers. @default none */
  issuers: v.exactOptional(v.array(issuer), []),
});

/** What a person writes for cert-manager. */
export type CertManagerProps = PropsOf<typeof certManagerProps>;

/** An issuer, as it was read. */
export type Issuer = v.InferOutput<typeof issuer>;
