import {
  type AddressOrName,
  type Connection,
  type Facts,
  type Host,
  type Ipv4,
  ipv4ToNumber,
  machineAt,
  nameServerPort,
  type PlanContext,
  shown,
} from '../../core';

/** A name server that is asked. */
export interface Forwarder {
  /** As CoreDNS takes it: an address, with its port where that is not 53. */
  readonly target: string;
  /** The connections to it, for whoever asks who talks to whom. */
  readonly connections: readonly Connection[];
}

type Context = Pick<PlanContext, 'facts' | 'report'>;

/**
 * The name servers behind addresses, or names of hosts of the inventory. Reports unknown names, hosts that serve no DNS, and
 * addresses that would lead back to CoreDNS.
 */
export function forwardersTo(
  written: readonly AddressOrName[],
  at: string,
  context: Context,
): readonly Forwarder[] {
  return written.flatMap((entry, index) =>
    entry.by === 'address'
      ? [atAddress(entry.address, `${at}[${index}]`, context)]
      : named(entry.name, `${at}[${index}]`, context),
  );
}

function named(name: string, at: string, { facts, report }: Context): readonly Forwarder[] {
  const host = facts.hosts.find((one) => one.name === name);
  const port = host && nameServerPort(host);
  if (host !== undefined && port !== undefined) return [forwarderTo(host, port)];
  if (host === undefined)
    report({ at, reason: `no host of the cluster is named "${name}"`, next: hostsAsked(facts) });
  else
    report({
      at,
      reason: `host "${name}" serves no DNS`,
      next: `add dns() to programs of ${name}, or name another host`,
    });
  return [];
}

function atAddress(address: Ipv4, at: string, { facts, report }: Context): Forwarder {
  if (address === facts.dnsService || ipv4ToNumber(address) >>> 24 === 127)
    report({
      at,
      reason: `${shown(address)} leads back to CoreDNS itself, whose loop plugin then ends the process`,
      next: 'write the address of a name server outside the cluster',
    });
  const owner = facts.hosts.find((host) => host.address === address);
  const port = owner && nameServerPort(owner);
  if (owner !== undefined && port !== undefined) return forwarderTo(owner, port);
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
  const serving = facts.hosts.filter((host) => nameServerPort(host) !== undefined).map((host) => host.name);
  return serving.length === 0
    ? 'write an address, or declare a host with programs: [dns()]'
    : `write an address, or one of ${serving.join(', ')}`;
}
