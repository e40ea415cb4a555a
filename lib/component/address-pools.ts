import * as v from 'valibot';
import {
  checkNetworkName,
  checkRange,
  type ClaimContext,
  type Claimed,
  claimKind,
  claimsOf,
  networkOf,
} from '../inventory';
import {
  type AddressRange,
  inWords,
  ipv4,
  label,
  networkName,
  rangeContains,
  rangesOverlap,
  rangeText,
} from '../values';

/** Addresses that Services of type LoadBalancer may get. */
export interface AddressPool {
  /** Name of the pool, once in a cluster. */
  readonly name: string;
  /** The network whose addresses they are. */
  readonly network: string;
  readonly range: AddressRange;
}

/**
 * What serves load balancers claims each of its pools, at its place. A pool is in a network that the nodes have a card in, or
 * that shares a wire with theirs, and nothing else has or hands out its addresses.
 */
export const addressPools = claimKind({
  name: 'addressPools',
  shape: v.strictObject({
    name: label,
    network: networkName,
    range: v.strictObject({ first: ipv4, last: ipv4 }),
  }),
  check: (pools, context) => {
    pools.forEach((pool, index) => {
      checkPool(pool, context);
      for (const earlier of pools.slice(0, index)) checkPair(pool, earlier, context);
    });
  },
});

/** An address that a component asks for, for a Service of type LoadBalancer: it is in a pool, and nothing else asks for it. */
export const requestedAddresses = claimKind({
  name: 'requestedAddresses',
  shape: ipv4,
  check: (claims, context) => {
    const pools = claimsOf(context, addressPools);
    claims.forEach(({ value, at }, index) => {
      const other = claims.slice(0, index).find((earlier) => earlier.value === value);
      if (other !== undefined)
        context.report({
          at,
          reason: `${other.by} asks for ${value} as well`,
          next: 'give one of them another address',
        });
      if (!pools.some((pool) => rangeContains(pool.value.range, value)))
        context.report({
          at,
          reason: `${value} is in no pool of load-balancer addresses`,
          next:
            pools.length === 0
              ? 'list what gives out addresses of pools, or leave the address out'
              : `take an address of ${inWords(
                  pools.map((pool) => `${rangeText(pool.value.range)} (${pool.value.name})`),
                  'or',
                )}`,
        });
    });
  },
});

function checkPool({ value: pool, at }: Claimed<AddressPool>, { facts, report }: ClaimContext): void {
  const { range } = pool;
  if (checkNetworkName(pool.network, facts, `${at}.network`, report))
    checkRange(range, pool.network, facts, `${at}.range`, facts.name, report);
  const network = networkOf(pool.network, facts);
  if (pool.network === 'pods' || pool.network === 'services')
    report({
      at: `${at}.network`,
      reason: `network ${pool.network} is inside the cluster, so its addresses cannot be reached from outside`,
      next: 'take a network that the nodes have a card in',
    });
  else if (pool.network !== 'nodes' && network !== undefined && network.wire === undefined)
    report({
      at: `${at}.network`,
      reason: `no node has a card in network ${pool.network}, so no node answers ARP for its addresses`,
      next: `take a pool of network nodes, or write wire: 'nodes' in networks.${pool.network} where both share a wire`,
    });
  for (const dhcp of facts.dhcp) {
    if (rangesOverlap(range, dhcp.range))
      report({
        at: `${at}.range`,
        reason: `${rangeText(range)} overlaps ${rangeText(dhcp.range)}, which DHCP hands out in network ${dhcp.network}`,
        next: 'end one before the other begins',
      });
  }
  for (const [name, { leases }] of Object.entries(facts.networks))
    for (const taken of leases.filter((some) => rangesOverlap(range, some)))
      report({
        at: `${at}.range`,
        reason: `${rangeText(range)} overlaps ${rangeText(taken)}, which somebody else assigns by DHCP in network ${name}`,
        next: 'end one before the other begins',
      });
}

function checkPair(
  { value: pool, at }: Claimed<AddressPool>,
  { value: earlier }: Claimed<AddressPool>,
  { report }: ClaimContext,
): void {
  if (pool.name === earlier.name)
    report({
      at: `${at}.name`,
      reason: `two pools are named "${pool.name}"`,
      next: 'give one of them another name',
    });
  if (rangesOverlap(pool.range, earlier.range))
    report({
      at: `${at}.range`,
      reason: `${rangeText(pool.range)} overlaps ${rangeText(earlier.range)} of pool ${earlier.name}`,
      next: 'end one before the other begins',
    });
}
