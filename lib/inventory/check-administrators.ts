import { cidrsOverlap, inWords, type Report } from '../values';
import type { Facts } from './facts';
import { machineName, nixosMachines } from './machine';

/**
 * Reports administrators whom the generated files would lock out, and administrator networks that overlap pods or
 * services.
 */
export function checkAdministrators(facts: Facts, at: string, report: Report): void {
  const nixos = nixosMachines(facts).map(machineName);
  const gateways = facts.hosts.filter(({ system }) => system === 'enterprise-linux').map(({ name }) => name);
  const closed = [...nixos, ...gateways];
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
  if (administrators.sshKeys.length === 0 && nixos.length > 0)
    report({
      at: `${at}.administrators.sshKeys`,
      reason: `the list is empty, so every log-in would fail on ${inWords(nixos)}: NixOS is configured to accept keys only`,
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
