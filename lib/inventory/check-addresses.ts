import { cidrContains, cidrsOverlap, type Ipv4, prefixLength, type Report, suggest } from '../values';
import { type Facts, networkOf } from './facts';

/** An owner of an address in the cluster. */
export interface AddressHolder {
  /** Its description in messages: `node rathalos`, `host gallade (eno1)`, `the gateway of network nodes`. */
  readonly who: string;
  readonly at: string;
  readonly address: Ipv4;
  readonly network?: string;
  readonly mac?: string;
}

/** The addresses of all nodes, hosts and gateways. */
export function addressHolders(facts: Facts, at: string): readonly AddressHolder[] {
  return [
    ...facts.nodes.map((node) => ({
      who: `node ${node.name}`,
      at: `${at}.nodes.${node.name}.address`,
      address: node.address,
      network: 'nodes',
      ...(node.mac !== undefined && { mac: node.mac }),
    })),
    ...facts.hosts.flatMap((host) =>
      host.interfaces.map((card) => ({
        who: `host ${host.name} (${card.name})`,
        at: `${at}.hosts.${host.name}.interfaces.${card.name}.address`,
        address: card.address,
        ...(card.network !== undefined && { network: card.network }),
        ...(card.mac !== undefined && { mac: card.mac }),
      })),
    ),
    ...Object.entries(facts.networks).flatMap(([name, network]) =>
      network.gateway === undefined
        ? []
        : [
            {
              who: `the gateway of network ${name}`,
              at: `${at}.networks.${name}.gateway`,
              address: network.gateway,
              network: name,
            },
          ],
    ),
  ];
}

/** Reports addresses outside their network, duplicate addresses, names and MAC addresses, and overlapping networks. */
export function checkAddresses(facts: Facts, at: string, report: Report): void {
  const holders = addressHolders(facts, at);
  for (const holder of holders) checkNetwork(holder, facts, report);
  checkTwice(
    holders.filter((holder) => !isGatewayHost(holder, facts)),
    (holder) => holder.address,
    'address',
    report,
  );
  checkTwice(
    holders.filter((holder) => holder.mac !== undefined),
    (holder) => holder.mac ?? '',
    'MAC address',
    report,
  );
  checkNames(facts, at, report);
  checkOverlaps(facts, at, report);
}

function checkNetwork(holder: AddressHolder, facts: Facts, report: Report): void {
  if (holder.network === undefined) return;
  const network = networkOf(holder.network, facts);
  if (network === undefined) {
    report({
      at: holder.at.replace(/address$/, 'network'),
      reason: `no network is named "${holder.network}"`,
      next: suggest(holder.network, Object.keys(facts.networks)),
    });
    return;
  }
  const { cidr } = network;
  if (!cidrContains(cidr, holder.address)) {
    report({
      at: holder.at,
      reason: `"${holder.address}" is outside network ${holder.network} (${cidr})`,
      next: `give it an address in ${cidr}, or move the network`,
    });
  } else if (prefixLength(cidr) < 31 && isEdge(cidr, holder.address)) {
    report({
      at: holder.at,
      reason: `"${holder.address}" is the first or last address of network ${holder.network} (${cidr}), which no machine can have`,
      next: 'choose an address between them',
    });
  }
}

function isEdge(cidr: Facts['networks'][string]['cidr'], address: Ipv4): boolean {
  const suffix = prefixLength(cidr);
  const number = address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
  const size = 2 ** (32 - suffix);
  return number % size === 0 || number % size === size - 1;
}

/** A host may be the gateway of a network. Then both have the same address. */
function isGatewayHost(holder: AddressHolder, facts: Facts): boolean {
  return (
    holder.who.startsWith('the gateway') &&
    facts.hosts.some((host) =>
      host.interfaces.some((card) => card.address === holder.address && card.network === holder.network),
    )
  );
}

function checkNames(facts: Facts, at: string, report: Report): void {
  const first = new Map<string, 'node' | 'host'>();
  const check = (kind: 'node' | 'host') => (machine: { readonly name: string }) => {
    const { name } = machine;
    const earlier = first.get(name);
    if (earlier === undefined) first.set(name, kind);
    else
      report({
        at: `${at}.${kind}s.${name}.name`,
        reason: `${earlier === kind ? 'another' : 'a'} ${earlier} already has the name "${name}"`,
        next: 'give one of them another name',
      });
  };
  facts.nodes.forEach(check('node'));
  facts.hosts.forEach(check('host'));
}

function checkTwice<T extends { who: string; at: string }>(
  items: readonly T[],
  key: (item: T) => string,
  what: string,
  report: Report,
): void {
  const first = new Map<string, T>();
  for (const item of items) {
    const earlier = first.get(key(item));
    if (earlier === undefined) first.set(key(item), item);
    else
      report({
        at: what === 'MAC address' ? item.at.replace(/address$/, 'mac') : item.at,
        reason: `"${key(item)}" is already the ${what} of ${earlier.who}`,
        next: `give ${item.who} ${what === 'address' ? 'an' : 'a'} ${what} of its own`,
      });
  }
}

function checkOverlaps(facts: Facts, at: string, report: Report): void {
  const networks = Object.entries(facts.networks);
  networks.forEach(([name, network], index) => {
    for (const [other, earlier] of networks.slice(0, index)) {
      if (cidrsOverlap(network.cidr, earlier.cidr))
        report({
          at: `${at}.networks.${name}.cidr`,
          reason: `${network.cidr} overlaps network ${other} (${earlier.cidr})`,
          next: 'change one of them, because an address in both would be ambiguous',
        });
    }
  });
}
