import * as v from 'valibot';
import type { PlanContext } from '../component';
import { checkNetworkName, checkRange, networkOf } from '../inventory';
import {
  type AddressRange,
  addressRange,
  deviceName,
  distinct,
  ipv4ToNumber,
  label,
  labels,
  networkName,
  rangesOverlap,
  rangeText,
} from '../values';

/** What is written about a pool of addresses, whichever component serves it. */
export const poolEntries = {
  /** Name of the pool, a DNS label. */
  name: label,
  /** The network whose addresses they are; whoever shall reach them must be in it or routed to it. */
  network: networkName,
  /** First and last address, both included: `192.0.2.240-192.0.2.250`. Nobody else may have them, DHCP included. */
  range: addressRange,
};

/** Which nodes answer for the addresses of the pools, and where. */
export const announceShape = v.strictObject({
  /** Network cards of the nodes that answer, by device name: `eth0`. @default all of them */
  interfaces: v.exactOptional(v.pipe(v.array(deviceName), distinct('cards'))),
  /** Labels of the nodes that answer. @default all nodes */
  nodeSelector: v.exactOptional(labels),
});

/** Addresses that Services may get. */
export interface Pool {
  readonly name: string;
  readonly network: string;
  readonly range: AddressRange;
}

/**
 * Reports pools of unknown networks, what leaves its network, addresses of nodes, hosts, gateways and DHCP, and pools that
 * share a name or an address.
 */
export function checkPools(pools: readonly Pool[], at: string, context: PlanContext): void {
  pools.forEach((pool, index) => {
    checkPool(pool, `${at}.${pool.name}`, context);
    for (const earlier of pools.slice(0, index)) checkPair(pool, earlier, `${at}.${pool.name}`, context);
  });
}

function checkPool(pool: Pool, at: string, { facts, report }: PlanContext): void {
  const { range } = pool;
  if (checkNetworkName(pool.network, facts, `${at}.network`, report))
    checkRange(range, pool.network, facts, `${at}.range`, facts.name, report);
  const network = networkOf(pool.network, facts);
  if (pool.network === 'pods' || pool.network === 'services')
    report({
      at: `${at}.network`,
      reason: `network ${pool.network} is inside the cluster, where nobody outside asks for an address`,
      next: 'take a network that the nodes have a card in',
    });
  else if (pool.network !== 'nodes' && network !== undefined && network.wire === undefined)
    report({
      at: `${at}.network`,
      reason: `no node has a card in network ${pool.network}, so nobody there answers for its addresses`,
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
}

function checkPair(pool: Pool, earlier: Pool, at: string, { report }: PlanContext): void {
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

/** Number of addresses in the pools. */
export function poolSize(pools: readonly Pool[]): number {
  return pools.reduce((sum, { range }) => sum + ipv4ToNumber(range.last) - ipv4ToNumber(range.first) + 1, 0);
}

/** Reports a selector that no node satisfies: nobody would answer for the addresses, and nothing would say so. */
export function checkNodeSelector(
  selector: Readonly<Record<string, string>> | undefined,
  at: string,
  { facts, report }: PlanContext,
): void {
  const wanted = Object.entries(selector ?? {});
  if (facts.nodes.some((node) => wanted.every(([key, value]) => node.labels[key] === value))) return;
  report({
    at,
    reason: `no node has ${wanted.map(([key, value]) => `${key}=${value}`).join(' and ')}`,
    next: 'correct the selector, or label a node',
  });
}
