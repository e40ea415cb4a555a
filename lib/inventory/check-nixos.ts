import { inWords, type Report, shown } from '../values';
import { type Facts, networkOf } from './facts';
import { nameServerPort } from './host-claims';
import { machineName, type NodeOrHost, nixosMachines } from './machine';

/** The first release that has every option and unit that we name. */
const oldest = '25.11';

/** Reports what the configuration of a NixOS machine needs and the cluster file does not say. */
export function checkNixos(facts: Facts, at: string, report: Report): void {
  const machines = nixosMachines(facts);
  if (machines.length === 0) return;
  const running = `${inWords(machines.map(machineName))} ${machines.length === 1 ? 'runs' : 'run'} NixOS`;
  if (facts.nixos === undefined)
    report({
      at: `${at}.nixos`,
      reason: `is missing, and ${running}`,
      next: "write the release with which it was installed: { release: '25.11' }",
    });
  else if (facts.nixos.release < oldest)
    report({
      at: `${at}.nixos.release`,
      reason: `${shown(facts.nixos.release)} is older than ${oldest}, the first release with every option and unit that the files name`,
      next: `install the machines with ${oldest} or a later one`,
    });
  if (facts.hosts.every((host) => nameServerPort(host) === undefined))
    report({
      at: `${at}.hosts`,
      reason: `none of them is a name server, and ${running} with fixed name servers`,
      next: 'add the name server of the site, with programs: [dns()]',
    });
  checkNetworks(machines, facts, at, report);
}

/** A fixed address needs the length of its network's prefix, and a way out. */
function checkNetworks(machines: readonly NodeOrHost[], facts: Facts, at: string, report: Report): void {
  const withoutWay = new Map<string, string[]>();
  for (const machine of machines) {
    const cards = machine.kind === 'host' ? machine.host.interfaces : [{ name: '', network: 'nodes' }];
    for (const { name, network } of cards) {
      if (network === undefined)
        report({
          at: `${at}.hosts.${machineName(machine)}.interfaces.${name}.network`,
          reason: `is missing, and ${machineName(machine)} runs NixOS with a fixed address`,
          next: `use one of ${Object.keys(facts.networks).join(', ')}`,
        });
    }
    const known = cards.flatMap(({ network }) => network ?? []);
    const [first] = known;
    if (first !== undefined && known.every((network) => networkOf(network, facts)?.gateway === undefined))
      withoutWay.set(first, [...(withoutWay.get(first) ?? []), machineName(machine)]);
  }
  for (const [network, names] of withoutWay) {
    if (networkOf(network, facts) === undefined) continue;
    report({
      at: `${at}.networks.${network}.gateway`,
      reason: `is missing, and ${inWords(names)} ${names.length === 1 ? 'runs' : 'run'} NixOS with a fixed address and no other way out`,
      next: "write the router's address in it",
    });
  }
}
