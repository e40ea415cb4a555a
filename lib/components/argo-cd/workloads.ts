import { type Connection, endpointOf, type Facts, type Listener, machineAt, type Workload } from '../../core';

/** What decides the flows. */
export interface ArgoCdFlows {
  readonly component: string;
  readonly namespace: string;
  readonly release: string;
  readonly applicationSets: boolean;
  /** Whether people reach the page by a route. */
  readonly routed: boolean;
  /** Where the git repository is cloned from. */
  readonly git: { readonly host: string; readonly port: number };
  /** The cluster's nodes. */
  readonly nodes: Facts['nodes'];
  /** API servers of other clusters. */
  readonly clusters: readonly { readonly host: string; readonly port: number }[];
}

/** The pods that the chart makes with our values, and who of them talks to whom. */
export function argoCdWorkloads(flows: ArgoCdFlows): readonly Workload[] {
  const repoServer = inside(flows, 'repo-server', 8081, 'render manifests');
  const redis = inside(flows, 'redis', 6379, 'share a cache');
  const api = (why: string): Connection => ({ to: { kind: 'kube-apiserver' }, why });
  const clusters = flows.clusters.map(({ host, port }): Connection => ({
    to: machineAt(host, flows.nodes, { port }),
    why: 'deliver to another cluster',
  }));
  return [
    workload(
      flows,
      'application-controller',
      [metrics(8082)],
      [repoServer, redis, api('compare and apply'), ...clusters],
    ),
    workload(
      flows,
      'server',
      [{ ...tcp('server', 8080), open: flows.routed ? 'ingress' : 'declared' }, metrics(8083)],
      [repoServer, redis, api('serve Applications'), ...clusters],
    ),
    workload(flows, 'repo-server', [tcp('repo-server', 8081), metrics(8084)], [redis, ...sources(flows)]),
    workload(flows, 'redis', [tcp('redis', 6379)], []),
    workload(flows, 'redis-secret-init', [], [api("make the cache's password")]),
    ...(flows.applicationSets
      ? [
          workload(
            flows,
            'applicationset-controller',
            [metrics(8080), tcp('probe', 8081), tcp('webhook', 7000)],
            [repoServer, api('keep Applications')],
          ),
        ]
      : []),
  ];
}

function workload(
  { release }: ArgoCdFlows,
  name: string,
  listens: readonly Listener[],
  connects: readonly Connection[],
): Workload {
  return {
    name,
    pods: podsOf(release, name),
    listens,
    connects,
    hostNetwork: false,
  };
}

/** The labels by which the chart's own Services and Deployments find pods. */
export function podsOf(release: string, name: string): Readonly<Record<string, string>> {
  return { 'app.kubernetes.io/name': `argocd-${name}`, 'app.kubernetes.io/instance': release };
}

/** Git repository and chart repositories. The other components say which charts a cluster uses. */
function sources({ git: { host, port }, nodes }: ArgoCdFlows): readonly Connection[] {
  const charts: Connection = {
    to: { kind: 'internet', host: '*', port: 443 },
    why: 'fetch charts and repositories',
  };
  const repository = machineAt(host, nodes, { port });
  return port === 443 && repository.kind === 'internet'
    ? [charts]
    : [charts, { to: repository, why: "clone the cluster's repository" }];
}

function inside(flows: ArgoCdFlows, part: string, port: number, why: string): Connection {
  const { component, namespace, release } = flows;
  const endpoint = endpointOf('argo-cd', port, {
    component,
    namespace,
    service: `${release}-${part}`,
    workload: part,
    targetPort: port,
  });
  return { to: { kind: 'endpoint', endpoint }, why };
}

function tcp(name: string, port: number): Listener {
  return { name, port, transport: 'tcp', open: 'declared' };
}

function metrics(port: number): Listener {
  return tcp('metrics', port);
}
