import { ciliumFacts, find, manifestsOf, planFrom, read } from '../../testing/facts';
import { expectGolden, yamlDocuments } from '../../testing/golden';
import { ciliumPolicies, type CiliumPoliciesProps } from '.';
import { ciliumNetwork } from './capabilities';

type Policy = {
  name: string;
  pods: Record<string, string>;
  from: { pods: Record<string, string>; namespace?: string }[];
  ports?: { port: number; protocol?: 'TCP' | 'UDP' | 'SCTP' }[];
  egress?: 'open' | 'closed';
};
const securePods: Policy = {
  name: 'secure-pods',
  pods: { app: 'secure-app' },
  from: [{ pods: { app: 'authorized-client' } }],
};

function policies(...written: readonly Policy[]) {
  const props: CiliumPoliciesProps = { name: 'secure', namespace: 'secure', policies: written };
  return ciliumPolicies(props);
}

test('golden of policies', () => {
  const component = policies(securePods, {
    name: 'database',
    pods: { app: 'database' },
    from: [{ pods: { app: 'api', tier: 'Front_End' } }, { pods: { app: 'backup' }, namespace: 'backups' }],
    ports: [{ port: 5432 }, { port: 5353, protocol: 'UDP' }],
    egress: 'closed',
  });
  expectGolden('cilium/policies.yaml', yamlDocuments(manifestsOf(component, ciliumFacts)));
});

test('no ports means all ports, and ports are texts', () => {
  const open = find(manifestsOf(policies(securePods), ciliumFacts), 'CiliumNetworkPolicy', 'secure-pods');
  expect(open).toHaveProperty('spec.ingress', [
    { fromEndpoints: [{ matchLabels: { app: 'authorized-client' } }] },
  ]);
  const narrow = policies({ ...securePods, ports: [{ port: 8080 }] });
  expect(find(manifestsOf(narrow, ciliumFacts), 'CiliumNetworkPolicy', 'secure-pods')).toHaveProperty(
    'spec.ingress.0.toPorts',
    [{ ports: [{ port: '8080', protocol: 'TCP' }] }],
  );
});

test('a client of another namespace is named with it, for a selector without one means the own', () => {
  const from = [{ pods: { app: 'client' }, namespace: 'elsewhere' }];
  const objects = manifestsOf(policies({ ...securePods, from }), ciliumFacts);
  expect(objects.map((object) => object.metadata.name)).toEqual(['secure-pods']);
  expect(objects[0]).toHaveProperty('spec.ingress.0.fromEndpoints.0.matchLabels', {
    app: 'client',
    'k8s:io.kubernetes.pod.namespace': 'elsewhere',
  });
});

test('a policy that says nothing of egress closes none: guarded pods and clients may connect everywhere', () => {
  const objects = manifestsOf(policies(securePods), ciliumFacts);
  expect(objects.length).toBe(2);
  for (const { spec } of objects) expect(spec).toMatchObject({ egress: [{ toEntities: ['all'] }] });
});

test('with egress closed, the way out of a client is opened with the look-up of names, and closes nothing else', () => {
  const name = 'secure-pods-from-authorized-client';
  const closed = policies({ ...securePods, egress: 'closed' });
  expect(
    find(manifestsOf(closed, ciliumFacts), 'CiliumNetworkPolicy', 'secure-pods').spec,
  ).not.toHaveProperty('egress');
  const spec = find(manifestsOf(closed, ciliumFacts), 'CiliumNetworkPolicy', name).spec;
  expect(spec).toMatchObject({
    endpointSelector: { matchLabels: { app: 'authorized-client' } },
    enableDefaultDeny: { egress: false },
    egress: [
      { toEndpoints: [{ matchLabels: { app: 'secure-app' } }] },
      { toPorts: [{ ports: [{ port: '53' }] }] },
    ],
  });
});

test('policies need a network plugin that knows them', () => {
  expect(planFrom(policies(securePods), ciliumFacts).requires).toEqual([
    { capability: ciliumNetwork, why: 'for the kind CiliumNetworkPolicy' },
  ]);
});

const at = 'small.components.secure.policies';

test.each<[string, Policy[], string[]]>([
  [
    'a policy without any source',
    [{ ...securePods, from: [] }],
    [`${at}.secure-pods.from: the list is empty; write who may connect`],
  ],
  [
    'an empty list of ports',
    [{ ...securePods, ports: [] }],
    [`${at}.secure-pods.ports: the list is empty; name a port, or drop ports to open all of them`],
  ],
  [
    'a port out of range',
    [{ ...securePods, ports: [{ port: 70000 }] }],
    [`${at}.secure-pods.ports[0].port: 70000 is not a valid port; write a whole number from 1 to 65535`],
  ],
  [
    'one name for two policies',
    [securePods, { ...securePods, from: [{ pods: { app: 'other' } }] }],
    [
      `${at}.secure-pods: two policies would be named "secure-pods"; give the policies other names, and name no client twice`,
    ],
  ],
])('%s is reported', (_, written, messages) => {
  expect(read(policies(...written), ciliumFacts).messages).toEqual(messages);
});
