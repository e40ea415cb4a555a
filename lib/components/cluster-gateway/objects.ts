import type { Chart } from 'cdk8s';
import { Certificate } from '../../../imports/cert-manager.io';
import { Gateway, type GatewaySpec, HTTPRoute } from '../../../imports/gateway.networking.k8s.io';
import { addressAnnotations, type BuildContext, claimsOf, syncWave } from '../../core';
import { targetAnnotations } from '../dns-records';
import { gatewayClasses } from '../gateway-api';
import { everyPath, parentRef } from '../route-refs';
import {
  distinctSorted,
  plainListener,
  plainNamespaces,
  type SecureHost,
  secureHosts,
  servedRoutes,
} from './listeners';
import type { ClusterGatewaySettings } from './props';

/** The name of the only GatewayClass of a cluster; undefined where it has none, or several. */
export function onlyClass(context: Pick<BuildContext, 'claims'>): string | undefined {
  const [only, ...others] = claimsOf(context, gatewayClasses);
  return others.length === 0 ? only?.value.name : undefined;
}

/** Makes the Gateway with a listener for each host, their Certificates, and the redirect to HTTPS. */
export function addGateway(chart: Chart, settings: ClusterGatewaySettings, context: BuildContext): void {
  const { name, namespace, className = onlyClass(context), address, namespaces } = settings;
  const served = servedRoutes(settings, context);
  const hosts = secureHosts(served);
  for (const host of hosts) if (host.certificate.from === 'issuer') addCertificate(chart, host, namespace);
  if (hosts.length > 0) addRedirect(chart, settings, hosts);
  const onPlain = [...plainNamespaces(served), ...namespaces, ...(hosts.length > 0 ? [namespace] : [])];
  new Gateway(chart, 'gateway', {
    metadata: { name, namespace, annotations: { ...afterCertificates, ...targetAnnotations(context) } },
    spec: {
      // That there is a class is checked with the claims.
      gatewayClassName: className ?? '',
      ...(address !== undefined && addressed(address, context)),
      listeners: [
        { name: plainListener, port: 80, protocol: 'HTTP', allowedRoutes: from(onPlain) },
        ...hosts.map((host) => secureListenerOf(host, namespace, namespaces)),
      ],
    },
  });
}

/**
 * The Gateway comes when its certificates are there. A listener whose Secret is missing is Degraded, and a sync that meets
 * something Degraded fails.
 */
const afterCertificates = syncWave(1);

/**
 * The address by the annotation that gives Services theirs in this cluster, which the Service of the Gateway gets from
 * `infrastructure`; else by the Gateway's own field, which not every balancer knows.
 * https://gateway-api.sigs.k8s.io/reference/spec/#gatewayinfrastructure
 */
function addressed(address: string, context: BuildContext): Partial<GatewaySpec> {
  const [annotation] = claimsOf(context, addressAnnotations).flatMap(({ value }) => value.slice(0, 1));
  return annotation === undefined
    ? { addresses: [{ type: 'IPAddress', value: address }] }
    : { infrastructure: { annotations: { [annotation]: address } } };
}

type Listener = GatewaySpec['listeners'][number];

function secureListenerOf(host: SecureHost, own: string, others: readonly string[]): Listener {
  const { certificate, name, namespace } = host;
  return {
    name,
    hostname: host.host,
    port: 443,
    protocol: 'HTTPS',
    tls: {
      mode: 'Terminate',
      certificateRefs: [
        certificate.from === 'issuer'
          ? { group: '', kind: 'Secret', name }
          : { group: '', kind: 'Secret', name: certificate.secret, ...(namespace !== own && { namespace }) },
      ],
    },
    allowedRoutes: from([...host.namespaces, ...others]),
  };
}

/** Lets routes of these namespaces attach, by the label that Kubernetes gives each namespace. */
function from(namespaces: readonly string[]): NonNullable<Listener['allowedRoutes']> {
  const values = [...distinctSorted(namespaces)];
  if (values.length === 0) return { namespaces: { from: 'Same' } };
  const selector = { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values }] };
  return { namespaces: { from: 'Selector', selector } };
}

/** A new key with every certificate; 256 bits of an elliptic curve are what browsers and Let's Encrypt take everywhere. */
function addCertificate(chart: Chart, { host, name, certificate }: SecureHost, namespace: string): void {
  if (certificate.from !== 'issuer') return;
  new Certificate(chart, name, {
    metadata: { name, namespace },
    spec: {
      // The listener names the same Secret.
      secretName: name,
      dnsNames: [host],
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: certificate.issuer },
    },
  });
}

/**
 * Sends what comes by HTTP for these hosts to HTTPS. One route has up to 16 hosts.
 * https://gateway-api.sigs.k8s.io/guides/http-redirect-rewrite/#http-to-https-redirects
 */
function addRedirect(
  chart: Chart,
  { name, namespace }: ClusterGatewaySettings,
  hosts: readonly SecureHost[],
): void {
  for (let first = 0; first < hosts.length; first += hostsOfRoute) {
    const suffix = first === 0 ? '' : `-${first / hostsOfRoute + 1}`;
    new HTTPRoute(chart, `redirect${suffix}`, {
      metadata: { name: `${name}-to-https${suffix}`, namespace, annotations: afterCertificates },
      spec: {
        parentRefs: [parentRef({ name, sectionName: plainListener })],
        hostnames: hosts.slice(first, first + hostsOfRoute).map(({ host }) => host),
        rules: [
          {
            matches: [everyPath],
            filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }],
          },
        ],
      },
    });
  }
}

/** `hostnames` of an HTTPRoute has at most 16 entries in its definition. */
const hostsOfRoute = 16;
