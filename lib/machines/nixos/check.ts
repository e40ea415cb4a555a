import {
  claimsOf,
  type Facts,
  machineName,
  nameServerPort,
  networkOf,
  type NodeOrHost,
} from '../../inventory';
import { inWords, type Report, withArticle } from '../../values';
import { nixosHardware } from './claim';
import { nixosMachines } from './machine';

/** Reports values that NixOS configurations need and the cluster file lacks. */
export function checkNixos(facts: Facts, at: string, report: Report): void {
  const machines = nixosMachines(facts);
  const running = `${inWords(machines.map(machineName))} ${machines.length === 1 ? 'runs' : 'run'} NixOS`;
  if (facts.hosts.every((host) => nameServerPort(host) === undefined))
    report({
      at: `${at}.hosts`,
      reason: `none of them is a name server, but ${running} with fixed name servers`,
      next: 'add the name server of the site, with programs: [dns()]',
    });
  checkHardware(machines, at, report);
  checkNetworks(machines, facts, at, report);
}

/** The configuration of a node contains its disks and its boot loader, which only its machine knows. */
function checkHardware(machines: readonly NodeOrHost[], at: string, report: Report): void {
  for (const one of machines) {
    if (one.kind === 'host') continue;
    const { name, machine } = one.node;
    if (machine !== undefined && claimsOf(machine, nixosHardware).length > 0) continue;
    report({
      at: `${at}.nodes.${name}.machine`,
      reason:
        machine === undefined
          ? `is missing, but ${name} runs NixOS, whose configuration contains disks and boot loader`
          : `is ${withArticle(machine.title)}, whose disks and boot loader are not known, but ${name} runs NixOS, whose configuration contains them`,
      next: 'write a machine that describes them, such as pve.vm({ … }) with const pve = proxmox({ … })',
    });
  }
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
