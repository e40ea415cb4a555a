import * as v from 'valibot';
import { atLeastOne, distinct, dnsName, ipv4, portName, routeHost, routePath } from '../../core';
import { routeTls } from '../routed';

/** How an app is reached. */
export const exposure = v.variant('kind', [
  v.strictObject({
    /** Reachable within the cluster only, for whom the ports let in. */
    kind: v.literal('internal'),
  }),
  v.strictObject({
    /** By HTTP from outside, through the cluster's Gateway, or through its Ingress where it has none. */
    kind: v.literal('route'),
    /** Hosts, such as `shop.example.com`; at least one. */
    hosts: v.pipe(
      v.array(routeHost),
      distinct('hosts'),
      atLeastOne('write the host, such as shop.example.com'),
    ),
    /** Prefixes of the paths that lead here. @default ['/'] */
    paths: v.exactOptional(
      v.pipe(v.array(routePath), distinct('paths'), atLeastOne("write a path such as '/'")),
      ['/'],
    ),
    /** Name of the port. @default the first one */
    port: v.exactOptional(portName),
    /** The certificate. @default no TLS */
    tls: v.exactOptional(routeTls),
    /** The Gateway or the class of Ingresses, where the cluster has several. @default the only one */
    by: v.exactOptional(dnsName),
  }),
  v.strictObject({
    /** By an address of its own, from whatever serves load balancers in the cluster. */
    kind: v.literal('loadBalancer'),
    /** The address, from a pool of the cluster. @default the next free one */
    address: v.exactOptional(ipv4),
    /** Names that lead there; externalDns() keeps their records, with 'service' among its sources. @default none */
    hosts: v.exactOptional(
      v.pipe(
        v.array(routeHost),
        distinct('hosts'),
        atLeastOne('write a name, such as shop.example.com, or leave hosts out'),
      ),
    ),
    /** Names of the ports. @default all */
    ports: v.exactOptional(
      v.pipe(v.array(portName), distinct('ports'), atLeastOne('write the name of a port')),
    ),
  }),
]);
