import { type Cidr, cidrContains, hostCidr, type Ipv4 } from '../../values';
import type { Machine, Scene } from './scene';

/**
 * The nodes by kind. Nodes are of one kind when they apply the same rules and no rule of any machine tells their addresses apart, so
 * what holds between two of a kind holds between all of it.
 */
export function kindsOfNodes(scene: Scene): readonly (readonly Machine[])[] {
  const told = addressLists(scene);
  const kinds = new Map<string, Machine[]>();
  for (const node of scene.machines.filter((machine) => machine.kind === 'node')) {
    const kind = `${rulesOf(node)} ${placeOf(node, told)}`;
    const known = kinds.get(kind);
    if (known === undefined) kinds.set(kind, [node]);
    else known.push(node);
  }
  return [...kinds.values()];
}

/** Each list of networks that a rule asks for, once; a machine's own address in its own rules tells nobody apart. */
function addressLists({ machines }: Scene): readonly (readonly Cidr[])[] {
  const lists = new Map<string, readonly Cidr[]>();
  for (const machine of machines)
    for (const { chains } of machine.tables)
      for (const { rules } of chains)
        for (const { match } of rules)
          for (const list of [match.source, match.destination, match.notDestination])
            if (list !== undefined && String(list) !== ownNetwork(machine)) lists.set(String(list), list);
  return [...lists.values()];
}

function placeOf(node: Machine, lists: readonly (readonly Cidr[])[]): string {
  const address = addressOf(node);
  if (address === undefined) return '';
  return lists.map((list) => (list.some((network) => cidrContains(network, address)) ? '1' : '0')).join('');
}

function rulesOf(node: Machine): string {
  const { tables, forwards, routes } = node;
  return JSON.stringify([tables, forwards, routes]).replaceAll(`["${ownNetwork(node)}"]`, '["own"]');
}

function ownNetwork(machine: Machine): string {
  const address = addressOf(machine);
  return address === undefined ? '' : hostCidr(address);
}

function addressOf({ interfaces }: Machine): Ipv4 | undefined {
  return interfaces[0]?.address;
}
