import { cidrsOverlap, inWords, type Report } from '../values';
import type { Facts } from './facts';
import { machineName, machinesIn, type NodeOrHost, systemOf } from './machine';

/**
 * Reports administrators whom the generated files would lock out, and administrator networks that overlap pods or
 * services.
 */
export function checkAdministrators(facts: Facts, at: string, report: Report): void {
  const machines = machinesIn(facts);
  const closed = machines.filter((one) => systemOf(one)?.filtersSsh === true).map(machineName);
  const keyed = machines.filter((one) => systemOf(one)?.keysOnly === true);
  const { administrators } = facts;
  if (administrators === undefined) {
    if (closed.length > 0)
      report({
        at: `${at}.administrators`,
        reason: `is missing, but without it the firewalls of ${inWords(closed)} would block all SSH connections`,
        next: 'write the networks from which administrators connect, and their sshKeys',
      });
    return;
  }
  if (administrators.networks.length === 0 && closed.length > 0)
    report({
      at: `${at}.administrators.networks`,
      reason: `the list is empty, so the firewalls of ${inWords(closed)} would block all SSH connections`,
      next: 'write the networks from which administrators connect',
    });
  if (administrators.sshKeys.length === 0 && keyed.length > 0)
    report({
      at: `${at}.administrators.sshKeys`,
      reason: `the list is empty, so every log-in would fail on ${inWords(keyed.map(machineName))}: ${titlesOf(keyed)} configured to accept keys only`,
      next: "write the administrators' public keys",
    });
  administrators.networks.forEach((network, index) => {
    // An nftables set rejects duplicate and overlapping networks.
    const earlier = administrators.networks.slice(0, index).find((other) => cidrsOverlap(network, other));
    if (earlier !== undefined)
      report({
        at: `${at}.administrators.networks[${index}]`,
        reason: network === earlier ? `${network} is listed twice` : `${network} overlaps ${earlier}`,
        next: 'keep the wider one',
      });
    for (const name of ['pods', 'services'] as const) {
      const { cidr } = facts.networks[name];
      if (cidrsOverlap(network, cidr))
        report({
          at: `${at}.administrators.networks[${index}]`,
          reason: `${network} overlaps network ${name} (${cidr}), so pods would have the access of administrators`,
          next: 'restrict it to the networks of administrators',
        });
    }
  });
}

function titlesOf(machines: readonly NodeOrHost[]): string {
  const titles = [...new Set(machines.flatMap((machine) => systemOf(machine)?.title ?? []))];
  return `${inWords(titles)} ${titles.length === 1 ? 'is' : 'are'}`;
}
