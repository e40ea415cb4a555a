import { cidrsOverlap, inWords, type Report } from '../values';
import type { Facts } from './facts';
import { machineName, nixosMachines } from './machine';

/** Reports administrators whom our own files would lock out, and whose networks are those of pods or services. */
export function checkAdministrators(facts: Facts, at: string, report: Report): void {
  const nixos = nixosMachines(facts).map(machineName);
  const gateways = facts.hosts.filter(({ system }) => system === 'enterprise-linux').map(({ name }) => name);
  const closed = [...nixos, ...gateways];
  const { administrators } = facts;
  if (administrators === undefined) {
    if (closed.length > 0)
      report({
        at: `${at}.administrators`,
        reason: `is missing, and the firewalls of ${inWords(closed)} would drop every SSH connection`,
        next: 'write the networks from which administrators log in, and their sshKeys',
      });
    return;
  }
  if (administrators.networks.length === 0 && closed.length > 0)
    report({
      at: `${at}.administrators.networks`,
      reason: `the list is empty, and the firewalls of ${inWords(closed)} would drop every SSH connection`,
      next: 'write the networks from which administrators log in',
    });
  if (administrators.sshKeys.length === 0 && nixos.length > 0)
    report({
      at: `${at}.administrators.sshKeys`,
      reason: `the list is empty, and every log-in to ${inWords(nixos)} would fail: NixOS accepts keys only`,
      next: "write the administrators' public keys",
    });
  administrators.networks.forEach((network, index) => {
    // A set of nftables takes no network twice, and none within another.
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
          reason: `${network} overlaps network ${name} (${cidr}), so pods would count as administrators`,
          next: 'narrow it to the networks in which administrators sit',
        });
    }
  });
}
