import { inWords, shown, suggest } from '../../values';
import type { Finding } from '../finding';
import { covers } from './hosts';
import { broken } from './link';
import { issuedSecrets, type Makers } from './makers';
import type { Chain, Listener } from './read';

type Gateway = Chain['gateways'][number];

/** The links from a listener to its class, its Secret and the Certificate that makes it. */
export function fromGateways(chain: Chain, makers: Makers): readonly Finding[] {
  return chain.gateways.flatMap((gateway) => [
    ...withoutClass(gateway, makers),
    ...gateway.spec.listeners.flatMap((listener, index) =>
      fromListener(gateway, listener, `${gateway.path}: spec.listeners[${index}]`, chain, makers),
    ),
  ]);
}

function withoutClass({ path, spec: { gatewayClassName } }: Gateway, makers: Makers): readonly Finding[] {
  const kind = ['gateway.networking.k8s.io/v1', 'GatewayClass'] as const;
  return makers.object(...kind, gatewayClassName)
    ? []
    : [
        broken(
          `${path}: spec.gatewayClassName`,
          `names GatewayClass ${shown(gatewayClassName)}, which nothing brings: the Gateway gets no address and serves nothing`,
          suggest(
            gatewayClassName,
            makers.names(...kind),
            'list what serves Gateways and brings its GatewayClass',
          ),
        ),
      ];
}

function fromListener(
  gateway: Gateway,
  { protocol, tls, hostname }: Listener,
  at: string,
  chain: Chain,
  makers: Makers,
): readonly Finding[] {
  const ends = protocol === 'HTTPS' || (protocol === 'TLS' && tls?.mode !== 'Passthrough');
  if (!ends) return [];
  const references = tls?.certificateRefs ?? [];
  if (references.length === 0)
    return [broken(`${at}.tls`, 'ends TLS and names no certificate', 'name a Secret in certificateRefs')];
  return references.flatMap(({ kind, name, namespace = gateway.namespace }, index) => {
    if (kind !== 'Secret') return [];
    const place = `${at}.tls.certificateRefs[${index}]`;
    const secret = `${namespace}/${name}`;
    const certificate = issuedSecrets(chain).get(secret);
    if (certificate === undefined && !makers.secret(namespace, name))
      return [
        broken(
          place,
          `names Secret ${secret}, which no Certificate makes and no component makes or states`,
          `make a Certificate in namespace ${namespace} whose secretName is ${shown(name)}`,
        ),
      ];
    return [
      ...withoutGrant(gateway, namespace, name, place, chain),
      ...(certificate === undefined || hostname === undefined
        ? []
        : forOtherHosts(certificate, hostname, place)),
    ];
  });
}

/** https://gateway-api.sigs.k8s.io/api-types/referencegrant/ */
function withoutGrant(
  gateway: Gateway,
  namespace: string,
  secret: string,
  place: string,
  { grants }: Chain,
): readonly Finding[] {
  if (namespace === gateway.namespace) return [];
  const isGranted = grants.some(
    (grant) =>
      grant.namespace === namespace &&
      grant.spec.from.some((from) => from.kind === 'Gateway' && from.namespace === gateway.namespace) &&
      grant.spec.to.some((to) => to.kind === 'Secret' && (to.name ?? secret) === secret),
  );
  return isGranted
    ? []
    : [
        broken(
          place,
          `names Secret ${namespace}/${secret}, and no ReferenceGrant lets Gateways of namespace ${gateway.namespace} read it`,
          `make a ReferenceGrant in namespace ${namespace}`,
        ),
      ];
}

function forOtherHosts(
  { path, spec: { dnsNames } }: Chain['certificates'][number],
  hostname: string,
  place: string,
): readonly Finding[] {
  return dnsNames.some((name) => covers(name, hostname, 'one'))
    ? []
    : [
        broken(
          place,
          `its Certificate (${path}) is for ${inWords(dnsNames.map(shown)) || 'no name'}, and the listener serves ${shown(hostname)}`,
          'add the host to dnsNames of the Certificate',
        ),
      ];
}
