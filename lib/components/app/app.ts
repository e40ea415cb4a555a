import {
  baselineCapabilities,
  claim,
  type Claim,
  type Component,
  type ComponentPlan,
  declareComponent,
  type Endpoint,
  endpointOf,
  nodePlacements,
  partsOf,
  plainAt,
  type PlanContext,
  planOf,
  podLabels,
  pullSecret,
  type PropsOf,
  requestedAddresses,
  type Requirement,
  type SecretNeed,
  volumeClaims,
  type Workload,
} from '../../core';
import { balancedHosts, dnsRecords } from '../dns-records';
import { routedClaims, routedRequirements, routedSecrets } from '../routed';
import { checkApp } from './check';
import { type Identity, mainWorkload } from './identity';
import { addApp } from './objects';
import { appProps, type AppSettings } from './props';
import { routedApp } from './routes';
import { openTo, portsOf } from './service';

/** What a person writes for an app. */
export type AppProps = PropsOf<typeof appProps>;

/** Ports of an app by name, as a person writes them. */
export type AppPorts = NonNullable<AppProps['ports']>;

type Endpoints<P extends AppPorts> = { readonly [Port in keyof P]: Endpoint };

/** An app, with what others connect to. */
export interface App<P extends AppPorts = AppPorts> extends Component {
  /** Its ports by name. To let another component connect, list one in its `connects`. */
  readonly endpoints: Endpoints<P>;
}

/**
 * A program of yours in a container: a Deployment (a CronJob with `schedule`, a StatefulSet where each replica has a volume of its
 * own) with its Service, files, volumes, probes, route and policies. It keeps the restricted level of Pod Security: no root, no
 * capabilities, a read-only root file system with a writable `/tmp`, no token of the API. `relax` names the steps that an app
 * cannot keep, each with its reason.
 * @example
 * app({
 *   name: 'shop',
 *   image: 'registry.example.com/shop:1.4.2',
 *   ports: { http: 8080 },
 *   environment: { LOG_LEVEL: 'info' },
 *   exposure: { kind: 'route', hosts: ['shop.example.com'] },
 *   connects: [internet('api.example.com', 443, 'payments')],
 * })
 */
export function app<const P extends AppPorts>(props: AppProps & { readonly ports?: P }): App<P> {
  const component = declareComponent({ kind: 'app' }, appProps, props, planApp);
  return { ...component, endpoints: endpointsOf<P>(component, component.settings, props) };
}

function planApp(settings: AppSettings, { at, report }: PlanContext, about: Identity): ComponentPlan {
  checkApp(about, settings, at, report);
  return planOf({
    group: settings.group,
    podSecurity: podSecurityOf(settings),
    workloads: workloadsOf(about, settings),
    secrets: secretsOf(settings),
    requires: requirementsOf(settings),
    claims: claimsOfApp(about, settings),
    build: (chart, context) => {
      addApp(chart, about, settings, context);
    },
  });
}

/** Props that are wrong have endpoints as well, so that what connects to the app reports nothing. */
function endpointsOf<P extends AppPorts>(
  { name, namespace }: Identity,
  settings: AppSettings | undefined,
  props: unknown,
): Endpoints<P> {
  const owner = { component: name, namespace, service: name, workload: mainWorkload };
  const written = partsOf(plainAt(props, ['ports']));
  const names = written.is === 'object' ? [...written.entries.keys()] : [];
  const endpoints: Partial<Record<string, Endpoint>> = Object.fromEntries(
    names.map((port) => [port, endpointOf(port, 1, { ...owner, targetPort: 1 })]),
  );
  for (const port of settings === undefined ? [] : portsOf(settings))
    endpoints[port.name] = {
      ...endpointOf(port.name, port.service, { ...owner, targetPort: port.port }),
      transport: port.transport,
    };
  if (hasAll<P>(endpoints, names)) return endpoints;
  throw new Error(`an app has no endpoint for one of its ports: ${names.join(', ')}`);
}

/** Whether there is an endpoint for every port that is written. */
function hasAll<P extends AppPorts>(
  endpoints: Partial<Record<string, Endpoint>>,
  names: readonly string[],
): endpoints is Endpoints<P> {
  return names.every((name) => endpoints[name] !== undefined);
}

