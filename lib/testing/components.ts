import type { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import * as v from 'valibot';
import {
  type Component,
  type ComponentPlan,
  type Connection,
  declareComponent,
  endpointOf,
  type HelmChart,
  type Listener,
  planOf,
  type Workload,
} from '../component';
import { type Capability, capability, claim, type Endpoint, type Role } from '../inventory';
import { networkPluginClaims } from '../network';
import { ciliumConnections, ciliumPlugin } from '../network/plugins/cilium';
import { connectionChecks } from '../plan';

/** Tiny components, so that tests of what is derived from components depend on no real one. */
export interface Made {
  readonly name: string;
  /** @default the component's name */
  readonly namespace?: string;
  /** @default 'thing' */
  readonly kind?: string;
  readonly plan?: Partial<ComponentPlan>;
}

/** A component with the plan that the test gives it. Without `build` it makes one ConfigMap of its name. */
export function made({ name, namespace = name, kind = 'thing', plan = {} }: Made): Component {
  return declareComponent({ kind, name, namespace }, v.strictObject({}), {}, () =>
    planOf({
      build: (chart) => {
        configMap(chart, name, namespace);
      },
      ...plan,
    }),
  );
}

/** Makes a ConfigMap, the least that an app can ship. */
export function configMap(
  chart: Chart,
  name: string,
  namespace: string,
  metadata: k8s.ObjectMeta = {},
  data: Readonly<Record<string, string>> = {},
): void {
  new k8s.KubeConfigMap(chart, `config-map-${namespace}-${name}`, {
    metadata: { name, namespace, ...metadata },
    data,
  });
}

/** A workload whose pods have its component's and its own name. */
export function workloadOf(
  component: string,
  workload: Partial<Omit<Workload, 'pods'>> & { readonly name: string },
): Workload {
  return {
    pods: { 'app.kubernetes.io/instance': component, 'app.kubernetes.io/component': workload.name },
    listens: [],
    connects: [],
    hostNetwork: false,
    ...workload,
  };
}

/** A TCP port that only declared flows reach. */
export function port(name: string, number: number, open: Listener['open'] = 'declared'): Listener {
  return { name, port: number, transport: 'tcp', open };
}

/** The endpoint of one port of a workload, without a Service in between. */
export function listeningAt(component: string, namespace: string, workload: string, at: number): Endpoint {
  return endpointOf('tcp', at, { component, namespace, service: component, workload, targetPort: at });
}

/** A connection to an endpoint. */
export function to(endpoint: Endpoint, why = 'talk'): Connection {
  return { to: { kind: 'endpoint', endpoint }, why };
}

/** Something like a broker: pods that listen on 9092 behind a Service on 9192. */
export function broker(
  name = 'broker',
  namespace = name,
): Component & { readonly endpoint: Endpoint<'kafka'> } {
  const endpoint = endpointOf('kafka', 9192, {
    component: name,
    namespace,
    service: name,
    workload: 'server',
    targetPort: 9092,
  });
  const component = made({
    name,
    namespace,
    kind: 'broker',
    plan: { workloads: [workloadOf(name, { name: 'server', listens: [port('client', 9092)] })] },
  });
  return { ...component, endpoint };
}

/** Pods that open the given connections. */
export function caller(name: string, connects: readonly Connection[], namespace = name): Component {
  return made({ name, namespace, plan: { workloads: [workloadOf(name, { name: 'caller', connects })] } });
}

/** Pods on the node's network, as a speaker or an agent has them. */
export function onNodes(
  name: string,
  use: Pick<Partial<Workload>, 'listens' | 'connects'> = {},
  namespace = name,
): Component {
  const workloads = [workloadOf(name, { name: 'agent', hostNetwork: true, ...use })];
  return made({ name, namespace, plan: { workloads, podSecurity: 'privileged' } });
}

/** A capability that fills a role, and that one component alone may provide. */
export function filling(role: Role, name: string = role.replaceAll(' ', '-').toLowerCase()): Capability {
  return capability({
    name,
    means: role,
    from: `list what fills ${role}`,
    exclusive: 'two are one too many',
    role,
  });
}

/** A Helm chart that creates what the test says. */
export function helmChart(chart: Partial<HelmChart> = {}): HelmChart {
  return {
    kind: 'helm',
    repository: 'https://charts.example.com',
    chart: 'parcel',
    version: '1.2.3',
    release: 'parcel',
    values: {},
    creates: [],
    serverSideApply: false,
    ...chart,
  };
}

/** A component that somebody else's chart makes, without manifests of its own. */
export function packaged(
  name: string,
  upstream: Partial<HelmChart> = {},
  plan: Partial<ComponentPlan> = {},
): Component {
  return made({ name, plan: { build: () => undefined, upstream: helmChart(upstream), ...plan } });
}

/** Stands for the component `cilium`: the network plugin of a cluster, by name and capability. */
export function networkPlugin(carriesSctp = false): Component {
  return made({
    name: 'cilium',
    namespace: 'kube-system',
    kind: 'cilium',
    plan: {
      build: () => undefined,
      provides: [filling('network plugin')],
      claims: [
        claim(networkPluginClaims, ciliumPlugin({ version: '1.2.3', kubeProxyReplacement: true })),
        claim(connectionChecks, ciliumConnections('1.2.3', carriesSctp)),
      ],
      upstream: helmChart({
        repository: 'https://helm.example.com',
        chart: 'cilium',
        release: 'cilium',
        values: { k8sServiceHost: '127.0.0.1', ipam: { mode: 'kubernetes' }, hubble: { enabled: false } },
        creates: [{ group: 'apps', kind: 'DaemonSet', namespace: 'kube-system' }],
      }),
      podSecurity: 'privileged',
    },
  });
}
