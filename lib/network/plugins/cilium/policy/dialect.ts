import type { PolicyDialect, SeenPeer, Standing } from '../../../policy/dialect';
import type { Peer } from '../../../policy/peer';
import type { Direction, Policy } from '../../../policy/policy';
import { nothingOf, seenAddress, seenNode, seenPod } from '../../../policy/portable';
import { identityLabels } from './labels';
import { isVersion } from './names';
import { ciliumReader } from './spec';

/** What of an installation decides how Cilium reads policies. */
export interface CiliumReading {
  /** Such as `1.17.18`. @default not known: what differs between versions is in doubt */
  readonly version?: string;
  /** Whether the host firewall is on; without it policies for nodes do nothing. @default false, as in its chart */
  readonly hostFirewall?: boolean;
}

/** How Cilium reads policies. https://docs.cilium.io/en/stable/security/policy/ */
export function ciliumDialect({ version, hostFirewall = false }: CiliumReading): PolicyDialect {
  const isOld = isVersion(version, (number) => number < 1019);
  return {
    reader: ciliumReader(version),
    passesOver: () => false,
    enforced,
    seenAs,
    exclusionTakesInOthers:
      isOld ??
      'before Cilium 1.19 a selector that only excludes takes in nodes and addresses outside as well',
    guardsNodes: hostFirewall,
    opensOwnNode: () => undefined,
  };
}

/**
 * A policy as Cilium enforces it. It takes over every rule of a NetworkPolicy, and a rule closes its direction, though
 * `policyTypes` may leave that direction out: https://github.com/cilium/cilium/issues/48703 and pkg/k8s/network_policy.go,
 * ParseNetworkPolicy, which looks at `policyTypes` only where there are no rules.
 */
function enforced(policy: Policy): Policy {
  if (policy.kind !== 'NetworkPolicy') return policy;
  const close = (direction: Direction): Direction => ({
    ...direction,
    closes: direction.closes || direction.allows.length > 0,
  });
  return { ...policy, ingress: close(policy.ingress), egress: close(policy.egress) };
}

/**
 * A peer as Cilium sees it: by its identity. Its CIDRs never match pods or nodes, so these have no addresses here.
 *
 * Entities that are not named here are parts of Cilium, or pods that it does not know yet: none that a peer can be.
 * `world-ipv4` and `world-ipv6` are identities of clusters that have both families; where IPv6 is off, as it is by default
 * and with every inventory of ours, all that lies outside is `world` and those two select nothing.
 * https://docs.cilium.io/en/stable/security/policy/layer3/#entities-based and pkg/identity/reserved.go, `ReservedIdentityWorld`
 */
function seenAs(peer: Peer, { near }: Standing): SeenPeer {
  const inside = ['all', 'cluster', 'cluster-mesh'];
  switch (peer.kind) {
    case 'pod': {
      const seen = seenPod(peer);
      return { ...seen, labels: identityLabels(seen.labels), entities: inside };
    }
    case 'node': {
      const reserved = [near ? 'host' : 'remote-node', ...(peer.role === 'server' ? ['kube-apiserver'] : [])];
      return { ...seenNode(peer), reserved, entities: [...inside, ...reserved] };
    }
    case 'proxy':
      return { ...nothingOf('proxy'), reserved: ['ingress'], entities: [...inside, 'ingress'] };
    case 'address':
      // https://github.com/cilium/cilium/blob/v1.19.0/pkg/labels/labels.go, `LabelKubeAPIServerExt`
      return peer.servesApi === true
        ? {
            ...seenAddress(peer),
            reserved: ['kube-apiserver', 'world'],
            entities: ['all', 'world', 'kube-apiserver'],
          }
        : { ...seenAddress(peer), reserved: ['world'], entities: ['all', 'world'] };
  }
}
