import { findingsIn } from '../../check';
import { type ClusterInput, defineCluster } from '../../plan';
import { bundled, planned, smallCluster } from '../../testing/clusters';
import { planFrom } from '../../testing/facts';
import { field } from '../../testing/field';
import { gatewayCluster, routedApp } from '../../testing/gateways';
import { expectGolden, yamlDocuments } from '../../testing/golden';
import { policiesOf } from '../../testing/policies';
import { untyped } from '../../testing/untyped';
import { problemText } from '../../values';
import { app } from '../app';
import { clusterGateway } from '../cluster-gateway';
import { externalDns } from '.';
import { everything, secrets } from './fixture';
import type { ExternalDnsProps } from './props';

const base: ExternalDnsProps = { cloudflare: { secret: 'cloudflare' }, zones: ['example.com'] };
const prefix = 'external-dns.alpha.kubernetes.io';

const mail = (...hosts: readonly [string, ...string[]]) =>
  app({
    name: 'mail',
    image: 'registry.example.com/mail:2.0.0',
    ports: { smtp: 2525 },
    exposure: { kind: 'loadBalancer', hosts: [...hosts] },
  });

/** A cluster with a Gateway, one host behind it, and what else is listed. */
function reached(...components: Parameters<typeof gatewayCluster>[0]): ClusterInput {
  const cluster = gatewayCluster([
    clusterGateway(),
    routedApp('shop', { hosts: ['shop.example.com'] }),
    ...components,
  ]);
  return { ...cluster, secrets: { ...cluster.secrets, ...secrets } };
}

const problemsOf = (input: ClusterInput) => defineCluster(input).problems.map(problemText);

function annotationsOf(input: ClusterInput, kind: string, name: string): unknown {
  const found = bundled(input).objects.find(
    ({ object }) => object.kind === kind && object.metadata.name === name,
  );
  return field(found, 'object', 'metadata', 'annotations');
}

test('golden of external-dns with everything', () => {
  const { upstream, workloads } = planFrom(externalDns({ ...everything }));
  expectGolden('external-dns/everything.yaml', yamlDocuments([upstream, { workloads }]));
});

test('a cluster with it has no problem and no finding, and its policy opens the API and Cloudflare only', () => {
  const cluster = reached(externalDns(base));
  expect(problemsOf(cluster)).toEqual([]);
  expect(findingsIn(bundled(cluster))).toEqual([]);
  const policies = policiesOf(planned(cluster)).filter(
    ({ metadata }) => metadata.namespace === 'external-dns',
  );
  const text = JSON.stringify(policies);
  expect(text).toContain('api.cloudflare.com');
  expect([...text.matchAll(/"port":"?(\d+)/g)].map(([, port]) => port).sort()).toEqual(
    expect.arrayContaining(['443']),
  );
  expect(text).not.toContain('7979');
});

test('records are those of the cluster, unless an owner is written', () => {
  const ownerOf = (props: ExternalDnsProps) =>
    field(planFrom(externalDns(props)).upstream, 'values', 'txtOwnerId');
  expect(ownerOf(base)).toBe('small');
  expect(ownerOf({ ...base, owner: 'home' })).toBe('home');
});

test('records lead to the public address where one is written: of routes by the Gateway, of Services by themselves', () => {
  const dns = externalDns({
    ...base,
    target: '203.0.113.7',
    sources: ['gateway-httproute', 'service'],
  });
  const cluster = reached(dns, mail('mail.example.com', 'smtp.example.com'));
  expect(problemsOf(cluster)).toEqual([]);
  expect(annotationsOf(cluster, 'Gateway', 'gateway')).toMatchObject({ [`${prefix}/target`]: '203.0.113.7' });
  expect(annotationsOf(cluster, 'Service', 'mail-outside')).toEqual({
    [`${prefix}/hostname`]: 'mail.example.com,smtp.example.com',
    [`${prefix}/target`]: '203.0.113.7',
  });
});

test('without a public address nothing but the hosts of a Service is written: records lead to what serves them', () => {
  const dns = externalDns({ ...base, sources: ['gateway-httproute', 'service'] });
  const cluster = reached(dns, mail('mail.example.com'));
  expect(annotationsOf(cluster, 'Gateway', 'gateway')).not.toHaveProperty([`${prefix}/target`]);
  expect(annotationsOf(cluster, 'Service', 'mail-outside')).toEqual({
    [`${prefix}/hostname`]: 'mail.example.com',
  });
});

const at = 'small.components.external-dns';
const missing = (source: string, hosts: string) =>
  `${at}.sources: does not contain "${source}", from which the records of ${hosts} come; add "${source}"`;

test.each<readonly [string, ClusterInput, readonly string[]]>([
  [
    'hosts of a Gateway without its source',
    reached(externalDns({ ...base, sources: ['ingress'] })),
    [missing('gateway-httproute', 'shop.example.com')],
  ],
  [
    'hosts of Services without theirs',
    reached(externalDns(base), mail('mail.example.com', 'smtp.example.com')),
    [missing('service', 'mail.example.com and smtp.example.com')],
  ],
  [
    'a host of a Service outside every zone',
    reached(
      externalDns({ ...base, sources: ['gateway-httproute', 'service'] }),
      mail('mail.example.com', 'mail.example.org'),
    ),
    [
      'small.components.mail.exposure.hosts[1]: "mail.example.org" is outside example.com, so no record leads to it; choose a name in example.com, or add its zone to external-dns',
    ],
  ],
  [
    'two of them',
    reached(
      externalDns(base),
      externalDns({ ...base, name: 'second', namespace: 'external-dns', zones: ['home.example.com'] }),
    ),
    [
      'small.components: external-dns and second both provide dns-records: objects of both would have the same names; keep one of them',
    ],
  ],
  [
    'hosts of a Service where nothing keeps records',
    { ...reached(mail('mail.example.com')), secrets: gatewayCluster([]).secrets ?? {} },
    [
      'small.components.mail: needs dns-records for the records of its hosts, which nothing in the cluster provides; list externalDns()',
    ],
  ],
  [
    'the source of Gateways without their definitions',
    smallCluster([externalDns(base)], { secrets }),
    [
      'small.components.external-dns: needs gateway-api-definitions for the kinds of its source gateway-httproute, which nothing in the cluster provides; list gatewayApi()',
    ],
  ],
  [
    'a zone with an asterisk, and no source',
    reached(untyped(externalDns)({ ...base, zones: ['*.example.com'], sources: [] })),
    [
      `${at}.zones[0]: "*.example.com" is not a domain name; write the zone at Cloudflare, such as example.com`,
      `${at}.sources: the list is empty; write a source`,
    ],
  ],
])('%s', (_, input, messages) => {
  expect(problemsOf(input)).toEqual(messages);
});
