import { host, type FactsInput } from '../../inventory';
import { factsFrom, flannelFacts } from '../../testing/facts';
import { parseShape } from '../../values';
import { k3sConfigFile } from './config-file';
import { k3sModule } from './nixos-module';
import { k3sProps, type K3sSettings } from './props';
import { nodeSettings } from './settings';
import { haproxy } from '../../machines';

const servers: FactsInput['nodes'] = [
  { name: 'ada', address: '192.0.2.11', role: 'server' },
  { name: 'bob', address: '192.0.2.12', role: 'server', labels: { 'storage-type': 'nvme' } },
  { name: 'cyd', address: '192.0.2.13', role: 'server' },
];

/** Settings of k3s with everything that it brings, or with less. */
function settingsOf(changes: object = {}): K3sSettings {
  const written = { version: 'v1.33.5+k3s1', networkPlugin: 'flannel', ...changes };
  const settings = parseShape(k3sProps, written, 'k3s', () => undefined);
  if (settings === undefined) throw new Error('the settings have not their shape');
  return settings;
}
const settings = settingsOf();

/** The flags of k3s on each node, in the order of the nodes. */
function flagsOf(changes: object): readonly string[][] {
  const facts = factsFrom(flannelFacts);
  return facts.nodes.map((node) =>
    nodeSettings(node, facts, settingsOf(changes)).options.map(({ name, value }) =>
      value === true ? name : `${name}=${[value].flat().join(',')}`,
    ),
  );
}

const pinned = ['cluster-cidr=10.42.0.0/16', 'service-cidr=10.43.0.0/16', 'cluster-dns=10.43.0.10'];

test.each([
  ['Flannel and kube-proxy as k3s brings them', { networkPlugin: 'flannel' }, []],
  [
    'another plugin beside kube-proxy',
    { networkPlugin: 'none' },
    ['flannel-backend=none', 'disable-network-policy'],
  ],
  [
    'another plugin in the place of kube-proxy',
    { networkPlugin: 'none', kubeProxy: false },
    ['flannel-backend=none', 'disable-network-policy', 'disable-kube-proxy'],
  ],
  [
    'another load balancer',
    { networkPlugin: 'flannel', disable: ['servicelb', 'traefik'] },
    ['disable=servicelb,traefik'],
  ],
] as const)('a server has the flags for %s, and an agent has none of them', (_, changes, expected) => {
  const [server, agent] = flagsOf(changes);
  expect(server).toEqual([
    'node-name=ada',
    'node-ip=192.0.2.11',
    ...pinned,
    'tls-san=192.0.2.11',
    ...expected,
  ]);
  expect(agent).toEqual(['node-name=bob', 'node-ip=192.0.2.12', 'node-label=storage-type=nvme']);
});

const joined = (input: FactsInput) => {
  const facts = factsFrom(input);
  return facts.nodes.map((node) => nodeSettings(node, facts, settings).server);
};

test('a lone server joins no other, and agents join it', () => {
  expect(joined(flannelFacts)).toEqual([undefined, 'https://192.0.2.11:6443', 'https://192.0.2.11:6443']);
});

test('each of several servers joins another one, the first one too: its disk may be replaced', () => {
  const facts = { ...flannelFacts, nodes: servers };
  expect(joined(facts)).toEqual([
    'https://192.0.2.12:6443',
    'https://192.0.2.11:6443',
    'https://192.0.2.11:6443',
  ]);
  expect(joined({ ...facts, api: { host: 'cyd' } })).toEqual([
    'https://192.0.2.13:6443',
    'https://192.0.2.13:6443',
    'https://192.0.2.11:6443',
  ]);
});

test('no server begins a cluster by its configuration: k3s would do so whenever its data is gone', () => {
  const facts = factsFrom({ ...flannelFacts, nodes: servers });
  for (const node of facts.nodes) {
    expect(k3sConfigFile(node, facts, settings)).not.toMatch(/^cluster-init/m);
    expect(k3sModule(node, facts, settings)).not.toContain('clusterInit');
  }
});

test('on NixOS, what a server joins is in a file that can be left out once, and no flag', () => {
  const facts = factsFrom({ ...flannelFacts, nodes: servers });
  const [ada] = facts.nodes;
  const text = ada === undefined ? '' : k3sModule(ada, facts, settings);
  expect(text).toContain(
    'environment.etc."rancher/k3s/config.yaml".text = "server: \\"https://192.0.2.12:6443\\"\\n";',
  );
  expect(text).not.toContain('serverAddr');
});

test('behind a balancer, nodes join by its address in their network, and certificates name each of its addresses', () => {
  const balancer = host({
    name: 'gate',
    description: 'balancer',
    interfaces: [
      { name: 'eth0', network: 'uplink', address: '198.51.100.9' },
      { name: 'eth1', network: 'nodes', address: '192.0.2.1' },
    ],
    programs: [haproxy()],
  });
  const facts = factsFrom({
    ...flannelFacts,
    api: { host: 'gate', port: 7443 },
    networks: { ...flannelFacts.networks, uplink: { cidr: '198.51.100.0/24' } },
    nodes: servers,
    hosts: [balancer.input],
  });
  const [first, second] = facts.nodes.map((node) => k3sConfigFile(node, facts, settings));
  expect(second).toContain('server: "https://192.0.2.1:7443"\n');
  for (const text of [first, second])
    expect(text).toContain('tls-san:\n  - "198.51.100.9"\n  - "192.0.2.1"\n');
});

test('labels that k3s or the kubelet sets are not given: the kubelet would refuse to start', () => {
  const facts = factsFrom(flannelFacts);
  for (const node of facts.nodes)
    expect(k3sConfigFile(node, facts, settings)).not.toMatch(/node-role|kubernetes\.io/);
});

test('the token is named by its file', () => {
  const facts = factsFrom(flannelFacts);
  for (const node of facts.nodes) {
    const text = k3sConfigFile(node, facts, settings);
    expect(text).toContain('token-file: "/etc/rancher/k3s/token"\n');
    expect(text).not.toMatch(/^(agent-)?token:/m);
  }
});

test('a configuration file is as it was last read by a person', () => {
  const facts = factsFrom({ ...flannelFacts, nodes: servers });
  const [, bob] = facts.nodes;
  expect(bob === undefined ? '' : k3sConfigFile(bob, facts, settings)).toBe(
    `# Written by asterism from the description of cluster small. Change it there and run npm run synth;
# edits in this file are lost.
# On bob this is /etc/rancher/k3s/config.yaml; \`k3s server\` reads it when it starts.

# Read while this server has no datastore: it joins, and never begins a second cluster by itself.
server: "https://192.0.2.11:6443"
token-file: "/etc/rancher/k3s/token"
node-name: "bob"
node-ip: "192.0.2.12"
node-label:
  - "storage-type=nvme"
cluster-cidr: "10.42.0.0/16"
service-cidr: "10.43.0.0/16"
cluster-dns: "10.43.0.10"
tls-san:
  - "192.0.2.11"
`,
  );
});
