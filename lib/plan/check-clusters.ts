import { addressPools } from '../component';
import { claimsOf, type Facts } from '../inventory';
import { cidrsOverlap, isWithin, type Problem, rangeContains, rangesOverlap, rangeText } from '../values';
import type { ClusterPlan } from './planned';

/** Something that one node alone may have, under a key that is the same for the same thing. */
interface Own {
  readonly key: string;
  /** How a message shows it. */
  readonly what: string;
  readonly who: string;
  readonly at: string;
}

/**
 * Reports what two clusters of one repository have for themselves: the address, the MAC address or the VM of a node, and
 * addresses that both hand out. A host may serve several clusters, and each cluster has its own network of pods, so these
 * may be the same. What is still a placeholder is not held against anything.
 */
export function checkClusters(plans: readonly ClusterPlan[]): readonly Problem[] {
  const problems: Problem[] = [];
  plans.forEach((plan, index) => {
    for (const other of plans.slice(0, index)) {
      // Two of one name are reported as such.
      if (other.facts.name === plan.facts.name) continue;
      problems.push(...sameNodes(plan.facts, other.facts), ...sameRanges(plan, other));
    }
  });
  return problems;
}

function sameNodes(facts: Facts, other: Facts): readonly Problem[] {
  const mine = ownOf(facts);
  const theirs = new Map(ownOf(other).map((own) => [own.key, own]));
  return mine.flatMap(({ key, what, who, at }) => {
    const earlier = theirs.get(key);
    return earlier === undefined
      ? []
      : [
          {
            at,
            reason: `${what} is already that of ${earlier.who} of cluster ${other.name}`,
            next: `give ${who} its own, or take it out of one of the clusters`,
          },
        ];
  });
}

function ownOf(facts: Facts): readonly Own[] {
  const { name: cluster, nodes, proxmox } = facts;
  return nodes
    .flatMap(({ name, address, mac, machine }) => {
      const [who, at] = [`node ${name}`, `${cluster}.nodes.${name}`];
      const id = machine?.kind === 'vm' ? machine.id : undefined;
      return [
        { who, at: `${at}.address`, key: `address ${address}`, what: `"${address}"` },
        ...(mac === undefined ? [] : [{ who, at: `${at}.mac`, key: `mac ${mac}`, what: `"${mac}"` }]),
        ...(id === undefined
          ? []
          : [
              {
                who,
                at: `${at}.machine.id`,
                key: `vm ${proxmox?.node ?? ''} ${id}`,
                what: `VM ${id}`,
              },
            ]),
      ];
    })
    .filter(({ at }) => !isOpen(at, facts));
}

/** Addresses that both clusters hand out, and addresses of nodes that the other hands out. */
function sameRanges(plan: ClusterPlan, other: ClusterPlan): readonly Problem[] {
  const theirs = rangesOf(other);
  const both = rangesOf(plan).flatMap(({ at, range }) =>
    theirs
      .filter((some) => rangesOverlap(range, some.range))
      .map((some) => ({
        at,
        reason: `${rangeText(range)} overlaps ${rangeText(some.range)}, which cluster ${other.facts.name} hands out`,
        next: 'end one before the other begins',
      })),
  );
  return [...both, ...covered(plan, other), ...covered(other, plan)];
}

function covered(plan: ClusterPlan, other: ClusterPlan): readonly Problem[] {
  // Two sites may use one private network; then their machines do not meet.
  if (!cidrsOverlap(plan.facts.networks.nodes.cidr, other.facts.networks.nodes.cidr)) return [];
  return rangesOf(plan).flatMap(({ at, range }) =>
    other.facts.nodes
      .filter(({ address }) => rangeContains(range, address))
      .map(({ name, address }) => ({
        at,
        reason: `${rangeText(range)} contains ${address}, the address of node ${name} of cluster ${other.facts.name}`,
        next: `end the range before it, begin after it, or change the address of node ${name}`,
      })),
  );
}

function rangesOf(plan: ClusterPlan) {
  const { facts } = plan;
  return [
    ...facts.dhcp.map(({ range }, index) => ({ at: `${facts.name}.dhcp[${index}].range`, range })),
    ...claimsOf(plan, addressPools).map(({ at, value }) => ({ at: `${at}.range`, range: value.range })),
  ].filter(({ at }) => !isOpen(at, facts));
}

/** Whether the value at the place, or a part of it, is a placeholder that is not filled in yet. */
function isOpen(place: string, { open }: Facts): boolean {
  return open.some(({ at }) => isWithin(at, place));
}
