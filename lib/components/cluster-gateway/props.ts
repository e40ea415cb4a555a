import * as v from 'valibot';
import { distinct, dnsName, ipv4, label, type PropsOf } from '../../core';

export const clusterGatewayProps = v.strictObject({
  /** Name of the component and of its Gateway. @default 'gateway' */
  name: v.exactOptional(label, 'gateway'),
  /** Namespace of the Gateway and of the Certificates that it serves. @default 'gateway' */
  namespace: v.exactOptional(label, 'gateway'),
  /** The GatewayClass that serves it. @default the only one of the cluster */
  className: v.exactOptional(dnsName),
  /** Its load-balancer address, from a pool of the cluster. @default the next free one */
  address: v.exactOptional(ipv4),
  /**
   * Whether cert-manager makes the certificates of routes that name an issuer. Write false where every certificate comes
   * from a Secret and no cert-manager runs. @default true
   */
  issuers: v.exactOptional(v.boolean(), true),
  /** Namespaces that may attach routes of their own, beside those of the exposures. @default none */
  namespaces: v.exactOptional(v.pipe(v.array(label), distinct('namespaces')), []),
});

/** What a person writes for the Gateway of a cluster. */
export type ClusterGatewayProps = PropsOf<typeof clusterGatewayProps>;
/** The same with its defaults. */
export type ClusterGatewaySettings = v.InferOutput<typeof clusterGatewayProps>;
