import { type Ipv4, parseIpv4, valueOf } from '../../../lib/values';
import type { Table } from '../../../lib/network';
import type { Machine, Topology } from '../../../lib/network/topology/topology';
import type { Probe, ProbedPorts } from '../../drivers/net/probe';

const transports = ['tcp', 'udp'] as const;
const loopback = valueOf(parseIpv4('127.0.0.1'));

/** Every machine to every address and loopback, on every port, over both transports. @param further addresses of no machine */
export function wholeMatrix(
  topology: Topology,
  ports: ProbedPorts,
  further: readonly Ipv4[],
): readonly Probe[] {
  const addresses = [...new Set([...topology.machines.flatMap(addressesOf), ...further, loopback])];
  return topology.machines.flatMap((machine) =>
    addresses.flatMap((to) =>
      transports.flatMap((transport) =>
        ports[transport]
          .map((port): Probe => ({ from: machine.name, to, transport, port }))
          .filter((probe) => !isTunnel(topology, machine, probe)),
      ),
    ),
  );
}

/** Every address for which a machine answers. */
export function addressesOf({ interfaces, tunnel }: Machine): readonly Ipv4[] {
  return [
    ...interfaces.flatMap(({ address, answersFor = [] }) => [address, ...answersFor]),
    ...(tunnel === undefined ? [] : [tunnel.address]),
  ];
}

/**
 * Ports that rules name, with the neighbours of every range, on both transports: what is next to an open port must be closed.
 * @param further ports that no rule names
 */
export function portsOf(topology: Topology, further: readonly number[]): ProbedPorts {
  const named = topology.machines.flatMap(({ tables, relays }) => [
    ...tables.flatMap(namedPorts),
    ...relays.map(({ port }) => port),
  ]);
  const all = [...new Set([...further, ...named.flatMap((port) => [port - 1, port, port + 1])])]
    .filter((port) => port > 0 && port < 65536)
    .sort((a, b) => a - b);
  return { tcp: all, udp: all };
}

function namedPorts({ chains }: Table): readonly number[] {
  return chains.flatMap(({ rules }) =>
    rules.flatMap(({ match, verdict }) => [
      ...(match.ports?.flatMap(({ first, last }) => [first, last]) ?? []),
      ...(verdict.kind === 'dnat' && verdict.port !== undefined ? [verdict.port] : []),
    ]),
  );
}

/** Nobody but the kernel listens on a tunnel's port, and it gives no answer: whether packets pass there, pods' probes show. */
function isTunnel({ machines }: Topology, from: Machine, { to, transport, port }: Probe): boolean {
  const ends = to === loopback ? [from] : machines.filter((machine) => addressesOf(machine).includes(to));
  return transport === 'udp' && ends.some(({ tunnel }) => tunnel?.port === port);
}
