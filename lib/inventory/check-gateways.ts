import { cidrContains, inWords, type Report } from '../values';
import { checkNetworkName } from './check-facts';
import { claimsOf } from './claim';
import { type Facts, type Gateway, type Host, networkOf } from './facts';
import { gateways, portsOf } from './host-claims';

/** Reports gateways between networks that they have no card in, or whose forwards go astray. */
export function checkGateways(facts: Facts, at: string, report: Report): void {
  for (const host of facts.hosts) {
    const [first, second] = claimsOf(host, gateways);
    if (first === undefined) continue;
    const { value: gateway, at: place } = first;
    if (second !== undefined)
      report({
        at: second.at,
        reason: `another program makes host ${host.name} the way out of a network as well`,
        next: 'keep one of them',
      });
    for (const side of ['outside', 'inside'] as const)
      checkSide(host, gateway[side], facts, `${place}.${side}`, report);
    if (gateway.outside === gateway.inside)
      report({
        at: `${place}.inside`,
        reason: `is "${gateway.inside}", as outside is: nothing lies between a network and itself`,
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
    reason: `host ${name} has no card in network ${network}`,
    next:
      networks.length === 0
        ? 'say in interfaces which network each card is in'
        : `its cards are in ${inWords(networks)}`,
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
    [22, 'SSH of the host itself would be out of reach'],
    // What keeps a program from telling them is reported where all ports are looked at.
    ...portsOf(host, facts, () => undefined)
      .filter(({ transport }) => transport === 'tcp')
      .map(
        ({ port, what }) =>
          [port, `${what} of the host, which answers on it, would be out of reach`] as const,
      ),
  ]);
  forwards.forEach(({ port, to }, index) => {
    const place = `${at}.forwards[${index}]`;
    const why = taken.get(port);
    if (why !== undefined)
      report({ at: `${place}.port`, reason: `port ${port} is taken: ${why}`, next: 'forward another port' });
    taken.set(port, 'it is forwarded twice');
    if (cidr !== undefined && !cidrContains(cidr, to))
      report({
        at: `${place}.to`,
        reason: `"${to}" is outside network ${inside} (${cidr}), and answers from there do not come back this way`,
        next: `forward to an address in ${cidr}`,
      });
  });
}
