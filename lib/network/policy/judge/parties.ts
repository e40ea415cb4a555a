import type { KnownNames, Party, PolicyDialect, Standing, Surroundings } from '../dialect';
import type { Peer, PodPeer } from '../peer';
import type { RulePort } from '../policy';
import { anyOf, type Match } from '../selector';

/** Names of ports among all pods of a cluster that are known. */
export function knownNames(
  workloads: Surroundings['workloads'],
  partyOf: (pod: PodPeer) => Party,
): KnownNames {
  const pods = (workloads ?? []).map((pod) => ({ pod, party: partyOf(pod) }));
  return {
    has: (names, among) => {
      const chosen = pods.flatMap(({ pod, party }) => {
        const chosenBy = among(party);
        return chosenBy === false ? [] : [{ pod, chosenBy }];
      });
      if (chosen.length === 0) return `which ports have the name ${namesIn(names)} is not known here`;
      return anyOf(chosen, ({ pod, chosenBy }) => {
        const named = anyOf(names, (name) => numbersOf(pod, name).length > 0 || unknownPorts(pod));
        return named === false || chosenBy === true ? named : chosenBy;
      });
    },
    numbersIn: (namespace, name) => {
      const own = pods.filter(({ pod }) => pod.namespace === namespace);
      const unknown =
        own.length === 0
          ? `no pod of namespace ${namespace} is known here`
          : anyOf(own, ({ pod }) => unknownPorts(pod));
      const numbers = new Set(own.flatMap(({ pod }) => numbersOf(pod, name)));
      const { transport } = name;
      return [
        ...[...numbers].map((number): RulePort => ({ transport, first: number, last: number })),
        ...(typeof unknown === 'string' ? [{ transport, doubt: unknown }] : []),
      ];
    },
  };
}

function numbersOf({ ports = [] }: PodPeer, { name, transport }: RulePort): readonly number[] {
  return ports.filter((one) => one.name === name && one.transport === transport).map(({ port }) => port);
}

function unknownPorts({ namespace, ports }: PodPeer): Match {
  return ports === undefined && `the ports of pods in namespace ${namespace} are not known here`;
}

/** The names of ports: `http or https`. */
export function namesIn(ports: readonly RulePort[]): string {
  return ports.flatMap(({ name }) => (name === undefined ? [] : [name])).join(' or ');
}

/** Makes parties of peers. The same peer in the same standing is the same party. */
type PartyMaker = (peer: Peer, standing: Standing) => Party;

/** A maker of parties for the peers of one cluster. */
export function partyMaker({ seenAs }: PolicyDialect, { pods }: Surroundings): PartyMaker {
  const kept = Array.from({ length: 4 }, () => new Map<Peer, Party>());
  const ids = new Map<string, number>();
  return (peer, standing) => {
    const parties = kept[Number(standing.near) * 2 + Number(standing.sends)];
    const earlier = parties?.get(peer);
    if (earlier !== undefined) return earlier;
    const seen = seenAs(peer, standing, pods);
    const key = JSON.stringify(seen);
    const id = ids.get(key) ?? ids.size;
    ids.set(key, id);
    const party = { id, ...seen };
    parties?.set(peer, party);
    return party;
  };
}
