import { provides } from '../../inventory';
import { cidrContains, type Outside, type Problem } from '../../values';
import { machinesIn } from '../audit/zone-machines';
import type { Transport } from '../firewall/rule';
import { declaredFlows, type Flow } from '../flows/flows';
import type { End, Offer } from './end';
import { isNamedBy, type Named } from './named';
import type { ReachModel } from './reach-model';
import { doorTo } from './services/backends';

/**
 * The ports of declared connections from one end to another: those of the workload that opens them, or those that machines need.
 * @returns nothing where none is declared
 */
export function declaredPorts(model: ReachModel, from: Named, to: Named, ends: Ends): readonly Offer[] {
  const found = from.kind === 'workload' ? flowsOf(model, from, to) : machineFlows(model, ends);
  return [...new Map(found.map((offer) => [`${offer.port}/${offer.transport}`, offer])).values()];
}

interface Ends {
  readonly from: End;
  readonly to: End;
}

function flowsOf(
  { hosts }: ReachModel,
  { place }: Extract<Named, { readonly kind: 'workload' }>,
  to: Named,
): readonly Offer[] {
  return declaredFlows(hosts.plan)
    .outOf(place)
    .filter((flow) => leadsTo(flow, to))
    .map(({ ports, transport, why }) => ({ port: ports.first, transport, what: why }));
}

function leadsTo({ to }: Flow, named: Named): boolean {
  switch (to.kind) {
    case 'workload':
      return named.kind === 'workload' && named.place.workload === to.place.workload;
    case 'host':
      return named.kind === 'host' && named.host.name === to.host;
    case 'kube-apiserver':
      return named.kind === 'node' && named.node.role === 'server';
    case 'cluster-dns':
      return named.kind === 'given'
        ? named.pods.role === 'cluster DNS'
        : named.kind === 'workload' && provides(named.place.component, 'cluster DNS');
    case 'nodes':
      return named.kind === 'node';
    case 'internet':
      return isOutside(to.host, named);
  }
}

function isOutside(host: Outside, named: Named): boolean {
  switch (host.kind) {
    case 'anywhere':
      return named.kind === 'internet';
    case 'name':
      return named.kind === 'domain' && named.name === host.name;
    case 'pattern':
      return named.kind === 'domain' && isNamedBy(host.pattern, named.name);
    case 'network':
      return named.kind === 'address' && cidrContains(host.cidr, named.address);
  }
}

function machineFlows({ hosts }: ReachModel, { from, to }: Ends): readonly Offer[] {
  const nodes = hosts.topology.machines.filter(({ kind }) => kind === 'node');
  const isAt = ({ places }: End, zone: Parameters<typeof machinesIn>[0]) => {
    const names = new Set(machinesIn(zone, hosts, nodes).map(({ name }) => name));
    return places.length > 0 && places.every(([{ name }]) => names.has(name));
  };
  if (from.peer.kind === 'pod' || to.peer.kind === 'pod') return [];
  return hosts.flows
    .filter((flow) => isAt(from, flow.from) && isAt(to, flow.to))
    .map(({ ports, transport, why }) => ({ port: ports.first, transport, what: why }));
}

/** What is wrong with a question about a port on which declared pods do not listen, neither by themselves nor by a Service. */
export function notOffered(
  model: ReachModel,
  end: End,
  port: number,
  transport: Transport,
): Problem | undefined {
  const isPod = end.peer.kind === 'pod' && end.unknown === undefined;
  if (!isPod || end.offers.some((offer) => offer.port === port && offer.transport === transport))
    return undefined;
  if (doorTo(model, end, port, transport) !== undefined) return undefined;
  const offers = end.offers.map((offer) => `${offer.port}/${offer.transport} (${offer.what})`);
  return {
    at: 'port',
    reason: `${end.name} does not listen on ${port}/${transport}`,
    next: offers.length === 0 ? 'it declares no port' : `it listens on ${offers.join(', ')}`,
  };
}
