import type { Component, Destination } from '../../component';
import { type ClusterInput, defineCluster } from '../../plan';
import { nixosBase } from '../../plan/fixtures/base';
import { ciliumCluster, planned, smallCluster } from '../../testing/clusters';
import { caller, networkPlugin } from '../../testing/components';
import { find } from '../../testing/facts';
import { dialectOf } from '../../testing/dialects';
import { field } from '../../testing/field';
import { policiesOf } from '../../testing/policies';
import { bundleOf } from '../../synth';
import { findingsIn } from '../../check';
import type { Outside } from '../../values';
import { readPolicies } from '../policy';
import { ruleText } from '../firewall/rule-text';

type To = Extract<Destination, { readonly kind: 'internet' | 'nodes' }>;

/** What one kind of destination becomes. */
interface Expected {
  readonly to: To;
  /** The peer in a CiliumNetworkPolicy. */
  readonly cilium: object;
  /** The block in a NetworkPolicy of Kubernetes; nodes are a block each. */
  readonly block: object;
  /** What the packet filter of a node compares. */
  readonly filter: string;
}

const inside = ['10.42.0.0/16', '10.43.0.0/16', '192.0.2.11/32', '192.0.2.12/32', '192.0.2.13/32'];
const everything = { cidr: '0.0.0.0/0', except: inside };
const notInside = 'ip daddr != { 10.42.0.0/16, 10.43.0.0/16, 192.0.2.11, 192.0.2.12, 192.0.2.13 }';

/** Every kind that there is; TypeScript misses one that is left out. */
const kinds: Record<Outside['kind'] | 'nodes', readonly Expected[]> = {
  anywhere: [
    {
      to: { kind: 'internet', host: '*', port: 443 },
      cilium: { toEntities: ['world'] },
      block: everything,
      filter: notInside,
    },
  ],
  name: [
    {
      to: { kind: 'internet', host: 'git.example.com', port: 443 },
      cilium: { toFQDNs: [{ matchName: 'git.example.com' }] },
      block: everything,
      filter: notInside,
    },
  ],
  pattern: [
    {
      to: { kind: 'internet', host: '*.example.com', port: 443 },
      cilium: { toFQDNs: [{ matchPattern: '*.example.com' }] },
      block: everything,
      filter: notInside,
    },
  ],
  network: [
    {
      to: { kind: 'internet', host: '198.51.100.30', port: 2049 },
      cilium: { toCIDR: ['198.51.100.30/32'] },
      block: { cidr: '198.51.100.30/32' },
      filter: 'ip daddr 198.51.100.30',
    },
    {
      to: { kind: 'internet', host: '192.0.2.30', port: 2049 },
      cilium: { toCIDR: ['192.0.2.30/32'] },
      block: { cidr: '192.0.2.30/32' },
      filter: 'ip daddr 192.0.2.30',
    },
    {
      to: { kind: 'internet', host: '192.0.2.0/24', port: 161 },
      cilium: { toCIDR: ['192.0.2.0/24'] },
      block: { cidr: '192.0.2.0/24', except: inside.slice(2) },
      filter: 'ip daddr 192.0.2.0/24 ip daddr != { 192.0.2.11, 192.0.2.12, 192.0.2.13 }',
    },
    {
      to: { kind: 'internet', host: '10.0.0.0/8', port: 514 },
      cilium: { toCIDR: ['10.0.0.0/8'] },
      block: { cidr: '10.0.0.0/8', except: inside.slice(0, 2) },
      filter: 'ip daddr 10.0.0.0/8 ip daddr != { 10.42.0.0/16, 10.43.0.0/16 }',
    },
  ],
  nodes: [
    {
      to: { kind: 'nodes', port: 9100 },
      cilium: { toEntities: ['host', 'remote-node'] },
      block: { cidr: '192.0.2.11/32' },
      filter: 'ip daddr { 192.0.2.11, 192.0.2.12, 192.0.2.13 }',
    },
  ],
};
const destinations = Object.values(kinds).flat();

