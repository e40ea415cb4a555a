import { addressPools } from '../component';
import { addressHolders, claimsOf, type Facts, machineClaims, soleThings } from '../inventory';
import {
  type AddressRange,
  cidrsOverlap,
  isWithin,
  type Problem,
  rangeContains,
  rangesOverlap,
  rangeText,
} from '../values';
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
 * Reports what two clusters of one site have for themselves: the address, the MAC address or the name of a node, what its machine has for itself, networks
 * of different size on one wire, and addresses that one hands out and the other has or hands out. A host may serve several clusters,
 * and each cluster has its own network of pods, so these may be the same. What is still a placeholder is not held against anything.
 */
export function checkClusters(plans: readonly ClusterPlan[]): readonly Problem[] {
  const problems: Problem[] = [];
  plans.forEach((plan, index) => {
    for (const other of plans.slice(0, index)) {
      // Two of one name are reported as such.
      if (other.facts.name === plan.facts.name || other.facts.site !== plan.facts.site) continue;
      problems.push(
        ...sameNodes(plan.facts, other.facts),
        ...differentMasks(plan.facts, other.facts),
        ...sameRanges(plan, other),
      );
    }
  });
  return problems;
}

function sameNodes(facts: Facts, other: Facts): readonly Problem[] {
  // Names are for those who hear each other.
  const isNear = cidrsOverlap(facts.networks.nodes.cidr, other.networks.nodes.cidr);
  const mine = ownOf(facts, isNear);
  const theirs = new Map(ownOf(other, isNear).map((own) => [own.key, own]));
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

function ownOf(facts: Facts, isNear: boolean): readonly Own[] {
  const { name: cluster, nodes } = facts;
  return nodes
    .flatMap((node) => {
      const { name, address, mac } = node;
      const [who, at] = [`node ${name}`, `${cluster}.nodes.${name}`];
      const claims = machineClaims({ kind: 'node', node });
      return [
        ...(isNear ? [{ who, at: `${at}.name`, key: `name ${name}`, what: `the name "${name}"` }] : []),
        { who, at: `${at}.address`, key: `address ${address}`, what: `"${address}"` },
        ...(mac === undefined ? [] : [{ who, at: `${at}.mac`, key: `mac ${mac}`, what: `"${mac}"` }]),
        ...claimsOf({ claims }, soleThings).map(({ value, at: place }) => ({
          who,
          at: place,
          key: `thing ${value.key}`,
          what: value.what,
        })),
      ];
    })
    .filter(({ at }) => !isOpen(at, facts));
}

/** Networks of machines that overlap, and so are one wire, where the two clusters write different prefix lengths. */
function differentMasks(facts: Facts, other: Facts): readonly Problem[] {
  return machineNetworks(facts).flatMap(({ name, cidr, at }) =>
    machineNetworks(other)
      .filter((one) => one.cidr !== cidr && cidrsOverlap(one.cidr, cidr))
      .map((one) => ({
        at,
        reason: `${cidr} overlaps ${one.cidr}, network ${one.name} of cluster ${other.name}, and machines on one wire need the same prefix length`,
        next: `write ${one.cidr} in network ${name} too, or a site in each cluster where the two never meet`,
      })),
  );
}

/** Networks that machines have cards in, and whose size is known. */
function machineNetworks(facts: Facts) {
  return Object.entries(facts.networks)
    .filter(([name]) => name !== 'pods' && name !== 'services')
    .map(([name, { cidr }]) => ({ name, cidr, at: `${facts.name}.networks.${name}.cidr` }))
    .filter(({ at }) => !isOpen(at, facts));
}

/** Addresses that both clusters hand out, and addresses of machines that the other hands out. */
function sameRanges(plan: ClusterPlan, other: ClusterPlan): readonly Problem[] {
  const theirs = rangesOf(other);
  const both = rangesOf(plan).flatMap(({ at, range, isLease }) =>
    theirs
      // What a router hands out may be written in both.
      .filter((some) => rangesOverlap(range, some.range) && !(isLease && some.isLease))
      .map((some) => ({
        at,
        reason: `${rangeText(range)} overlaps ${rangeText(some.range)}, ${some.isLease ? `which somebody else assigns by DHCP in a network of cluster ${other.facts.name}` : `which cluster ${other.facts.name} hands out`}`,
        next: `end one before the other begins, ${elsewhere}`,
      })),
  );
  return [...both, ...covered(plan, other), ...covered(other, plan)];
}

const elsewhere = 'or write a site in each cluster where the two never meet';

function covered(plan: ClusterPlan, other: ClusterPlan): readonly Problem[] {
  const { facts } = other;
  // A host that both list is checked in its own cluster.
  const own = new Set(addressHolders(plan.facts, plan.facts.name).map(({ address }) => address));
  const theirs = addressHolders(facts, facts.name).filter(
    ({ address, at }) => !own.has(address) && !isOpen(at, facts),
  );
  return rangesOf(plan).flatMap(({ at, range }) =>
    theirs
      .filter(({ address }) => rangeContains(range, address))
      .map(({ who, address }) => ({
        at,
        reason: `${rangeText(range)} contains ${address}, the address of ${who} of cluster ${facts.name}`,
        next: `end the range before it, begin after it, change the address of ${who}, ${elsewhere}`,
      })),
  );
}

interface Handed {
  readonly at: string;
  readonly range: AddressRange;
  /** Whether it is handed out by something that is in no cluster file. */
  readonly isLease: boolean;
}

function rangesOf(plan: ClusterPlan): readonly Handed[] {
  const { facts } = plan;
  return [
    ...facts.dhcp.map(({ range }, index) => ({
      at: `${facts.name}.dhcp[${index}].range`,
      range,
      isLease: false,
    })),
    ...claimsOf(plan, addressPools).map(({ at, value }) => ({
      at: `${at}.range`,
      range: value.range,
      isLease: false,
    })),
    ...Object.entries(facts.networks).flatMap(([name, { leases }]) =>
      leases.map((range, index) => ({
        at: `${facts.name}.networks.${name}.leases[${index}]`,
        range,
        isLease: true,
      })),
    ),
  ].filter(({ at }) => !isOpen(at, facts));
}

/** Whether the value at the place, or a part of it, is a placeholder that is not filled in yet. */
function isOpen(place: string, { open }: Facts): boolean {
  return open.some(({ at }) => isWithin(at, place));
}
