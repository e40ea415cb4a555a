import { inWords, type Report, shown } from '../values';
import { type Facts, networkOf } from './facts';
import { nameServerPort } from './host-claims';
import { machineName, type NodeOrHost, nixosMachines } from './machine';

/** The first release with every option and unit that the generated files use. */
const oldest = '25.11';

/** Reports values that NixOS configurations need and the cluster file lacks. */
export function checkNixos(facts: Facts, at: string, report: Report): void {
  const machines = nixosMachines(facts);
  if (machines.length === 0) return;
  const running = `${inWords(machines.map(machineName))} ${machines.length === 1 ? 'runs' : 'run'} NixOS`;
  if (facts.nixos === undefined)
    report({
      at: `${at}.nixos`,
      reason: `is missing, but ${running}`,
      next: "write the release with which it was installed: { release: '25.11' }",
    });
  else if (facts.nixos.release < oldest)
    report({
      at: `${at}.nixos.release`,
      reason: `${shown(facts.nixos.release)} is older than ${oldest}, the first release with every option and unit that the generated files use`,
      next: `install the machines with ${oldest} or later`,
    });
  if (facts.hosts.every((host) => nameServerPort(host) === undefined))
    report({
      at: `${at}.hosts`,
      reason: `none of them is a name server, but ${running} with fixed name servers`,
      next: 'add the name server of the site, with programs: [dns()]',
    });
  checkNetworks(machines, facts, at, report);
}

/** A fixed address needs a network for its prefix length, and a default gateway. */
function checkNetworks(machines: readonly NodeOrHost[], facts: Facts, at: string, report: Report): void {
  const withoutWay = new Map<string, string[]>();
  for (const machine of machines) {
    const cards = machine.kind === 'host' ? machine.host.interfaces : [{ name: '', network: 'nodes' }];
    for (const { name, network } of cards) {
      if (network === undefined)
        report({
          at: `${at}.hosts.${machineName(machine)}.interfaces.${name}.network`,
          reason: `is missing, but ${machineName(machine)} runs NixOS with a fixed address`,
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
      reason: `is missing, but ${inWords(names)} ${names.length === 1 ? 'runs' : 'run'} NixOS with a fixed address and no other default gateway`,
      next: "write the address of the network's router",
    });
  }
}
