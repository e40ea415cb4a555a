import { cidrContains, inWords, type Report } from '../values';
import { checkNetworkName } from './check-facts';
import { claimsOf } from './claim';
import { type Facts, type Gateway, type Host, networkOf } from './facts';
import { gateways, portsOf } from './host-claims';

/** Reports gateways without an interface in their networks, and port forwards that cannot work. */
export function checkGateways(facts: Facts, at: string, report: Report): void {
  for (const host of facts.hosts) {
    const [first, second] = claimsOf(host, gateways);
    if (first === undefined) continue;
    const { value: gateway, at: place } = first;
    if (second !== undefined)
      report({
        at: second.at,
        reason: `another program makes host ${host.name} a gateway as well`,
        next: 'keep one of them',
      });
    for (const side of ['outside', 'inside'] as const)
      checkSide(host, gateway[side], facts, `${place}.${side}`, report);
    if (gateway.outside === gateway.inside)
      report({
        at: `${place}.inside`,
        reason: `is "${gateway.inside}", the same network as outside`,
        next: 'name the network behind the host',
      });
    checkForwards(host, gateway, facts, place, report);
  }
}

function checkSide(
  { name, interfaces }: Host,
  network: string,
  facts: Facts,
  at: string,
  report: Report,
): void {
  if (!checkNetworkName(network, facts, at, report)) return;
  const networks = interfaces.flatMap((card) => card.network ?? []);
  if (networks.includes(network)) return;
  report({
    at,
    reason: `host ${name} has no interface in network ${network}`,
    next:
      networks.length === 0
        ? 'write the network of each interface in interfaces'
        : `its interfaces are in ${inWords(networks)}`,
  });
}

function checkForwards(
  host: Host,
  { forwards, inside }: Gateway,
  facts: Facts,
  at: string,
  report: Report,
): void {
  const cidr = networkOf(inside, facts)?.cidr;
  const taken = new Map<number, string>([
    [22, 'SSH on the host itself would be unreachable'],
    // A program whose port list fails is reported by the check of all ports.
    ...portsOf(host, facts, () => undefined)
      .filter(({ transport }) => transport === 'tcp')
      .map(
        ({ port, what }) =>
          [port, `${what} on the host, which uses this port, would be unreachable`] as const,
      ),
  ]);
  forwards.forEach(({ port, to }, index) => {
    const place = `${at}.forwards[${index}]`;
    const why = taken.get(port);
    if (why !== undefined)
      report({
        at: `${place}.port`,
        reason: `port ${port} cannot be forwarded: ${why}`,
        next: 'forward another port',
      });
    taken.set(port, 'it is forwarded twice');
    if (cidr !== undefined && !cidrContains(cidr, to))
      report({
        at: `${place}.to`,
        reason: `"${to}" is outside network ${inside} (${cidr}), and replies would not return through this gateway`,
        next: `forward to an address in ${cidr}`,
      });
  });
}
