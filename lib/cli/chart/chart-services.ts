import { foundRoutes, type KubeObject } from '../../component';
import type { ChartFacts } from '../../components/helm-chart/chart-facts';
import { type ChartPods, isWithin, transportOf } from './chart-pods';
import { fieldAt, listAt, textAt, textsAt } from './fields';

/** A port of a Service of a chart, with the pods behind it. */
export type ServedPort = NonNullable<ChartFacts['services']>[number];

/** The ports of all Services of a chart that lead to pods of the chart. @param namespace that of the release */
export function servedPorts(
  objects: readonly KubeObject[],
  pods: readonly ChartPods[],
  namespace: string,
): readonly ServedPort[] {
  return objects
    .filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Service')
    .flatMap((service) => {
      const selector = textsAt(service, 'spec', 'selector');
      if (Object.keys(selector).length === 0) return [];
      const home = service.metadata.namespace ?? namespace;
      const behind = pods.filter(
        ({ shipped, labels }) => shipped.namespace === home && isWithin(selector, labels),
      );
      const outside = outsideOf(service);
      return listAt(service, 'spec', 'ports').flatMap((written) =>
        behind
          .flatMap((one) => servedPort(service.metadata.name, written, one))
          .map((served) => ({
            ...served,
            ...(outside !== undefined && { outside, ...nodePortOf(written) }),
          })),
      );
    });
}

/** https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types */
function outsideOf(service: KubeObject): ServedPort['outside'] {
  const type = textAt(service, 'spec', 'type');
  const isForeign =
    listAt(service, 'spec', 'externalIPs').length > 0 ||
    (type === 'LoadBalancer' && textAt(service, 'spec', 'loadBalancerClass') !== undefined);
  if (isForeign) return 'elsewhere';
  return type === 'LoadBalancer' || type === 'NodePort' ? type : undefined;
}

function nodePortOf(written: unknown): Pick<ServedPort, 'nodePort'> {
  const nodePort = fieldAt(written, 'nodePort');
  return typeof nodePort === 'number' ? { nodePort } : {};
}

/** Hosts and paths at which Services of a chart are reached, with the numbers of their ports. @param namespace that of the release */
export function routesOf(
  objects: readonly KubeObject[],
  namespace: string,
): NonNullable<ChartFacts['routes']> {
  const placed = objects.map((object) => ({
    ...object,
    metadata: { ...object.metadata, namespace: object.metadata.namespace ?? namespace },
  }));
  return placed
    .filter(({ metadata }) => metadata.namespace === namespace)
    .flatMap((object) =>
      foundRoutes(object).map(({ host, path, match, through, by, service, port, secret, issuer }) => ({
        object: `${object.kind} ${object.metadata.name}`,
        host,
        path: path.startsWith('/') ? path : `/${path}`,
        ...(match !== 'prefix' && { match }),
        through,
        ...(by !== undefined && { by }),
        ...(service !== undefined && { service }),
        ...(port !== undefined && { port: numberOf(service, port, placed) }),
        ...(secret !== undefined && { secret }),
        ...(issuer !== undefined && { issuer }),
      })),
    );
}

/** The number of a Service's port, where it is named and the Service is among the objects. */
function numberOf(
  service: string | undefined,
  port: number | string,
  objects: readonly KubeObject[],
): number | string {
  if (typeof port === 'number') return port;
  const found = objects
    .filter(({ kind, metadata }) => kind === 'Service' && metadata.name === service)
    .flatMap((object) => listAt(object, 'spec', 'ports'))
    .find((one) => textAt(one, 'name') === port);
  const number = fieldAt(found, 'port');
  return typeof number === 'number' ? number : port;
}

function servedPort(
  service: string,
  written: unknown,
  { name: workload, ports }: ChartPods,
): readonly ServedPort[] {
  const port = fieldAt(written, 'port');
  const transport = transportOf(textAt(written, 'protocol'));
  if (typeof port !== 'number' || transport === undefined) return [];
  const target = fieldAt(written, 'targetPort') ?? port;
  const targetPort =
    typeof target === 'number'
      ? target
      : ports.find((one) => one.name === target && one.transport === transport)?.port;
  return targetPort === undefined ? [] : [{ service, port, transport, workload, targetPort }];
}

/** A port of a Service, by name and number. */
export type CalledPort = Pick<ServedPort, 'service' | 'port'>;

/** The ports of Services that the API server calls: webhooks, conversions, and APIs that it passes on. */
export function calledByApi(objects: readonly KubeObject[]): readonly CalledPort[] {
  return objects.flatMap((object) => clientsIn(object).flatMap(calledPort));
}

/** Source: https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/ */
function clientsIn(object: KubeObject): readonly unknown[] {
  switch (object.kind) {
    case 'ValidatingWebhookConfiguration':
    case 'MutatingWebhookConfiguration':
      return listAt(object, 'webhooks').map((webhook) => fieldAt(webhook, 'clientConfig', 'service'));
    case 'APIService':
      return [fieldAt(object, 'spec', 'service')];
    case 'CustomResourceDefinition':
      return [fieldAt(object, 'spec', 'conversion', 'webhook', 'clientConfig', 'service')];
    default:
      return [];
  }
}

function calledPort(client: unknown): readonly CalledPort[] {
  const service = textAt(client, 'name');
  const port = fieldAt(client, 'port') ?? 443;
  return service === undefined || typeof port !== 'number' ? [] : [{ service, port }];
}
