import type { ChartObject } from '../charts/objects';

/** Pods of a stand-in: nothing runs, so the image is never pulled. They keep to the restricted Pod Security level. */
function podTemplate(name: string, restartPolicy: string): object {
  return {
    metadata: { labels: { 'stand-in': name } },
    spec: {
      restartPolicy,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          name: 'stand-in',
          image: 'stand-in',
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        },
      ],
    },
  };
}

/** A definition that takes any object. @param name plural and group, with a dot between them */
function definitionSpec(name: string): object {
  const [plural = '', ...group] = name.split('.');
  const kind = `${plural.charAt(0).toUpperCase()}${plural.slice(1)}`;
  const schema = {
    openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
  };
  return {
    group: group.join('.'),
    scope: 'Namespaced',
    names: { plural, singular: plural.replace(/s$/, ''), kind, listKind: `${kind}List` },
    conversion: { strategy: 'None' },
    versions: [{ name: 'v1', served: true, storage: true, schema }],
  };
}

/** The least that the API server takes for an object of a kind, beside its name. @param others objects of the same chart */
function standInBody(object: ChartObject, others: readonly ChartObject[]): object {
  const { kind, name, namespace } = object;
  const selector = { matchLabels: { 'stand-in': name } };
  const running = { selector, template: podTemplate(name, 'Always') };
  switch (kind) {
    case 'Deployment':
      return { spec: { replicas: 1, ...running } };
    case 'StatefulSet':
      return { spec: { replicas: 1, serviceName: name, ...running } };
    case 'DaemonSet':
      return { spec: running };
    case 'Job':
      return { spec: { template: podTemplate(name, 'Never') } };
    case 'CronJob':
      return {
        spec: { schedule: '0 0 1 1 *', jobTemplate: { spec: { template: podTemplate(name, 'Never') } } },
      };
    case 'Service': {
      // Of a Service with a selector Kubernetes makes the Endpoints, and those of the chart would come too late.
      const own = others.some((other) => other.kind === 'Endpoints' && other.name === name);
      const ports = [{ name: 'http', port: 80 }];
      return { spec: own ? { ports } : { selector: { 'stand-in': name }, ports } };
    }
    case 'ClusterRole':
    case 'Role':
      return { rules: [] };
    case 'ClusterRoleBinding':
    case 'RoleBinding':
      return {
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: kind.replace('Binding', ''), name },
        subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: namespace ?? 'default' }],
      };
    case 'GatewayClass':
      return { spec: { controllerName: 'example.com/stand-in' } };
    case 'PriorityClass':
      return { value: 1000 };
    case 'IngressClass':
      return { spec: { controller: 'example.com/stand-in' } };
    case 'NetworkPolicy':
      return { spec: { podSelector: selector, policyTypes: ['Ingress'] } };
    case 'EndpointSlice':
      return { addressType: 'IPv4', endpoints: [{ addresses: ['192.0.2.1'] }], ports: [{ port: 80 }] };
    case 'Endpoints':
      return { subsets: [{ addresses: [{ ip: '192.0.2.1' }], ports: [{ port: 80 }] }] };
    case 'CustomResourceDefinition':
      return { spec: definitionSpec(name) };
    case 'ConfigMap':
    case 'Secret':
    case 'ServiceAccount':
    case 'Namespace':
    case 'ValidatingWebhookConfiguration':
    case 'MutatingWebhookConfiguration':
      return {};
    default:
      throw new Error(`${kind} ${name}: the lab does not know the least that a ${kind} consists of`);
  }
}

/** An object in the place of the chart's. @param labels those that programs look for */
export function standInObject(
  object: ChartObject,
  labels: Readonly<Record<string, string>>,
  others: readonly ChartObject[],
): object {
  const { apiVersion, kind, name, namespace, hook } = object;
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      labels: { 'app.kubernetes.io/managed-by': 'Helm', ...labels },
      ...(namespace !== undefined && { namespace }),
      ...(hook !== undefined && { annotations: { 'helm.sh/hook': hook } }),
    },
    ...standInBody(object, others),
  };
}
