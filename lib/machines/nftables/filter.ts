import { type Facts, type Node, type NodeOrHost, nameServerPort } from '../../inventory';
import {
  addressesOf,
  type Chain,
  dnsPort,
  type HostFlow,
  leadsToHost,
  type Match,
  type PodPackets,
  type FilterRule,
  type Table,
  withoutCovered,
  type Zone,
} from '../../network';
import { type Cidr, everywhere, holdsPort, hostCidr, onePort } from '../../values';
import { tableName } from '../table-name';

/**
 * The filter of a machine: what the flows need, and nothing else. SSH of the administrators comes before everything, so that
 * no other rule can lock them out.
 * @param packets how packets of pods travel; where that is not known, only addresses tell them apart
 */
export function filterTable(
  machine: NodeOrHost,
  flows: readonly HostFlow[],
  facts: Facts,
  packets: PodPackets | undefined,
): Table {
  const devices = devicesOf(packets, facts);
  const output = outputRules(machine, flows, facts);
  return {
    family: 'inet',
    name: tableName,
    chains: [
      filterChain('input', 'drop', [
        ...inputRules(machine, flows.filter(isSsh), facts, devices),
        answers(),
        { match: { iifname: ['lo'] }, verdict: accept, flow: 'the machine itself' },
        ...inputRules(
          machine,
          flows.filter((flow) => !isSsh(flow)),
          facts,
          devices,
        ),
      ]),
      filterChain(
        'forward',
        'drop',
        machine.kind === 'node' ? [answers(), ...forwardRules(machine.node, flows, facts, devices)] : [],
      ),
      ...(output.length > 0 ? [filterChain('output', 'accept', output)] : []),
    ],
  };
}

const accept = { kind: 'accept' } as const;
const answers = (): FilterRule => ({
  match: { states: ['established', 'related'] },
  verdict: accept,
  flow: 'replies to accepted connections',
});

function filterChain(
  hook: 'input' | 'forward' | 'output',
  policy: Chain['policy'],
  rules: readonly FilterRule[],
): Chain {
  return { name: hook, type: 'filter', hook, priority: 0, policy, rules };
}

function isSsh({ from, ports }: HostFlow): boolean {
  return from.kind === 'administrators' && ports.first === 22;
}

/** Conditions by which a node tells packets of pods. */
interface PodDevices {
  /** Those of the node's own pods. */
  readonly own: Match;
  /** Those of any pods, with their source. */
  readonly all: Match;
}

function devicesOf(packets: PodPackets | undefined, facts: Facts): PodDevices {
  const own: Match = packets === undefined ? {} : { iifname: [packets.podDevice] };
  const pods = facts.networks.pods.cidr;
  if (packets?.tunnel !== undefined)
    return { own, all: { iifname: [packets.podDevice, packets.tunnel.device], source: [pods] } };
  // Without a tunnel, packets of other nodes' pods come by whatever card leads there, and nodes send to pods by their own address.
  return { own, all: { source: [pods, ...addressesOf({ kind: 'nodes' }, facts).networks] } };
}

function inputRules(
  machine: NodeOrHost,
  flows: readonly HostFlow[],
  facts: Facts,
  devices: PodDevices,
): readonly FilterRule[] {
  const own = new Set(ownAddresses(machine));
  // What a machine says to itself comes by its loopback device, so a rule for that alone would never be met.
  const fromOthers = ({ match: { source } }: FilterRule) => source?.every((cidr) => own.has(cidr)) !== true;
  return withoutCovered(
    flows
      .filter(({ to, translated }) => translated !== true && isIn(machine, to))
      .flatMap((flow) => {
        const { transport, why } = flow;
        const ports = [flow.ports];
        const at = (match: Match): FilterRule => ({
          match: { ...match, transport, ports },
          verdict: accept,
          flow: why,
        });
        if (flow.from.kind !== 'pods') return [at(fromNetworks(flow.from, facts))];
        // Pods of other nodes arrive with the address of their node; those of this one with their own.
        const others = at(fromNetworks({ kind: 'nodes' }, facts));
        return machine.kind === 'node'
          ? [at({ ...devices.own, source: [facts.networks.pods.cidr] }), others]
          : [others];
      }),
  ).filter(fromOthers);
}

