import type { KubeObject } from '../../component';
import type { FactsInput } from '../../inventory';
import { ciliumFacts, find, flannelFacts, manifestsOf, planFrom, read } from '../../testing/facts';
import { expectGolden, yamlDocuments } from '../../testing/golden';
import { coredns } from './coredns';
import type { CorednsProps } from './props';
import { dns } from '../../machines';

const resolver = {
  name: 'resolver',
  description: 'name server',
  interfaces: [{ name: 'eth0', address: '198.51.100.53' }],
  programs: [dns({ port: 5353 })],
};
const database = {
  name: 'db',
  description: 'PostgreSQL',
  interfaces: [{ name: 'eth0', network: 'nodes', address: '192.0.2.20' }],
};
const withResolver = (facts: FactsInput): FactsInput => ({ ...facts, hosts: [database, resolver] });
const k3s: CorednsProps = {
  mode: 'k3s',
  zones: [{ zone: 'corp.example.com', forward: ['resolver', '198.51.100.7'] }],
};
const replace: CorednsProps = { mode: 'replace', upstream: ['resolver'] };

test.each([
  ['k3s', k3s, withResolver(flannelFacts)],
  ['replace', replace, withResolver(ciliumFacts)],
  ['replace-node-resolver', { mode: 'replace', replicas: 1, zone: 'home.example.com' } as const, ciliumFacts],
])('golden: %s', (name, props, facts) => {
  expectGolden(`coredns/${name}.yaml`, yamlDocuments(manifestsOf(coredns(props), facts)));
});