function podSecurityOf({ relax }: AppSettings): ComponentPlan['podSecurity'] {
  const added = relax.capabilities?.add ?? [];
  if (added.some((capability) => !baselineCapabilities.has(capability))) return 'privileged';
  return relax.rootUser !== undefined || added.some((capability) => capability !== 'NET_BIND_SERVICE')
    ? 'baseline'
    : 'restricted';
}

function workloadsOf(about: Identity, settings: AppSettings): readonly Workload[] {
  const connects = [
    ...settings.connects,
    ...(settings.relax.apiAccess === undefined
      ? []
      : [{ to: { kind: 'kube-apiserver' as const }, why: settings.relax.apiAccess.why }]),
  ];
  const workload = (name: string, listens: Workload['listens']): Workload => ({
    ...{ name, listens, connects },
    pods: podLabels(about, name),
    hostNetwork: false,
  });
  return [
    workload(
      mainWorkload,
      portsOf(settings).map((port) => ({
        name: port.name,
        port: port.port,
        transport: port.transport,
        open: openTo(port, settings),
      })),
    ),
    ...settings.hooks.map(({ name }) => workload(name, [])),
  ];
}

/** The Secrets that its pods and its Ingress read, each once. */
function secretsOf(app: AppSettings): readonly SecretNeed[] {
  const containers = [app, ...app.sidecars, ...app.initContainers, ...app.hooks];
  const needs = [
    ...containers.flatMap(({ environment }) =>
      Object.entries(environment).flatMap(([variable, value]) =>
        typeof value !== 'string' && value.from === 'secret'
          ? [{ name: value.secret, key: value.key, why: `for ${variable}` }]
          : [],
      ),
    ),
    ...app.volumes.flatMap((volume) =>
      volume.kind === 'secret'
        ? volume.keys.map((key) => ({ name: volume.secret, key, why: `in ${volume.path}` }))
        : [],
    ),
    ...(app.exposure.kind === 'route' ? routedSecrets(app.exposure) : []).flatMap(({ name, keys, why }) =>
      keys.map((key) => ({ name, key, why })),
    ),
  ];
  const others = [...new Set(needs.map(({ name }) => name))].map((name) => {
    const own = needs.filter((need) => need.name === name);
    return {
      name,
      keys: [...new Set(own.map(({ key }) => key))],
      why: [...new Set(own.map(({ why }) => why))].join(', ').slice(0, 500),
    };
  });
  return [...others, ...app.pullSecrets.map(pullSecret)];
}

function requirementsOf({ exposure, autoscaling }: AppSettings): readonly Requirement[] {
  return [
    ...(exposure.kind === 'route' ? routedRequirements(exposure) : []),
    ...(exposure.kind === 'loadBalancer'
      ? [
          { capability: 'load balancers' as const, why: 'for its address', mayComeLater: true },
          ...(exposure.hosts === undefined
            ? []
            : [{ capability: dnsRecords, why: 'for the records of its hosts', mayComeLater: true }]),
        ]
      : []),
    ...(autoscaling === undefined
      ? []
      : [{ capability: 'pod metrics' as const, why: 'for its replicas by load', mayComeLater: true }]),
  ];
}

function claimsOfApp(about: Identity, app: AppSettings): readonly Claim[] {
  const { exposure, nodes } = app;
  const placed = Object.keys(nodes).length > 0;
  return [
    ...(exposure.kind === 'route' ? routedClaims(routedApp(about, app, exposure), '.exposure') : []),
    ...(exposure.kind === 'loadBalancer' && exposure.address !== undefined
      ? [claim(requestedAddresses, exposure.address, '.exposure.address')]
      : []),
    ...(exposure.kind === 'loadBalancer' && exposure.hosts !== undefined
      ? [claim(balancedHosts, { hosts: exposure.hosts }, '.exposure.hosts')]
      : []),
    ...(placed ? [claim(nodePlacements, nodes, '.nodes')] : []),
    ...app.volumes.flatMap((volume, index) =>
      volume.kind === 'claim'
        ? [
            claim(
              volumeClaims,
              {
                ...(volume.storageClass !== undefined && { storageClass: volume.storageClass }),
                ...(placed && { nodes }),
                access: volume.access,
              },
              `.volumes[${index}]`,
            ),
          ]
        : [],
    ),
  ];
}
