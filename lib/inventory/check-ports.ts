import type { Report } from '../values';
import type { Facts, Host } from './facts';

/** Something on a host that takes a port for itself. */
interface Listener {
  readonly what: string;
  readonly at: string;
  readonly port: number;
  readonly transport: 'tcp' | 'udp';
}

/** Reports services of a host that want the same port: the one that starts later does not start. */
export function checkPorts(facts: Facts, at: string, report: Report): void {
  for (const host of facts.hosts) {
    const taken = new Map<string, Listener>();
    for (const listener of listenersOf(host, facts, `${at}.hosts.${host.name}.services`)) {
      const key = `${listener.port}/${listener.transport}`;
      const earlier = taken.get(key);
      if (earlier === undefined) taken.set(key, listener);
      else
        report({
          at: listener.at,
          reason: `${listener.what} wants port ${key} of host ${host.name}, which ${earlier.what} has`,
          next: 'give one of them another port, or a host of its own',
        });
    }
  }
}

function listenersOf({ services }: Host, facts: Facts, at: string): readonly Listener[] {
  const { dns, dhcp, apiBalancer, postgresql } = services;
  return [
    { what: 'SSH', at, port: 22, transport: 'tcp' },
    ...(dhcp === undefined ? [] : [{ what: 'DHCP', at: `${at}.dhcp`, port: 67, transport: 'udp' } as const]),
    ...(apiBalancer === undefined
      ? []
      : [
          {
            what: 'the balancer of the API',
            at: `${at}.apiBalancer`,
            port: facts.api.port,
            transport: 'tcp',
          } as const,
        ]),
    ...(dns === undefined
      ? []
      : (['tcp', 'udp'] as const).map((transport) => ({
          what: 'the name server',
          at: `${at}.dns.port`,
          port: dns.port,
          transport,
        }))),
    ...(postgresql === undefined
      ? []
      : [
          {
            what: 'PostgreSQL',
            at: `${at}.postgresql.port`,
            port: postgresql.port,
            transport: 'tcp',
          } as const,
        ]),
  ];
}
