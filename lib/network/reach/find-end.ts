import { cidrContains, type Ipv4, parseIpv4, rangeContains, type Report, suggest } from '../../values';
import type { Place } from '../flows';
import type { HostModel } from '../scene/host-model';
import { administratorName } from '../scene/surroundings';
import { type End, hostEnd, nodeEnd, outsideEnd, podsEnd, workloadEnd } from './end';

/**
 * Finds who is meant: a component, `component/workload`, `namespace/label=value`, a node, a host, an address, `internet` or
 * `administrators`. What cannot be found is reported with what is near.
 */
export function findEnd(model: HostModel, text: string, at: string, report: Report): End | undefined {
  const { facts, components } = model.plan;
  const places = components.flatMap((component) =>
    component.workloads.map((workload) => ({ component, workload })),
  );
  if (text === 'internet') return reachable(outsideEnd(model, text, ['internet']), text, at, report);
  if (text === 'administrators') {
    const names = (facts.administrators?.networks ?? []).map(administratorName);
    return reachable(outsideEnd(model, text, names), text, at, report);
  }
  if (/^[\d.]+$/.test(text)) return byAddress(model, text, at, report);
  const node = facts.nodes.find(({ name }) => name === text);
  if (node !== undefined) return nodeEnd(model, node);
  const host = facts.hosts.find(({ name }) => name === text);
  if (host !== undefined) return reachable(hostEnd(model, host), text, at, report);
  const [first, second] = split(text);
  if (second?.includes('=') === true) return byLabels(model, places, first, second, at, report);
  const found = places.filter((place) => isMeant(place, first, second));
  const [only] = found;
  if (only !== undefined && found.length === 1) return workloadEnd(model, only);
  const names = places.map(({ component, workload }) => `${component.name}/${workload.name}`);
  if (found.length > 1)
    report({
      at,
      reason: `"${text}" has several workloads`,
      next: `name one of ${found.map(({ component, workload }) => `${component.name}/${workload.name}`).join(', ')}`,
    });
  else
    report({
      at,
      reason: `nothing in ${facts.name} is named "${text}"`,
      next: suggest(
        text,
        [...facts.nodes, ...facts.hosts]
          .map(({ name }) => name)
          .concat(
            components.map(({ name }) => name),
            names,
            ['internet', 'administrators'],
          ),
      ),
    });
  return undefined;
}

function split(text: string): readonly [string, string?] {
  const slash = text.indexOf('/');
  return slash < 0 ? [text] : [text.slice(0, slash), text.slice(slash + 1)];
}

function isMeant({ component, workload }: Place, first: string, second: string | undefined): boolean {
  if (second !== undefined) return component.name === first && workload.name === second;
  // A component's Jobs listen to nobody; whoever names the component means what answers there.
  const answering = component.workloads.filter(({ listens }) => listens.length > 0);
  return component.name === first && (answering.length === 0 || answering.includes(workload));
}

function byLabels(
  model: HostModel,
  places: readonly Place[],
  namespace: string,
  text: string,
  at: string,
  report: Report,
): End | undefined {
  const labels = Object.fromEntries(
    text.split(',').map((pair) => {
      const sign = pair.indexOf('=');
      return sign < 1 ? ['', ''] : [pair.slice(0, sign), pair.slice(sign + 1)];
    }),
  );
  if (Object.hasOwn(labels, '')) {
    report({ at, reason: `"${text}" is no list of labels`, next: 'write namespace/key=value,key=value' });
    return undefined;
  }
  const [only, ...others] = places.filter(
    ({ component, workload }) =>
      component.namespace === namespace &&
      Object.entries(labels).every(([key, value]) => workload.pods[key] === value),
  );
  return only !== undefined && others.length === 0
    ? workloadEnd(model, only)
    : podsEnd(model, namespace, labels);
}

function byAddress(model: HostModel, text: string, at: string, report: Report): End | undefined {
  const { facts, components } = model.plan;
  const address = parseIpv4(text, at, report);
  if (address !== text) return undefined;
  const node = facts.nodes.find((one) => one.address === address);
  if (node !== undefined) return nodeEnd(model, node);
  const host = facts.hosts.find(({ interfaces }) => interfaces.some((card) => card.address === address));
  if (host !== undefined) return { ...hostEnd(model, host), calls: address };
  const { pods, services } = facts.networks;
  if (cidrContains(pods.cidr, address)) {
    reportLost(text, 'of the pod network, and pods come and go', at, report);
    return undefined;
  }
  if (cidrContains(services.cidr, address)) return byService(model, address, at, report);
  const answering = answeringFor(model, address);
  if (answering !== undefined) return answering;
  if (
    components.some((component) => component.pools?.some((pool) => rangeContains(pool, address)) === true)
  ) {
    reportLost(text, "of a load balancer's pool, and a Service gets its address at run time", at, report);
    return undefined;
  }
  const network = Object.entries(facts.networks).find(([, { cidr }]) => cidrContains(cidr, address))?.[0];
  if (network === undefined)
    return reachable(outsideEnd(model, text, ['internet'], address), text, at, report);
  const stranger = outsideEnd(model, text, [`stranger@${network}`], address);
  return reachable({ ...stranger, strangerOn: network }, text, at, report);
}

/** A node that answers for a load balancer's address to which a gateway leads, or the router, which is the gateway of a network. */
function answeringFor(model: HostModel, address: Ipv4): End | undefined {
  const machine = model.scene.machines.find(
    ({ kind, interfaces }) =>
      (kind === 'node' || kind === 'router') &&
      interfaces.some((card) => card.address === address || card.answersFor?.includes(address) === true),
  );
  return machine && { ...outsideEnd(model, address, [machine.name], address), calls: address };
}

/** The API's Service leads to the servers; those of components are given their addresses at run time. */
function byService(model: HostModel, address: Ipv4, at: string, report: Report): End | undefined {
  const { facts } = model.plan;
  const server = facts.nodes.find(({ role }) => role === 'server');
  if (address !== facts.apiService || server === undefined) {
    reportLost(address, 'of the service network, and a Service gets its address at run time', at, report);
    return undefined;
  }
  const offers = [{ port: 443, transport: 'tcp' as const, what: 'API' }];
  return { ...nodeEnd(model, server), name: 'the API', calls: address, offers };
}

function reportLost(text: string, what: string, at: string, report: Report): void {
  report({
    at,
    reason: `${text} is an address ${what}`,
    next: 'name the component, or namespace/label=value',
  });
}

function reachable(end: End, text: string, at: string, report: Report): End | undefined {
  if (end.places.length > 0) return end;
  report({
    at,
    reason: `the inventory knows no way to ${text}`,
    next:
      text === 'administrators'
        ? 'write administrators.networks'
        : 'write the gateway of the network `nodes`',
  });
  return undefined;
}
