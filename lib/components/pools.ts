import * as v from 'valibot';
import {
  type AddressPool,
  addressPools,
  addressRange,
  claim,
  type Claim,
  deviceName,
  distinct,
  ipv4ToNumber,
  label,
  labels,
  networkName,
  type PlanContext,
} from '../core';

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

/** The claims of the pools that a component serves. @param at where they are written within its props */
export function poolClaims(pools: readonly AddressPool[], at: string): readonly Claim[] {
  return pools.map(({ name, network, range }) =>
    claim(addressPools, { name, network, range }, `${at}.${name}`),
  );
}

/** Number of addresses in the pools. */
export function poolSize(pools: readonly Pick<AddressPool, 'range'>[]): number {
  return pools.reduce((sum, { range }) => sum + ipv4ToNumber(range.last) - ipv4ToNumber(range.first) + 1, 0);
}

/** Reports a selector that no node satisfies: no node would answer ARP for the addresses, without any error. */
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
