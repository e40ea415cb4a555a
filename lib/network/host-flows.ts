import { type Facts, serversOf } from '../inventory';
import type { ClusterPlan } from '../plan';
import { type Cidr, onePort, type Outside, type PortRange, type Transport } from '../values';
import type { ExposedPort } from './balanced-ports';

/** Machines or addresses that take part in a flow, as firewalls of hosts see them. */
export type Zone =
  | { readonly kind: 'nodes' }
  | { readonly kind: 'servers' }
  /** Pods on their own network. What a pod sends to a node or host, Flannel and Cilium give its node's address. */
  | { readonly kind: 'pods' }
  | { readonly kind: 'host'; readonly host: string }
  | { readonly kind: 'administrators' }
  /** Machines of one of the cluster's networks. */
  | { readonly kind: 'network'; readonly network: string }
  /** Whatever is outside the cluster. */
  | { readonly kind: 'internet' }
  /** Machines outside the cluster whose addresses lie in a network. */
  | { readonly kind: 'addresses'; readonly cidr: Cidr }
  | { readonly kind: 'anywhere' };

/** A connection between machines that the cluster needs. */
export interface HostFlow {
  readonly from: Zone;
  readonly to: Zone;
  readonly transport: Transport;
  readonly ports: PortRange;
  /** What for, in a few words. */
  readonly why: string;
  /** Whether the receiver translates it and hands it on, before its filter looks at what comes in. */
  readonly translated?: true;
}

const nodes: Zone = { kind: 'nodes' };
const servers: Zone = { kind: 'servers' };
const pods: Zone = { kind: 'pods' };
const administrators: Zone = { kind: 'administrators' };
const anywhere: Zone = { kind: 'anywhere' };

/**
 * Every flow that the hosts have to let pass: k3s', the network plugin's, the components', and those of the people who look
 * after them. Ports of k3s: https://docs.k3s.io/installation/requirements#networking
 */