function ownAddresses(machine: NodeOrHost): readonly Cidr[] {
  return machine.kind === 'node'
    ? [hostCidr(machine.node.address)]
    : machine.host.interfaces.map((card) => hostCidr(card.address));
}

function forwardRules(
  node: Node,
  flows: readonly HostFlow[],
  facts: Facts,
  devices: PodDevices,
): readonly FilterRule[] {
  const pods: readonly Cidr[] = [facts.networks.pods.cidr];
  return withoutCovered(
    flows.flatMap(({ from, to, transport, ports: range, why }): FilterRule[] => {
      const ports = [range];
      if (from.kind === 'pods' && to.kind === 'pods') {
        const match = { ...devices.all, destination: pods };
        return [{ match, verdict: accept, flow: why }];
      }
      if (from.kind === 'pods') {
        // What is for this node alone comes in; it is not passed on.
        if (String(addressesOf(to, facts).networks) === hostCidr(node.address)) return [];
        const match = { ...devices.own, source: pods, ...toZone(to, facts), transport, ports };
        return [{ match, verdict: accept, flow: why }];
      }
      // A Service's port on a node was translated to a pod's before.
      if (from.kind === 'anywhere' && to.kind === 'pods') {
        const match = { translated: true, destination: pods, transport, ports } as const;
        return [{ match, verdict: accept, flow: why }];
      }
      return [];
    }),
  );
}

/**
 * Names are asked of the site's name servers alone: k3s falls back to a public one when a node's resolver cannot serve pods, which
 * would go unnoticed. Everything else may leave.
 */
function outputRules(machine: NodeOrHost, flows: readonly HostFlow[], facts: Facts): readonly FilterRule[] {
  // A name server asks the servers of the whole internet, or those of the provider.
  if (machine.kind === 'host' && nameServerPort(machine.host) !== undefined) return [];
  const asked = flows.filter(({ from, ports }) => holdsPort(ports, dnsPort) && isIn(machine, from));
  if (asked.every(({ to }) => to.kind !== 'host')) return [];
  const ports = [onePort(dnsPort)];
  return [
    { match: { oifname: ['lo'] }, verdict: accept, flow: 'the machine itself' },
    ...withoutCovered(
      asked.map(({ to, transport, why }): FilterRule => ({
        match: { ...toZone(to, facts), transport, ports },
        verdict: accept,
        flow: why,
      })),
    ),
    ...(['udp', 'tcp'] as const).map((transport): FilterRule => ({
      match: { transport, ports },
      verdict: { kind: 'drop' },
      flow: 'no other name server is asked',
    })),
  ];
}

function fromNetworks(zone: Zone, facts: Facts): Match {
  const addresses = addressesOf(zone, facts);
  return zone.kind === 'anywhere' ? {} : { source: addresses.networks };
}

function toZone(zone: Zone, facts: Facts): Match {
  const { networks, except } = addressesOf(zone, facts);
  return {
    ...(!networks.includes(everywhere) && { destination: networks }),
    ...(except.length > 0 && { notDestination: except }),
  };
}

function isIn(machine: NodeOrHost, zone: Zone): boolean {
  switch (zone.kind) {
    case 'nodes':
      return machine.kind === 'node';
    case 'servers':
      return machine.kind === 'node' && machine.node.role === 'server';
    case 'host':
    case 'addresses':
      return machine.kind === 'host' && leadsToHost(zone, machine.host);
    case 'pods':
    case 'network':
    case 'administrators':
    case 'internet':
    case 'anywhere':
      return false;
  }
}
