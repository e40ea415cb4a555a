import { checkEndpoint, type ComponentOwner, type Endpoint, type Facts, type HostOwner } from '../inventory';
import { inWords, type Report } from '../values';
import type { ReadComponent } from './planned';

/** Reports connections to components and hosts that the cluster does not list, and to ports on which nothing listens. */
export function checkEndpoints(
  components: readonly ReadComponent[],
  facts: Facts,
  at: string,
  report: Report,
): void {
  for (const component of components) {
    const place = `${at}.components.${component.name}`;
    const unlisted = new Set<string>();
    for (const { endpoint, why } of endpointsOf(component)) {
      const { owner } = endpoint;
      const missing = owner.kind === 'host' ? !hasHost(owner, facts) : !hasComponent(owner, components);
      if (missing) reportUnlisted(owner, unlisted, place, why, report);
      else if (owner.kind === 'host') checkHost(endpoint, owner, facts, place, report);
      else checkOwner(endpoint, owner, components, place, why, report);
    }
  }
}

function endpointsOf(component: ReadComponent): { endpoint: Endpoint; why: string }[] {
  const seen = new Set<string>();
  return component.workloads.flatMap(({ connects }) =>
    connects.flatMap(({ to, why }) => {
      if (to.kind !== 'endpoint') return [];
      const key = JSON.stringify(to.endpoint);
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ endpoint: to.endpoint, why }];
    }),
  );
}

function hasHost({ host }: HostOwner, facts: Facts): boolean {
  return facts.hosts.some((candidate) => candidate.name === host);
}

function hasComponent({ component }: ComponentOwner, listed: readonly ReadComponent[]): boolean {
  return listed.some(({ name }) => name === component);
}

/** What several workloads of a component need is reported once. */
function reportUnlisted(
  owner: Endpoint['owner'],
  unlisted: Set<string>,
  at: string,
  why: string,
  report: Report,
): void {
  const name = owner.kind === 'host' ? owner.host : owner.component;
  const key = `${owner.kind} "${name}"`;
  if (unlisted.has(key)) return;
  unlisted.add(key);
  report({
    at,
    reason: `needs ${key} (for ${why}), which the cluster does not list`,
    next: `add it to ${owner.kind}s`,
  });
}

function checkOwner(
  endpoint: Endpoint,
  owner: ComponentOwner,
  components: readonly ReadComponent[],
  at: string,
  why: string,
  report: Report,
): void {
  const found = components.find((component) => component.name === owner.component);
  const { transport } = endpoint;
  // The pods in its folder are known once that is read, and then this is asked again.
  if (found?.folder !== undefined && found.content === undefined) return;
  const workload = found?.workloads.find((candidate) => candidate.name === owner.workload);
  const isHeard = workload?.listens.some(
    (listener) => listener.port === owner.targetPort && listener.transport === transport,
  );
  if (found !== undefined && isHeard !== true)
    report({
      at,
      reason: `connects to ${transport} port ${owner.targetPort} of ${owner.component} (for ${why}), where nothing listens`,
      next: `hand over an endpoint of the component that is listed, whose pods listen on ${listened(found)}`,
    });
  if (found !== undefined && found.namespace !== owner.namespace)
    report({
      at,
      reason: `connects to ${owner.component} in namespace ${owner.namespace}, but the one that is listed lives in ${found.namespace}`,
      next: `hand over the ${endpoint.protocol} endpoint of the component that is listed`,
    });
}

function listened({ workloads }: ReadComponent): string {
  const ports = workloads.flatMap(({ listens }) =>
    listens.map(({ name, port, transport }) => `${transport} ${port} (${name})`),
  );
  return ports.length === 0 ? 'no port' : inWords(ports);
}

/** What a program of the host says of those who connect to it is its own. */
function checkHost(endpoint: Endpoint, owner: HostOwner, facts: Facts, at: string, report: Report): void {
  const host = facts.hosts.find(({ name }) => name === owner.host);
  if (host === undefined) return;
  const { program } = owner;
  if (program !== undefined && host.programs.every(({ name }) => name !== program)) {
    report({
      at,
      reason: `needs ${program} on host ${host.name}, which does not list it`,
      next: `add it to programs of ${host.name}`,
    });
    return;
  }
  checkEndpoint(endpoint, { host, at, report });
}
