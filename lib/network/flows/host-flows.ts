import {
  balancesApi,
  claimsOf,
  type Facts,
  gatewayOf,
  nameServerPort,
  servesAddresses,
} from '../../inventory';
import type { ClusterPlan } from '../../plan';
import type { ExposedPort } from '../balanced-ports';
import { pluginOf } from '../cluster-plugin';
import { declaredFlows, type Flow } from './flows';
import {
  apiPort,
  dnsPort,
  flow,
  type HostFlow,
  hostFlowClaims,
  hostZone,
  nodes,
  outsideZone,
  pods,
  servers,
  type Zone,
} from './zone';

const administrators: Zone = { kind: 'administrators' };
const anywhere: Zone = { kind: 'anywhere' };

/**
 * Every flow that the hosts have to let pass: the distribution's, the network plugin's, the components', and those of the people
 * who look after them.
 */
export function hostFlows(plan: ClusterPlan, exposed: readonly ExposedPort[]): readonly HostFlow[] {
  const { facts } = plan;
  return distinctFlows([
    ...administratorFlows(facts),
    ...claimsOf(plan, hostFlowClaims).flatMap(({ value, by }) => value(facts, by)),
    ...serviceFlows(facts),
    ...podFlows(plan),
    ...dnsFlows(facts),
    ...declaredFlows(plan).all.flatMap(betweenMachines),
    ...exposed.flatMap(({ nodePort, targetPort, transport, service }) => [
      ...(nodePort === undefined
        ? []
        : [
            {
              ...flow(anywhere, nodes, transport, nodePort, `Service ${service}`),
              translated: true as const,
            },
          ]),
      flow(anywhere, pods, transport, targetPort, `Service ${service}`),
    ]),
  ]);
}

function administratorFlows({ api, hosts, distribution, administrators: people }: Facts): HostFlow[] {
  if (people === undefined) return [];
  const balancer = hosts.find(balancesApi);
  // Behind a gateway, nodes are reached from there.
  const before = hosts.find((host) => gatewayOf(host)?.inside === 'nodes');
  return [
    flow(before === undefined ? administrators : hostZone(before.name), nodes, 'tcp', 22, 'SSH'),
    ...hosts
      .filter((host) => host.system !== undefined)
      .map((host) => flow(administrators, hostZone(host.name), 'tcp', 22, 'SSH')),
    ...(distribution.managed && balancer === undefined
      ? []
      : [
          flow(
            administrators,
            balancer === undefined ? servers : hostZone(balancer.name),
            'tcp',
            api.port,
            'kubectl',
          ),
        ]),
  ];
}

function serviceFlows({ hosts, api }: Facts): HostFlow[] {
  return hosts.flatMap((host) => [
    ...(balancesApi(host)
      ? [
          flow(nodes, hostZone(host.name), 'tcp', api.port, 'nodes reach the API'),
          flow(hostZone(host.name), servers, 'tcp', apiPort, 'the balancer reaches the API'),
        ]
      : []),
    ...(servesAddresses(host)
      ? host.interfaces.flatMap(({ network }) =>
          network === 'nodes'
            ? [flow({ kind: 'network', network }, hostZone(host.name), 'udp', 67, 'DHCP')]
            : [],
        )
      : []),
  ]);
}

/** What pods say to each other, and what carries it between the nodes. */
function podFlows(plan: ClusterPlan): HostFlow[] {
  const { packets, flows } = pluginOf(plan);
  return [
    ...(['tcp', 'udp'] as const).map((transport) =>
      flow(pods, pods, transport, { first: 1, last: 65535 }, 'pods among themselves'),
    ),
    ...(packets?.tunnel === undefined
      ? []
      : [flow(nodes, nodes, 'udp', packets.tunnel.port, 'VXLAN between nodes')]),
    ...flows,
  ];
}

/** Pods on the node's network ask the cluster's name server from there. */
function dnsFlows({ hosts }: Facts): HostFlow[] {
  const ours = hosts.filter((host) => host.system !== undefined);
  const ask = (from: Zone, to: Zone, port: number, why: string) =>
    (['udp', 'tcp'] as const).map((transport) => flow(from, to, transport, port, why));
  return [
    ...hosts.flatMap((server) => {
      const port = nameServerPort(server);
      if (port === undefined) return [];
      const others = ours.filter((host) => host !== server).map((host) => hostZone(host.name));
      return [nodes, pods, ...others].flatMap((from) => ask(from, hostZone(server.name), port, 'DNS'));
    }),
    ...ours
      .filter((host) => nameServerPort(host) !== undefined)
      .flatMap((host) =>
        ask(hostZone(host.name), { kind: 'internet' }, dnsPort, 'names that it does not know'),
      ),
    ...ask(nodes, pods, dnsPort, 'DNS of the cluster'),
  ];
}

/** A declared flow as the machines see it: what stays among pods, and what every pod may ask, is open already. */
function betweenMachines({ from, to, ports, transport, why }: Flow): HostFlow[] {
  const { component, workload } = from;
  const start = workload.hostNetwork ? nodes : pods;
  const end = zoneOf(to);
  return end === undefined ? [] : [flow(start, end, transport, ports, `${component.name}: ${why}`)];
}

/** Where a flow ends, as the machines see it. @returns nothing for pods, and for the API, which every node and pod reaches */
function zoneOf(to: Flow['to']): Zone | undefined {
  switch (to.kind) {
    case 'workload':
      return to.place.workload.hostNetwork ? nodes : undefined;
    case 'host':
      return hostZone(to.host);
    case 'nodes':
      return nodes;
    case 'internet':
      return outsideZone(to.host);
    case 'kube-apiserver':
    case 'cluster-dns':
      return undefined;
  }
}

function distinctFlows(flows: readonly HostFlow[]): readonly HostFlow[] {
  return [...new Map(flows.map((one) => [JSON.stringify(one), one])).values()];
}