/** Ports and transports, with what they become. */
const ports = [
  {
    written: { port: 8443 },
    cilium: { port: '8443', protocol: 'TCP' },
    block: { port: 8443, protocol: 'TCP' },
    filter: 'tcp dport 8443',
  },
  {
    written: { port: 514, transport: 'udp' },
    cilium: { port: '514', protocol: 'UDP' },
    block: { port: 514, protocol: 'UDP' },
    filter: 'udp dport 514',
  },
  {
    written: { port: 38412, transport: 'sctp' },
    cilium: { port: '38412', protocol: 'SCTP' },
    block: { port: 38412, protocol: 'SCTP' },
    filter: 'sctp dport 38412',
  },
  {
    written: { port: { first: 9100, last: 9200 } },
    cilium: { port: '9100', endPort: 9200, protocol: 'TCP' },
    block: { port: 9100, endPort: 9200, protocol: 'TCP' },
    filter: 'tcp dport 9100-9200',
  },
] as const;

const rows = destinations.flatMap((expected) =>
  ports.map((port) => {
    const to: To = { ...expected.to, ...port.written };
    return [`${to.kind === 'nodes' ? 'nodes' : to.host} on ${port.filter}`, to, expected, port] as const;
  }),
);

const calling = (to: Destination): Component => caller('shop', [{ to, why: 'fetch' }]);

/** The small cluster with a Cilium that carries SCTP. */
function withCilium(components: readonly Component[]): ClusterInput {
  const [, ...others] = ciliumCluster(components).components;
  return { ...ciliumCluster(components), components: [networkPlugin(true), ...others] };
}

describe.each(rows)('%s', (_, to, { cilium, block, filter }, port) => {
  test('is opened by a CiliumNetworkPolicy', () => {
    const policies = policiesOf(planned(withCilium([calling(to)])));
    const egress = field(find(policies, 'CiliumNetworkPolicy')['spec'], 'egress');
    expect(egress).toContainEqual({ ...cilium, toPorts: [{ ports: [port.cilium] }] });
    // What Cilium refuses of a policy, the reader of policies reports.
    readPolicies(policies, dialectOf('cilium'), unexpected);
  });

  test('is opened by a NetworkPolicy', () => {
    const policies = policiesOf(planned(smallCluster([calling(to)])));
    const egress = field(find(policies, 'NetworkPolicy', 'shop-caller')['spec'], 'egress');
    expect(field(egress, 0, 'ports')).toEqual([port.block]);
    expect(field(egress, 0, 'to', 0)).toEqual({ ipBlock: block });
    readPolicies(policies, dialectOf('flannel'), unexpected);
  });

  test('gets through the packet filters of nodes, by rules that it needs', () => {
    const { plan } = defineCluster({ ...nixosBase, components: [...nixosBase.components, calling(to)] });
    if (plan === undefined) throw new Error('no plan');
    const bundle = bundleOf(plan, new Map());
    expect(findingsIn(bundle)).toEqual([]);
    const forward = bundle.hosts.topology.machines
      .filter(({ name }) => name === 'ada')
      .flatMap(({ tables }) => tables.filter(({ name }) => name === 'asterism'))
      .flatMap(({ chains }) => chains.filter(({ name }) => name === 'forward'))
      .flatMap(({ rules }) => rules.map(ruleText));
    expect(forward).toContainEqual(
      expect.stringMatching(
        new RegExp(
          `^iifname "cni0" ip saddr 10\\.42\\.0\\.0/16 ${escaped(`${filter} ${port.filter}`)} accept`,
        ),
      ),
    );
  });
});

function escaped(text: string): string {
  return text.replaceAll(/[.{}!]/g, '\\$&');
}

function unexpected(problem: { readonly reason: string }): void {
  throw new Error(problem.reason);
}

test('a pattern needs the DNS proxy that teaches Cilium its addresses; an address does not', () => {
  const egressTo = (to: To) =>
    JSON.stringify(find(policiesOf(planned(withCilium([calling(to)]))), 'CiliumNetworkPolicy'));
  expect(egressTo({ kind: 'internet', host: '*.example.com', port: 443 })).toContain(
    '"dns":[{"matchPattern":"*"}]',
  );
  expect(egressTo({ kind: 'internet', host: '192.0.2.30', port: 443 })).not.toContain('"dns"');
});
