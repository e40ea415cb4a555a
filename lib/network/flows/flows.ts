import type { Listener } from '../../component';
import { type Facts, provides } from '../../inventory';
import type { ClusterPlan, PlannedComponent, PlannedWorkload } from '../../plan';
import { onePort, type Outside, type PortRange, type Transport } from '../../values';
import { apiServers, dnsPort } from './zone';

/** A workload, with the component that it belongs to. */
export interface OwnedWorkload {
  readonly component: PlannedComponent;
  readonly workload: PlannedWorkload;
}

/** One declared connection: who opens it, to what, on which ports, and why. */
export interface Flow {
  readonly from: OwnedWorkload;
  readonly to: FlowTarget;
  readonly ports: PortRange;
  readonly transport: Transport;
  readonly why: string;
}

/** Where a flow ends, after service translation. */
export type FlowTarget =
  | { readonly kind: 'workload'; readonly place: OwnedWorkload }
  | { readonly kind: 'host'; readonly host: string }
  | { readonly kind: 'kube-apiserver' }
  | { readonly kind: 'cluster-dns' }
  | { readonly kind: 'nodes' }
  | { readonly kind: 'internet'; readonly host: Outside };

/** The declared flows of a cluster, found by the workload where they begin and by the listener where they end. */
export interface FlowTable {
  readonly all: readonly Flow[];
  readonly outOf: (place: OwnedWorkload) => readonly Flow[];
  readonly into: (place: OwnedWorkload, listener: Listener) => readonly Flow[];
}

/** Every flow that the components declare, and DNS for every workload that connects to something. */
export function declaredFlows(plan: ClusterPlan): FlowTable {
  const places = plan.components.flatMap((component) =>
    component.workloads.map((workload) => ({ component, workload })),
  );
  const byName = new Map(places.map((place) => [placeName(place), place]));
  const all = [
    ...places.flatMap((from) => [
      ...from.workload.connects.flatMap((connection) => flowOf(from, connection, byName, plan.facts)),
      ...(from.workload.connects.length > 0 ? dnsFlows(from) : []),
    ]),
    ...places.flatMap((place) => operatorFlows(place, places)),
  ];
  const begin = grouped(all, ({ from }) => placeName(from));
  const end = grouped(all, (flow) =>
    flow.to.kind === 'workload'
      ? listenerName(flow.to.place, { port: flow.ports.first, transport: flow.transport })
      : '',
  );
  return {
    all,
    outOf: (place) => begin.get(placeName(place)) ?? [],
    into: (place, listener) => end.get(listenerName(place, listener)) ?? [],
  };
}

/** A workload's name in the whole cluster. */
export function placeName({
  component,
  workload,
}: Pick<OwnedWorkload, 'workload'> & { readonly component: { readonly name: string } }): string {
  return `${component.name}/${workload.name}`;
}

function listenerName(
  place: OwnedWorkload,
  { port, transport }: { readonly port: number; readonly transport: string },
): string {
  return `${placeName(place)}:${port}/${transport}`;
}

function grouped(flows: readonly Flow[], key: (flow: Flow) => string): Map<string, Flow[]> {
  const groups = new Map<string, Flow[]>();
  for (const flow of flows) {
    const group = groups.get(key(flow));
    if (group === undefined) groups.set(key(flow), [flow]);
    else group.push(flow);
  }
  return groups;
}

function flowOf(
  from: OwnedWorkload,
  { to, why }: PlannedWorkload['connects'][number],
  places: ReadonlyMap<string, OwnedWorkload>,
  facts: Facts,
): Flow[] {
  switch (to.kind) {
    case 'kube-apiserver':
      return [{ from, to, ports: onePort(apiServers(facts).port), transport: 'tcp', why }];
    case 'internet':
      return [
        { from, to: { kind: 'internet', host: to.host }, ports: to.ports, transport: to.transport, why },
      ];
    case 'nodes':
      return [{ from, to: { kind: 'nodes' }, ports: to.ports, transport: to.transport, why }];
    case 'endpoint': {
      const { owner, port, transport } = to.endpoint;
      if (owner.kind === 'host') return [{ from, to: owner, ports: onePort(port), transport, why }];
      const place = places.get(`${owner.component}/${owner.workload}`);
      // A missing one was reported when the cluster was read; the plan holds none.
      return place === undefined
        ? []
        : [{ from, to: { kind: 'workload', place }, ports: onePort(owner.targetPort), transport, why }];
    }
  }
}

/** Flows of an operator to the listeners that it operates. */
function operatorFlows(place: OwnedWorkload, places: readonly OwnedWorkload[]): Flow[] {
  return place.workload.listens.flatMap(({ operatedBy, port, transport }) =>
    operatedBy === undefined
      ? []
      : places
          .filter(({ component }) => provides(component, operatedBy))
          .map((from) => ({
            from,
            to: { kind: 'workload', place },
            ports: onePort(port),
            transport,
            why: 'operate it',
          })),
  );
}

function dnsFlows(from: OwnedWorkload): Flow[] {
  const to: FlowTarget = { kind: 'cluster-dns' };
  const why = 'look names up';
  const ports = onePort(dnsPort);
  return [
    { from, to, ports, transport: 'udp', why },
    { from, to, ports, transport: 'tcp', why },
  ];
}
