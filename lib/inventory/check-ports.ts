import type { Report } from '../values';
import type { Facts, Host } from './facts';
import { type HostPort, portsOf } from './host-claims';

/** Something on a host that takes a port for itself. */
type Listener = HostPort & { readonly at: string };

/** Reports programs of a host that want the same port: the one that starts later does not start. */
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
          reason: `${listener.what} wants port ${key} of host ${host.name}, which ${earlier.what} has`,
          next: 'give one of them another port, or a host of its own',
        });
    }
  }
}

function listenersOf(host: Host, facts: Facts, at: string, report: Report): readonly Listener[] {
  return [{ what: 'SSH', at, port: 22, transport: 'tcp' }, ...portsOf(host, facts, report)];
}
