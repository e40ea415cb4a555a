import type { KubeObject } from '../committed';
import type { NodePeer, PodPeer } from '../../../lib/network/policy';
import { addressAt, type Cidr, type Ipv4, parseCidr, parseIpv4, valueOf } from '../../../lib/values';

/** A pod that has a place: everything that policies may look at is known of it. */
export type PlacedPod = PodPeer & Required<Omit<PodPeer, 'moreLabels'>>;

/** A cluster in which NetworkPolicies are enforced. */
export interface PolicyCluster {
  readonly pods: readonly PlacedPod[];
  readonly policies: readonly KubeObject[];
  /** Addresses outside, which one machine has. */
  readonly outside: readonly Ipv4[];
}

/** A node, and where its pods live. */
export interface PolicyNode {
  readonly peer: NodePeer;
  readonly pods: Cidr;
}

const address = (text: string) => valueOf(parseIpv4(text));
const network = (text: string) => valueOf(parseCidr(text));

/** The pod network of the cluster. */
export const podNetwork = network('10.42.0.0/16');

/** The network of Services, as k3s has it. */
export const serviceNetwork = '10.43.0.0/16';

/** The machines' network, the address of the machine outside there, and that at which nodes reach the API server. */
export const machines = {
  network: network('192.0.2.0/24'),
  outside: address('192.0.2.1'),
  api: address('192.0.2.2'),
};

/** The nodes. */
export const policyNodes: readonly [PolicyNode, PolicyNode] = [
  {
    peer: { kind: 'node', name: 'ada', address: address('192.0.2.11'), role: 'server', labels: {} },
    pods: network('10.42.0.0/17'),
  },
  {
    peer: { kind: 'node', name: 'bob', address: address('192.0.2.12'), role: 'agent', labels: {} },
    pods: network('10.42.128.0/17'),
  },
];

/** The node of a name. */
export function nodeNamed(name: string): PolicyNode {
  const found = policyNodes.find(({ peer }) => peer.name === name);
  if (found === undefined) throw new Error(`the node ${name} is not one of the policy network's`);
  return found;
}

/**
 * An address for a pod on a node. Blocks of eight addresses are told apart, so that a small network can hold the pods of one case.
 * @param block 1 or more: the first block has the node's own addresses
 * @param offset 0 to 7
 */
export function podAddress(node: string, block: number, offset: number): Ipv4 {
  return addressAt(nodeNamed(node).pods, block * 8 + offset);
}
