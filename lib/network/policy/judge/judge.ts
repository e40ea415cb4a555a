import type { Policies, Surroundings } from '../dialect';
import type { NodePeer, Peer, PodPeer, Transport } from '../peer';
import type { Policy } from '../policy';
import { byPlace, byUnread, type DirectionName, given, type Judgement } from './judgement';
import { knownNames } from './parties';
import { partyMaker } from './parties';
import { peerMemory, type Side, sideOf } from './side';

/** Judges the two ends of connections. Ports are those of the pods: Services are translated before policies look. */
export interface Judge {
  /** What the policies of the end that opens a connection say. */
  readonly egress: Ask;
  /** What the policies of the end that receives it say. */
  readonly ingress: Ask;
}

type Ask = (from: Peer, to: Peer, port: number, transport: Transport) => Judgement;

const outside = given('no policy reaches what lies outside the cluster');
const ofNodes = given('no policy reaches nodes and the pods on their network');
const ofProxy = given('what a proxy passes on is held against the policies of the pods behind it');
const itself = given('a pod is never kept from itself');
const sameNode = given('a node is never kept from itself');
const ownNode = given('the node that a pod runs on is always let in');

/**
 * A judge for the policies of one cluster. It remembers what it found out, so one judge for all questions is fast.
 * What represents several pods is judged as any two of them: replicas of one workload need a rule to talk to each other.
 */
export function judgeFor(policies: Policies, surroundings: Surroundings): Judge {
  const { dialect, read, unread } = policies;
  const party = partyMaker(dialect, surroundings);
  const remembered = peerMemory(dialect);
  const names = knownNames(surroundings.workloads, (pod) => party(pod, { near: false, sends: false }));
  const enforced = read.map((policy) => dialect.enforced(policy, names));
  const ofPods = byNamespace(enforced.filter(({ subject }) => subject === 'pods'));
  const hostPolicies = dialect.guardsNodes ? enforced.filter(({ subject }) => subject === 'nodes') : [];
  const sides = { ingress: new Map<Peer, Side>(), egress: new Map<Peer, Side>() };

  return {
    egress: (from, to, port, transport) =>
      asFarAsRead(from, judge('egress', from, to, { port, transport, end: to })),
    ingress: (from, to, port, transport) =>
      asFarAsRead(to, judge('ingress', to, from, { port, transport, end: to })),
  };

  /** A judgement, in doubt where a policy that is not read may decide otherwise. */
  function asFarAsRead(self: Peer, judgement: Judgement): Judgement {
    if (unread.length === 0 || self.kind === 'address' || self.kind === 'proxy') return judgement;
    if (judgement === itself || judgement === sameNode) return judgement;
    const others = unread.filter(
      ({ namespace, isBaseline, ofNodes }) =>
        (self.kind === 'node' ? ofNodes : (namespace ?? self.namespace) === self.namespace) &&
        (!isBaseline || judgement.by.kind === 'open'),
    );
    return others.length === 0
      ? judgement
      : byUnread(
          others.map(({ name }) => name),
          judgement,
        );
  }

  function judge(
    direction: DirectionName,
    self: Peer,
    other: Peer,
    { port, transport, end }: Where,
  ): Judgement {
    if (self.kind === 'address') return outside;
    if (self.kind === 'proxy') return ofProxy;
    if (self.kind === 'node' && hostPolicies.length === 0) return ofNodes;
    if (isSame(self, other)) return self.kind === 'node' ? sameNode : itself;
    const side = sideFor(direction, self);
    const sends = direction === 'ingress';
    const attempt = {
      other: party(other, { near: false, sends }),
      port,
      transport,
      end: end.kind === 'pod' ? end : undefined,
    };
    if (self.kind === 'node' || other.kind !== 'node') return side(attempt);
    if (self.node !== undefined && self.node !== other.name) return side(attempt);
    // The own node is let in, unless a rule denies it. What pods send to their node is held against policies by every plugin
    // that is described here, but for ports that it opens, though the pages of Kubernetes say that it is always allowed.
    // https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/ (ingress)
    const opened = sends ? undefined : dialect.opensOwnNode(port, transport);
    const near =
      opened === undefined
        ? side({ ...attempt, other: party(other, { near: true, sends }) }, sends ? ownNode : undefined)
        : given(opened);
    return self.node === undefined ? byPlace(other.name, near, side(attempt)) : near;
  }

  function sideFor(direction: DirectionName, self: PodPeer | NodePeer): Side {
    const kept = sides[direction].get(self);
    if (kept !== undefined) return kept;
    const among = self.kind === 'node' ? hostPolicies : ofPods(self.namespace);
    const made = sideOf(among, party(self, { near: true, sends: false }), direction, dialect, remembered);
    sides[direction].set(self, made);
    return made;
  }
}

interface Where {
  readonly port: number;
  readonly transport: Transport;
  /** Where the connection ends. */
  readonly end: Peer;
}

/** https://kubernetes.io/docs/concepts/services-networking/network-policies/: "a pod cannot block access to itself" */
function isSame(self: Peer, other: Peer): boolean {
  if (self.kind === 'node' && other.kind === 'node') return self.name === other.name;
  return (
    self.kind === 'pod' &&
    other.kind === 'pod' &&
    self.address !== undefined &&
    self.address === other.address
  );
}

/** The policies that may select pods of a namespace: its own and those of the whole cluster, in the order of reading. */
function byNamespace(policies: readonly Policy[]): (namespace: string) => readonly Policy[] {
  const kept = new Map<string, readonly Policy[]>();
  return (namespace) => {
    const earlier = kept.get(namespace);
    if (earlier !== undefined) return earlier;
    const found = policies.filter((policy) => (policy.namespace ?? namespace) === namespace);
    kept.set(namespace, found);
    return found;
  };
}
