import * as v from 'valibot';
import { addressOrDnsName, atLeastOne, distinct, dnsName, label, type PropsOf, secretKey } from '../../core';
import { zoneName } from '../cloudflare';
import { recordSources } from '../dns-records';

export const externalDnsProps = v.strictObject({
  /** Name of the component. @default 'external-dns' */
  name: v.exactOptional(label, 'external-dns'),
  /** Where it lives. @default 'external-dns' */
  namespace: v.exactOptional(label, 'external-dns'),
  /** The account at Cloudflare. */
  cloudflare: v.strictObject({
    /**
     * Secret with an API token, in the namespace of the component; the cluster file says where it comes from. The token has the
     * rights Zone:DNS:Edit and Zone:Zone:Read.
     */
    secret: dnsName,
    /** Key of the token in the Secret. @default 'api-token' */
    key: v.exactOptional(secretKey, 'api-token'),
    /** Whether people reach the hosts through Cloudflare's proxies, which hide the address. @default false */
    proxied: v.exactOptional(v.boolean(), false),
  }),
  /** Domains in which it keeps records, with every name below them; the hosts of exposures elsewhere it leaves alone. */
  zones: v.pipe(v.array(zoneName), distinct('zones'), atLeastOne('write a zone, such as example.com')),
  /**
   * What the records lead to: the public address of the cluster, or a name that follows it. Write it where the addresses of the
   * cluster's load balancers are not reachable from outside. @default the addresses of the load balancers
   */
  target: v.exactOptional(addressOrDnsName),
  /**
   * Whose records these are, in the TXT record beside each: it changes no record of another owner, or of none. After a change
   * it takes its old records for foreign. @default the name of the cluster
   */
  owner: v.exactOptional(label),
  /**
   * What it may do: `upsert-only` never removes a record, `sync` removes those whose exposure is gone, and `create-only` changes
   * none that exists. @default 'upsert-only'
   */
  policy: v.exactOptional(v.picklist(['upsert-only', 'sync', 'create-only']), 'upsert-only'),
  /**
   * From which objects it takes hosts: the HTTPRoutes of a Gateway, Ingresses, and Services with an address of their own.
   * @default ['gateway-httproute']
   */
  sources: v.exactOptional(
    v.pipe(v.array(v.picklist(recordSources)), distinct('sources'), atLeastOne('write a source')),
    ['gateway-httproute'],
  ),
});

/** What a person writes for ExternalDNS. */
export type ExternalDnsProps = PropsOf<typeof externalDnsProps>;

/** The same, as it was read. */
export type ExternalDnsSettings = v.InferOutput<typeof externalDnsProps>;
