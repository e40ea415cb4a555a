import {
  addressOrNameText,
  type ChartValue,
  claim,
  type Component,
  createdKinds,
  declareComponent,
  internet,
  kubernetesApi,
  planOf,
} from '../../core';
import { tokenWhy } from '../cloudflare';
import { dnsRecords, recordKeepers } from '../dns-records';
import { gatewayApiDefinitions } from '../gateway-api';
import { charts } from '../versions';
import { type ExternalDnsProps, externalDnsProps, type ExternalDnsSettings } from './props';

/** The release has the name of the chart, so that names of its objects do not depend on that of the component. */
const release = 'external-dns';

/**
 * What annotations begin with in version 0.21, which the chart installs. From 0.22 on it is `external-dns.kubernetes.io/`.
 * https://github.com/kubernetes-sigs/external-dns/blob/v0.21.0/source/annotations/annotations.go
 */
const prefix = 'external-dns.alpha.kubernetes.io/';

/** The values of the chart that differ from its defaults. The policy is `upsert-only` in the chart as well. */
type ExternalDnsValues = {
  /** Default: aws. */
  readonly provider: { readonly name: 'cloudflare' };
  readonly env: readonly ChartValue[];
  readonly sources: readonly string[];
  readonly domainFilters: readonly string[];
  /** Without one it takes the records of every other installation with none for its own. */
  readonly txtOwnerId: string;
  readonly txtPrefix: string;
  readonly policy?: string;
  readonly extraArgs: Readonly<Record<string, ChartValue>>;
  /** Default: none. */
  readonly resources: ChartValue;
};

/**
 * ExternalDNS: keeps a record at Cloudflare for each host of the exposures. It changes only records that it made itself.
 * @example
 * externalDns({
 *   cloudflare: { secret: 'cloudflare' },
 *   zones: ['example.com'],
 *   target: '203.0.113.7',
 * })
 */
export function externalDns(props: ExternalDnsProps): Component {
  return declareComponent({ kind: 'external-dns' }, externalDnsProps, props, (settings, { facts }) => {
    const { namespace, cloudflare, zones, sources, target } = settings;
    return planOf({
      provides: [dnsRecords],
      requires: sources.includes('gateway-httproute')
        ? [{ capability: gatewayApiDefinitions, why: 'for the kinds of its source gateway-httproute' }]
        : [],
      claims: [
        claim(recordKeepers, {
          ...{ prefix, zones, sources },
          ...(target !== undefined && { target: addressOrNameText(target) }),
        }),
      ],
      secrets: [
        {
          name: cloudflare.secret,
          keys: [cloudflare.key],
          why: tokenWhy,
        },
      ],
      // The chart brings it; nothing of ours writes such objects.
      defines: [{ group: 'externaldns.k8s.io', kind: 'DNSEndpoint', namespaced: true }],
      workloads: [
        {
          name: 'external-dns',
          pods: { 'app.kubernetes.io/name': 'external-dns', 'app.kubernetes.io/instance': release },
          listens: [{ name: 'http', port: 7979, transport: 'tcp', open: 'declared' }],
          connects: [
            kubernetesApi('read the hosts of exposures'),
            internet('api.cloudflare.com', 443, 'write records'),
          ],
          hostNetwork: false,
        },
      ],
      podSecurity: 'restricted',
      upstream: {
        kind: 'helm',
        ...charts.externalDns,
        release,
        values: valuesOf(settings, settings.owner ?? facts.name),
        creates: createdKinds({
          '': [
            'apiextensions.k8s.io/CustomResourceDefinition',
            'rbac.authorization.k8s.io/ClusterRole',
            'rbac.authorization.k8s.io/ClusterRoleBinding',
          ],
          [namespace]: ['/Service', '/ServiceAccount', 'apps/Deployment'],
        }),
        serverSideApply: false,
      },
      build: () => undefined,
    });
  });
}

function valuesOf(
  { cloudflare: { secret, key, proxied }, sources, zones, policy }: ExternalDnsSettings,
  owner: string,
): ExternalDnsValues {
  return {
    provider: { name: 'cloudflare' },
    env: [{ name: 'CF_API_TOKEN', valueFrom: { secretKeyRef: { name: secret, key } } }],
    sources,
    domainFilters: zones,
    txtOwnerId: owner,
    // A label of its own before the name: so the record of `example.com` itself stays in the zone, and none is in the way of a CNAME.
    txtPrefix: '_owner-%{record_type}.',
    ...(policy !== 'upsert-only' && { policy }),
    extraArgs: {
      // Not every server takes a record with an asterisk in the middle.
      'txt-wildcard-replacement': 'any-name-below',
      ...(proxied && { 'cloudflare-proxied': 'true' }),
    },
    resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '128Mi' } },
  };
}
