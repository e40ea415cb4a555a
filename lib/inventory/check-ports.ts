import type { Report } from '../values';
import type { Facts, Host } from './facts';
import { type HostPort, portsOf } from './host-claims';

/** A program on a host that listens on a port. */
type Listener = HostPort & { readonly at: string };

/** Reports programs of a host that use the same port: the second one cannot start. */
export function checkPorts(facts: Facts, at: string, report: Report): void {
  for (const host of facts.hosts) {
    const taken = new Map<string, Listener>();
    for (const listener of listenersOf(host, facts, `${at}.hosts.${host.name}.programs`, report)) {
      const key = `${listener.port}/${listener.transport}`;
      const earlier = taken.get(key);
      if (earlier === undefined) taken.set(key, listener);
      else
        report({
          at: listener.at,
          reason: `${listener.what} needs port ${key} on host ${host.name}, which ${earlier.what} already uses`,
          next: 'change the port of one of them, or move it to another host',
        });
    }
  }
}

function listenersOf(host: Host, facts: Facts, at: string, report: Report): readonly Listener[] {
  return [{ what: 'SSH', at, port: 22, transport: 'tcp' }, ...portsOf(host, facts, report)];
}