test('in k3s mode nothing but coredns-custom is shipped', () => {
  const objects = manifestsOf(coredns({ mode: 'k3s' }));
  expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`)).toEqual(
    ['ConfigMap kube-system/coredns-custom'],
  );
});

test('no object has a name that k3s writes at every start, except the Service of the cluster', () => {
  const names = manifestsOf(coredns(replace), withResolver(ciliumFacts)).map(({ metadata }) => metadata.name);
  expect(new Set(names)).toEqual(new Set(['cluster-dns', 'kube-dns']));
});

test('hosts stands once in a block, and reads no file of the pod', () => {
  for (const block of blocks(replace)) {
    const hosts = block.split('\n').filter((line) => line.trim().startsWith('hosts '));
    expect(hosts.length).toBeLessThanOrEqual(1);
    for (const line of hosts) expect(line.trim()).toBe('hosts /dev/null {');
  }
});

test('unknown names of the own zone are answered there and do not leak to another name server', () => {
  for (const props of [k3s, replace]) {
    const own = blocks(props).filter((block) => block.startsWith('small.internal:53'));
    expect(own).toHaveLength(1);
    expect(own[0]).toMatch(/fallthrough\n {4}\}\n {4}file \S+\/small\.internal\.zone small\.internal\n/);
    expect(own[0]).not.toContain('forward');
    expect(filesOf(props)['small.internal.zone']).toMatch(
      /^\$ORIGIN small\.internal\.\n@ 60 IN SOA .*\n@ 60 IN TXT /,
    );
  }
});

test('k3s knows its nodes in reverse, so only hosts are added', () => {
  expect(blocks(k3s)[0]?.split('\n')[0]).toBe(
    'small.internal:53 20.2.0.192.in-addr.arpa:53 53.100.51.198.in-addr.arpa:53 {',
  );
});

test('short names and reverse look-ups are answered beside what Kubernetes answers', () => {
  const [main = ''] = blocks(replace);
  expect(main).toContain('        192.0.2.11 ada.small.internal ada\n');
  expect(main).toContain('    kubernetes cluster.local in-addr.arpa ip6.arpa {\n        pods insecure\n');
});

test('without an upstream the name servers of the node are asked', () => {
  expect(blocks({ mode: 'replace' })[0]).toContain('    forward . /etc/resolv.conf\n');
  expect(blocks(replace)[0]).toContain('    forward . 198.51.100.53:5353\n');
});

test('listens on port 53 itself: policies see ports after the Service is translated, and those of all pods open 53', () => {
  const service: unknown = find(manifestsOf(coredns(replace), withResolver(ciliumFacts)), 'Service')['spec'];
  expect(service).toMatchObject({
    clusterIP: '10.43.0.10',
    ports: [
      { name: 'dns', port: 53, protocol: 'UDP', targetPort: 'dns' },
      { name: 'dns-tcp', port: 53, protocol: 'TCP', targetPort: 'dns-tcp' },
      { name: 'metrics', port: 9153, protocol: 'TCP', targetPort: 'metrics' },
    ],
  });
  const [workload] = planFrom(coredns(replace), withResolver(ciliumFacts)).workloads;
  expect(workload?.pods).toMatchObject({ 'k8s-app': 'kube-dns' });
  expect(workload?.listens.filter(({ open }) => open === 'cluster')).toEqual([
    { name: 'dns', port: 53, transport: 'udp', open: 'cluster' },
    { name: 'dns-tcp', port: 53, transport: 'tcp', open: 'cluster' },
  ]);
});

test('asks a host of the inventory over udp and tcp, on the port that the host declares', () => {
  const [workload] = planFrom(coredns(replace), withResolver(ciliumFacts)).workloads;
  const hosts = workload?.connects.flatMap(({ to }) => (to.kind === 'endpoint' ? [to.endpoint] : []));
  const owner = { kind: 'host', host: 'resolver' };
  expect(hosts).toEqual([
    { protocol: 'dns', transport: 'udp', port: 5353, owner },
    { protocol: 'dns', transport: 'tcp', port: 5353, owner },
  ]);
});

test('serves the cluster only when it replaces what k3s ships', () => {
  expect(planFrom(coredns({ mode: 'k3s' })).provides).toEqual([]);
  expect(planFrom(coredns({ mode: 'replace' }), ciliumFacts).provides).toMatchObject([
    { role: 'cluster DNS' },
  ]);
});

const at = 'small.components.coredns';
const loops =
  'leads back to CoreDNS itself, whose loop plugin then ends the process; write the address of a name server outside the cluster';
test.each<[string, CorednsProps, string[]]>([
  [
    'a loopback resolver ends the process',
    { mode: 'replace', upstream: ['127.0.0.53', '10.43.0.10'] },
    [`${at}.upstream[0]: "127.0.0.53" ${loops}`, `${at}.upstream[1]: "10.43.0.10" ${loops}`],
  ],
  [
    'a host that serves no DNS',
    { mode: 'replace', upstream: ['db'] },
    [`${at}.upstream[0]: host "db" serves no DNS; add dns() to programs of db, or name another host`],
  ],
  [
    'neither address nor host',
    { mode: 'replace', upstream: ['resolvr'] },
    [`${at}.upstream[0]: no host of the cluster is named "resolvr"; write an address, or one of resolver`],
  ],
  [
    'a zone twice',
    { mode: 'k3s', zones: [{ zone: 'small.internal', forward: ['198.51.100.7'] }] },
    [`${at}.zones[0].zone: "small.internal" is served twice, which CoreDNS refuses; keep one of them`],
  ],
  [
    "Kubernetes' own zone",
    { mode: 'k3s', zone: 'nodes.cluster.local' },
    [
      `${at}.zone: "nodes.cluster.local" belongs to Kubernetes, whose Services would no longer be found; choose a zone outside it`,
    ],
  ],
  [
    'a zone that does not exist',
    { mode: 'k3s', zones: [{ zone: 'corp.example.com', forward: [] }] },
    [`${at}.zones[0].forward: the list is empty; name the servers that know the zone`],
  ],
])('refuses %s', (_, props, messages) => {
  expect(read(coredns(props), withResolver(flannelFacts)).messages).toEqual(messages);
});

test('a quantity is read with the plan, before anything is made from it', () => {
  const { messages } = read(coredns({ mode: 'replace', cpu: '1000m' }), ciliumFacts);
  expect(messages).toHaveLength(1);
  expect(messages[0]).toMatch(/^small\.components\.coredns\.cpu: "1000m" .*; write "1"$/);
});

function filesOf(props: CorednsProps): Record<string, string> {
  const map: KubeObject = find(manifestsOf(coredns(props), withResolver(flannelFacts)), 'ConfigMap');
  return Object.fromEntries(Object.entries(map['data'] ?? {}).map(([key, text]) => [key, String(text)]));
}

function blocks(props: CorednsProps): string[] {
  const files = filesOf(props);
  return (files['Corefile'] ?? files['asterism.server'] ?? '').split(/\n(?=\S+:53 )/);
}
