import type { KubeObject } from '../../component';
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
      return listAt(service, 'spec', 'ports').flatMap((written) =>
        behind.flatMap((one) => servedPort(service.metadata.name, written, one)),
      );
    });
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
