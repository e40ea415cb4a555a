import { type Cidr, cidrBounds, everywhere, type Ipv4, ipv4ToNumber } from '../../values';
import type { Addresses, PolicyDialect, SeenPeer, Standing } from './dialect';
import type { Peer } from './peer';

/**
 * NetworkPolicies as the pages of Kubernetes have them, and nothing else: the dialect of a plugin that says nothing of its own.
 * What those pages leave to the plugin is taken from plugins that filter packets by their addresses.
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export const portable: PolicyDialect = {
  reader: () => () => undefined,
  passesOver: () => false,
  enforced: (policy) => policy,
  seenAs,
  exclusionTakesInOthers: false,
  guardsNodes: false,
  opensOwnNode: () => undefined,
};

function seenAs(peer: Peer, { sends }: Standing, pods: Cidr): SeenPeer {
  switch (peer.kind) {
    case 'pod': {
      const { address } = peer;
      return { ...seenPod(peer), addresses: address === undefined ? cidrBounds(pods) : only(address) };
    }
    case 'node':
      // What a node sends to pods has its own address, or that of its tunnel: which one is up to the plugin.
      return { ...seenNode(peer), addresses: sends ? cidrBounds(everywhere) : only(peer.address) };
    case 'proxy':
      return nothingOf('proxy');
    case 'address':
      return seenAddress(peer);
  }
}

/** A peer of which nothing is seen. */
export function nothingOf(kind: Peer['kind']): SeenPeer {
  return { kind, labels: {}, moreLabels: false, nodeLabels: {}, reserved: [], entities: [] };
}

/** Pods, by their labels. */
export function seenPod(pod: Extract<Peer, { readonly kind: 'pod' }>): SeenPeer {
  const { namespace, namespaceLabels, labels, moreLabels = false } = pod;
  return {
    ...nothingOf('pod'),
    namespace,
    ...(namespaceLabels !== undefined && { namespaceLabels }),
    labels,
    moreLabels,
  };
}

/** A node, by its labels. */
export function seenNode({ labels }: Extract<Peer, { readonly kind: 'node' }>): SeenPeer {
  return { ...nothingOf('node'), nodeLabels: labels };
}

/** A machine outside, by its address and name. */
export function seenAddress({ address, name }: Extract<Peer, { readonly kind: 'address' }>): SeenPeer {
  return { ...nothingOf('address'), addresses: only(address), ...(name !== undefined && { name }) };
}

function only(address: Ipv4): Addresses {
  const number = ipv4ToNumber(address);
  return { first: number, last: number };
}
