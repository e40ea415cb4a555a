import * as v from 'valibot';
import {
  type Component,
  connects,
  declareComponent,
  type Endpoint,
  endpointOf,
  insideConnection,
  label,
  line,
  openPorts,
  planOf,
  projectPath,
  type PropsOf,
} from '../core';
import { claimsOfObjects } from './found-claims';
import { planProps, podSecurityLevel, statedClaims } from './plan-props';

export const manifestsProps = v.strictObject({
  /** Name of the component, a DNS label. */
  name: label,
  /** Where its objects live. Those that name no namespace get this one, and no other may be named. */
  namespace: label,
  /** The group that it belongs to, such as `apps`. @default it belongs to none */
  group: v.exactOptional(label),
  /**
   * The folder, from the project's root: `manifests/blog`. Every `.yaml` and `.yml` file in it and in folders below it ships. Where
   * it has a `kustomization.yaml`, what `kustomize build` (or `kubectl kustomize`) of the PATH makes of that ships.
   */
  folder: projectPath,
  /**
   * What its pods connect to, by the name of the object that makes them: endpoints of other components, `internet(…)`,
   * `kubernetesApi(…)`. An empty list says that they connect to nothing. @default each synth warns of the pods
   */
  connects: v.exactOptional(v.record(line(253), connects), {}),
  /** Connections between its pods. @default none */
  inside: v.exactOptional(v.array(insideConnection), []),
  /**
   * Who may connect beside components that declare it, by the name of the object and name or number of the port:
   * `{ web: { http: 'cluster' } }`. @default what serves Ingresses and Gateways where an Ingress or HTTPRoute of the folder leads to
   * the port, everybody where a Service of type LoadBalancer or NodePort does, and nothing else
   */
  open: v.exactOptional(openPorts, {}),
  /** Pod Security level of its namespace. @default 'restricted' */
  podSecurity: v.exactOptional(podSecurityLevel, 'restricted'),
  ...planProps,
});

/** What a person writes for a folder of YAML. */
export type ManifestsProps = PropsOf<typeof manifestsProps>;

/** A folder of YAML, as a component. */
export interface Manifests extends Component {
  /**
   * The endpoint of a port of a Service in the folder, for components that connect to it: `endpoint('web', 80)`.
   * @param behind the workload that the Service leads to, and its port; @default named like the Service, and the same port
   */
  readonly endpoint: (
    service: string,
    port: number,
    behind?: { readonly workload?: string; readonly targetPort?: number },
  ) => Endpoint;
}

/**
 * A folder of plain YAML in the project. Its objects ship like those of any other component: in an Application of their own, with
 * a project and policies that follow from them. Each synth warns of what its pods lack.
 * @example
 * manifests({
 *   name: 'blog',
 *   namespace: 'blog',
 *   folder: 'manifests/blog',
 *   connects: { web: [internet('api.example.com', 443, 'comments')] },
 *   open: { web: { http: 'cluster' } },
 * })
 */
export function manifests(props: ManifestsProps): Manifests {
  const component = declareComponent({ kind: 'manifests' }, manifestsProps, props, (settings) => {
    const { group, folder, connects: byWorkload, inside, open, ...plan } = settings;
    return planOf({
      ...(group !== undefined && { group }),
      folder: { path: folder, connects: byWorkload, inside, open, claims: claimsOfObjects },
      provides: plan.provides,
      requires: plan.requires,
      secrets: plan.secrets,
      podSecurity: plan.podSecurity,
      ignoreDifferences: plan.ignoreDifferences,
      defines: plan.defines,
      claims: [...statedClaims(plan)],
      build: () => undefined,
    });
  });
  const { name, namespace } = component;
  return {
    ...component,
    endpoint: (service, port, { workload = service, targetPort = port } = {}) =>
      endpointOf('tcp', port, { component: name, namespace, service, workload, targetPort }),
  };
}
