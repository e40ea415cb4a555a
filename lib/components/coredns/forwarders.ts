import { type Connection, machineAt, type PlanContext } from '../../component';
import type { Facts, Host } from '../../inventory';
import { ipv4ToNumber, parseIpv4, shown } from '../../values';

/** A name server that is asked. */
export interface Forwarder {
  /** As CoreDNS takes it: an address, with its port where that is not 53. */
  readonly target: string;
  /** The connections to it, for whoever asks who talks to whom. */
  readonly connections: readonly Connection[];
}

/**
 * Reads name servers: addresses, or names of hosts of the inventory. Reports what is neither, hosts that serve no DNS, and
 * addresses that would lead back to CoreDNS.
 */
export function parseForwarders(
  written: readonly string[],
  at: string,
  context: Pick<PlanContext, 'facts' | 'report'>,
): readonly Forwarder[] {
  return written.map((entry, index) => readForwarder(entry, `${at}[${index}]`, context));
}

function readForwarder(
  entry: string,
  at: string,
  { facts, report }: Pick<PlanContext, 'facts' | 'report'>,
): Forwarder {
  const named = facts.hosts.find((host) => host.name === entry);
  if (named !== undefined) {
    if (named.services.dns !== undefined) return forwarderTo(named, named.services.dns.port);
    report({
      at,
      reason: `host ${shown(entry)} serves no DNS`,
      next: `declare services.dns of ${entry}, or name another host`,
    });
    return { target: named.address, connections: [] };
  }
  if (!/^[\d.:/]+$/.test(entry)) {
    report({
      at,
      reason: `${shown(entry)} is neither an address nor a host of the cluster`,
      next: hostsAsked(facts),
    });
    return { target: entry, connections: [] };
  }
  const address = parseIpv4(entry, at, report);
  if (address === facts.dnsService || ipv4ToNumber(address) >>> 24 === 127)
    report({
      at,
      reason: `${shown(entry)} leads back to CoreDNS itself, whose loop plugin then ends the process`,
      next: 'write the address of a name server outside the cluster',
    });
  const owner = facts.hosts.find((host) => host.address === address);
  if (owner?.services.dns !== undefined) return forwarderTo(owner, owner.services.dns.port);
  return { target: address, connections: asking(address, facts.nodes, why) };
}

/** Connections to a name server that no host of the cluster is. */
export function asking(host: string, nodes: Facts['nodes'], reason: string): readonly Connection[] {
  return (['udp', 'tcp'] as const).map((transport) => ({
    to: machineAt(host, nodes, { port: 53, transport }),
    why: reason,
  }));
}

const why = 'ask for names outside the cluster';

function forwarderTo(host: Host, port: number): Forwarder {
  const owner = { kind: 'host', host: host.name } as const;
  return {
    target: port === 53 ? host.address : `${host.address}:${port}`,
    connections: (['udp', 'tcp'] as const).map((transport) => ({
      to: { kind: 'endpoint', endpoint: { protocol: 'dns', transport, port, owner } },
      why,
    })),
  };
}

function hostsAsked(facts: Facts): string {
  const serving = facts.hosts.filter((host) => host.services.dns !== undefined).map((host) => host.name);
  return serving.length === 0
    ? 'write an address, or declare a host with services.dns'
    : `write an address, or one of ${serving.join(', ')}`;
}
