import { cidrBounds, type Ipv4, ipv4ToNumber } from '../../values';
import { identityLabels } from './cilium-labels';
import type { Peer, Surroundings } from './peer';

/** A peer as the network plugin sees it from the other end. */
export interface Party {
  /** The same for all that no policy can tell apart. */
  readonly id: number;
  readonly kind: Peer['kind'];
  /** @default it lives in none */
  readonly namespace?: string;
  /** @default not known */
  readonly namespaceLabels?: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** Whether it may have labels beside these. */
  readonly moreLabels: boolean;
  /** Labels of nodes, which are not labels of pods. */
  readonly nodeLabels: Readonly<Record<string, string>>;
  /** What Cilium itself says of it. */
  readonly reserved: readonly string[];
  /** Addresses that its packets may bear. @default none that a block of addresses could match */
  readonly addresses?: Addresses;
  /** @default not known */
  readonly name?: string;
}

/** A range of addresses, as numbers. */
export interface Addresses {
  readonly first: number;
  readonly last: number;
}

/** How a peer stands to the other end. */
export interface Standing {
  /** Whether it is the node that the other end runs on. */
  readonly near: boolean;
  /** Whether it opens the connection. */
  readonly sends: boolean;
}

/** Makes parties of peers. The same peer in the same standing is the same party. */
export function partyMaker(surroundings: Surroundings): (peer: Peer, standing: Standing) => Party {
  const kept = Array.from({ length: 4 }, () => new Map<Peer, Party>());
  const ids = new Map<string, number>();
  return (peer, standing) => {
    const parties = kept[Number(standing.near) * 2 + Number(standing.sends)];
    const earlier = parties?.get(peer);
    if (earlier !== undefined) return earlier;
    const seen = seenAs(peer, standing, surroundings);
    const key = JSON.stringify(seen);
    const id = ids.get(key) ?? ids.size;
    ids.set(key, id);
    const party = { id, ...seen };
    parties?.set(peer, party);
    return party;
  };
}

function seenAs(peer: Peer, standing: Standing, surroundings: Surroundings): Omit<Party, 'id'> {
  const cilium = surroundings.plugin === 'cilium';
  const nothing = { kind: peer.kind, labels: {}, moreLabels: false, nodeLabels: {}, reserved: [] };
  switch (peer.kind) {
    case 'pod': {
      const { namespace, namespaceLabels, labels, moreLabels = false, address } = peer;
      return {
        ...nothing,
        namespace,
        ...(namespaceLabels !== undefined && { namespaceLabels }),
        labels: cilium ? identityLabels(labels) : labels,
        moreLabels,
        // Cilium's CIDRs never match pods or nodes. kube-router compares the addresses of packets, whosever they are.
        ...(!cilium && { addresses: address === undefined ? podNetwork(surroundings) : only(address) }),
      };
    }
    case 'node':
      return {
        ...nothing,
        nodeLabels: peer.labels,
        reserved: [
          standing.near ? 'host' : 'remote-node',
          ...(peer.role === 'server' ? ['kube-apiserver'] : []),
        ],
        // What a node sends to another node's pods bears the address of its VXLAN device, the first of its share of the pods'.
        ...(!cilium && { addresses: standing.sends ? podNetwork(surroundings) : only(peer.address) }),
      };
    case 'proxy':
      return { ...nothing, reserved: ['ingress'] };
    case 'address':
      return {
        ...nothing,
        reserved: ['world'],
        addresses: only(peer.address),
        ...(peer.name !== undefined && { name: peer.name }),
      };
  }
}

function only(address: Ipv4): Addresses {
  const number = ipv4ToNumber(address);
  return { first: number, last: number };
}

function podNetwork({ pods }: Surroundings): Addresses {
  return cidrBounds(pods);
}
