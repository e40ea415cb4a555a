import * as v from 'valibot';
import { connectionShape, machineAt, remoteAddress, sourceFetchers, type Upstream } from '../component';
import { claimsOf, type Facts } from '../inventory';
import { keyPath, type Report, shown } from '../values';
import type { PlannedConnection } from './connection';
import type { ReadComponent } from './planned';
import { readDestination } from './read-connections';

/**
 * The components, with connections from what fetches upstreams to where they are: only the whole cluster says which charts and
 * folders there are. An upstream inside the cluster is
 * reported: no policy opens that by its name.
 */
export function withSources(
  components: readonly ReadComponent[],
  facts: Facts,
  at: string,
  report: Report,
): readonly ReadComponent[] {
  const fetched = components.flatMap(({ name, upstream }): readonly PlannedConnection[] => {
    if (upstream === undefined) return [];
    const { host, port } = addressOf(upstream);
    const shaped = v.safeParse(connectionShape, {
      to: machineAt(host, facts.nodes, { port }),
      why: `fetch ${name}`,
    });
    const place = `${keyPath(`${at}.components`, name)}.upstream`;
    if (!shaped.success) {
      report({
        at: place,
        reason: `${shown(host)} is not an address from which Argo CD can fetch`,
        next: 'write the address of a repository outside the cluster',
      });
      return [];
    }
    return [{ to: readDestination(shaped.output.to, facts, place, report), why: shaped.output.why }];
  });
  return components.map((component) => {
    const fetchers = claimsOf(component, sourceFetchers).map(({ value }) => value);
    if (fetchers.length === 0) return component;
    return {
      ...component,
      workloads: component.workloads.map((workload) =>
        fetchers.includes(workload.name)
          ? { ...workload, connects: withOthers(workload.connects, fetched) }
          : workload,
      ),
    };
  });
}

function addressOf(upstream: Upstream): ReturnType<typeof remoteAddress> {
  return upstream.kind === 'helm' ? remoteAddress(upstream.repository, 443) : remoteAddress(upstream.url, 22);
}

/** The connections, and those of others that none of them opens. */
function withOthers(
  own: readonly PlannedConnection[],
  others: readonly PlannedConnection[],
): readonly PlannedConnection[] {
  const all = [...own];
  for (const other of others) if (!all.some((one) => opens(one, other))) all.push(other);
  return all;
}

function opens({ to: one }: PlannedConnection, { to: other }: PlannedConnection): boolean {
  if (one.kind !== other.kind || !('ports' in one) || !('ports' in other)) return false;
  const ports = one.ports.first <= other.ports.first && other.ports.last <= one.ports.last;
  if (one.kind !== 'internet' || other.kind !== 'internet') return ports;
  return ports && (one.host.kind === 'anywhere' || JSON.stringify(one.host) === JSON.stringify(other.host));
}