export function hostFlows(plan: ClusterPlan, exposed: readonly ExposedPort[]): readonly HostFlow[] {
  return distinctFlows([
    ...administratorFlows(plan.facts),
    ...k3sFlows(plan.facts),
    ...serviceFlows(plan.facts),
    ...pluginFlows(plan),
    ...dnsFlows(plan.facts),
    ...componentFlows(plan),
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

function administratorFlows({ api, hosts, administrators: people }: Facts): HostFlow[] {
  if (people === undefined) return [];
  const balancer = hosts.find((host) => host.services.apiBalancer !== undefined);
  // Behind a gateway, nodes are reached from there.
  const before = hosts.find((host) => host.services.gateway?.inside === 'nodes');
  return [
    flow(before === undefined ? administrators : hostZone(before.name), nodes, 'tcp', 22, 'SSH'),
    ...hosts
      .filter((host) => host.system !== undefined)
      .map((host) => flow(administrators, hostZone(host.name), 'tcp', 22, 'SSH')),
    flow(
      administrators,
      balancer === undefined ? servers : hostZone(balancer.name),
      'tcp',
      api.port,
      'kubectl',
    ),
  ];
}

function serviceFlows({ hosts, api }: Facts): HostFlow[] {
  return hosts.flatMap(({ name, services, interfaces }) => [
    ...(services.apiBalancer === undefined
      ? []
      : [
          flow(nodes, hostZone(name), 'tcp', api.port, 'nodes reach the API'),
          flow(hostZone(name), servers, 'tcp', apiPort, 'the balancer reaches the API'),
        ]),
    ...(services.dhcp === undefined
      ? []
      : interfaces.flatMap(({ network }) =>
          network === 'nodes' ? [flow({ kind: 'network', network }, hostZone(name), 'udp', 67, 'DHCP')] : [],
        )),
  ]);
}

function k3sFlows(facts: Facts): HostFlow[] {
  const several = serversOf(facts).length > 1;
  return [
    flow(nodes, servers, 'tcp', apiPort, 'agents reach the API'),
    flow(pods, servers, 'tcp', apiPort, 'pods reach the API'),
    flow(servers, nodes, 'tcp', kubeletPort, 'logs and exec by the API server'),
    ...(facts.k3s.disable.includes('metrics-server')
      ? []
      : [flow(pods, nodes, 'tcp', kubeletPort, 'metrics-server asks the kubelets')]),
    ...(several ? [flow(servers, servers, 'tcp', { first: 2379, last: 2380 }, 'etcd')] : []),
  ];
}

function pluginFlows({ facts, components }: ClusterPlan): HostFlow[] {
  const provides = (kind: string) => components.some((component) => component.kind === kind);
  return [
    flow(pods, pods, 'tcp', { first: 1, last: 65535 }, 'pods among themselves'),
    flow(pods, pods, 'udp', { first: 1, last: 65535 }, 'pods among themselves'),
    ...(facts.k3s.networkPlugin === 'flannel' || provides('cilium')
      ? [flow(nodes, nodes, 'udp', vxlanPort, 'VXLAN between nodes')]
      : []),
    ...(provides('cilium')
      ? [flow(nodes, nodes, 'tcp', 4240, 'Cilium asks its peers for their health')]
      : []),
    ...(provides('metallb')
      ? (['tcp', 'udp'] as const).map((transport) =>
          flow(nodes, nodes, transport, 7946, 'MetalLB speakers find each other'),
        )
      : []),
  ];
}

/** Pods on the node's network ask the cluster's name server from there. */
function dnsFlows({ hosts }: Facts): HostFlow[] {
  const ours = hosts.filter((host) => host.system !== undefined);
  const ask = (from: Zone, to: Zone, port: number, why: string) =>
    (['udp', 'tcp'] as const).map((transport) => flow(from, to, transport, port, why));
  return [
    ...hosts.flatMap(({ name, services: { dns } }) =>
      dns === undefined
        ? []
        : [
            nodes,
            pods,
            ...ours.filter((host) => host.name !== name).map((host) => hostZone(host.name)),
          ].flatMap((from) => ask(from, hostZone(name), dns.port, 'DNS')),
    ),
    ...ours
      .filter(({ services }) => services.dns !== undefined)
      .flatMap((host) =>
        ask(hostZone(host.name), { kind: 'internet' }, dnsPort, 'names that it does not know'),
      ),
    ...ask(nodes, pods, dnsPort, 'DNS of the cluster'),
  ];
}

function componentFlows({ components }: ClusterPlan): HostFlow[] {
  return components.flatMap((component) =>
    component.workloads.flatMap((workload) => {
      const from = workload.hostNetwork ? nodes : pods;
      return workload.connects.flatMap(({ to, why }): HostFlow[] => {
        const reason = `${component.name}: ${why}`;
        switch (to.kind) {
          case 'kube-apiserver':
            return [];
          case 'internet':
            return [flow(from, outsideZone(to.host), to.transport, to.ports, reason)];
          case 'nodes':
            return [flow(from, nodes, to.transport, to.ports, reason)];
          case 'endpoint': {
            const { owner, port, transport } = to.endpoint;
            return owner.kind === 'host' ? [flow(from, hostZone(owner.host), transport, port, reason)] : [];
          }
        }
      });
    }),
  );
}

/** Port of the API on every server; what a balancer listens on may be another one. */
export const apiPort = 6443;
const kubeletPort = 10250;
/** Port of name servers. */
export const dnsPort = 53;
/** UDP port of Flannel's and Cilium's VXLAN devices. */
export const vxlanPort = 8472;

/** The zone of machines outside. A packet filter knows no names, so it opens the way to everything outside for them. */
export function outsideZone(host: Outside): Zone {
  return host.kind === 'network' ? { kind: 'addresses', cidr: host.cidr } : { kind: 'internet' };
}

function hostZone(host: string): Zone {
  return { kind: 'host', host };
}

function flow(from: Zone, to: Zone, transport: Transport, ports: number | PortRange, why: string): HostFlow {
  return { from, to, transport, ports: typeof ports === 'number' ? onePort(ports) : ports, why };
}

function distinctFlows(flows: readonly HostFlow[]): readonly HostFlow[] {
  return [...new Map(flows.map((one) => [JSON.stringify(one), one])).values()];
}
