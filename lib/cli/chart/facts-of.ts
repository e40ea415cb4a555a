import { podsOf, podSecurityLevel } from '../../check';
import type { KubeObject } from '../../component';
import type { ChartFacts } from '../../components/helm-chart/chart-facts';
import type { ChartSettings } from '../../components/helm-chart/facts-problems';
import { valuesChecksum } from '../../components/helm-chart/values-checksum';
import { groupOf, isNamespaced, needsServerSideApply } from '../../synth';
import { customKinds } from '../../../imports/kinds';
import { chartPods, type ChartPods, imagesOf, usesApi } from './chart-pods';
import { calledByApi, routesOf, servedPorts, type ServedPort } from './chart-services';
import { textAt } from './fields';
import { hookOf } from './manifests';

/** What a chart makes, from what Helm renders of it. @param objects what Argo CD applies, as `readManifests` gives it */
export function factsOf(objects: readonly KubeObject[], settings: ChartSettings): ChartFacts {
  const { repository, chart, version, release, namespace, values } = settings;
  const pods = chartPods(shippedPods(objects, namespace), release);
  const stated = pods.filter(
    (one) => one.shipped.namespace === namespace && Object.keys(one.pods).length > 0,
  );
  const services = servedPorts(objects, stated, namespace);
  const levels = pods.map(({ shipped }) => podSecurityLevel(shipped));
  const definitions = definitionsIn(objects);
  return {
    repository,
    chart,
    version,
    release,
    namespace,
    values: valuesChecksum(values),
    creates: createdIn(objects, namespace, definitions),
    serverSideApply: objects.some(needsServerSideApply),
    podSecurity: levels.includes('privileged')
      ? 'privileged'
      : levels.includes('baseline')
        ? 'baseline'
        : 'restricted',
    workloads: stated.map((one) => workloadOf(one, objects, services)),
    services,
    routes: routesOf(objects, namespace),
    ingressClasses: objects.flatMap(({ kind, metadata: { name, annotations = {} } }) =>
      kind === 'IngressClass'
        ? [{ name, isDefault: annotations['ingressclass.kubernetes.io/is-default-class'] === 'true' }]
        : [],
    ),
    definitions,
    images: distinct(pods.flatMap(imagesOf)),
    hooks: objects.flatMap((object) => {
      const hook = hookOf(object);
      return hook === undefined ? [] : [`${object.kind} ${object.metadata.name}: ${hook}`];
    }),
  };
}

/** The pods that objects make. */
export function shippedPods(objects: readonly KubeObject[], namespace: string): ReturnType<typeof podsOf> {
  const placed = objects.map((object) => ({
    path: `${object.kind} ${object.metadata.name}`,
    app: '',
    object: {
      ...object,
      metadata: { ...object.metadata, namespace: object.metadata.namespace ?? namespace },
    },
  }));
  return podsOf((apiVersion, kind) =>
    placed.filter(({ object }) => object.apiVersion === apiVersion && object.kind === kind),
  );
}

function workloadOf(
  pods: ChartPods,
  objects: readonly KubeObject[],
  services: readonly ServedPort[],
): ChartFacts['workloads'][number] {
  const { name, object, shipped } = pods;
  const called = calledByApi(objects);
  const served = services.filter(({ workload }) => workload === name);
  const known = new Set(pods.ports.map(({ port, transport }) => `${transport}-${port}`));
  // A Service may lead to a port that no container lists.
  const unlisted = distinct(served.map(({ transport, targetPort }) => `${transport}-${targetPort}`))
    .filter((id) => !known.has(id))
    .flatMap((id) => {
      const target = served.find(({ transport, targetPort }) => `${transport}-${targetPort}` === id);
      return target === undefined ? [] : [{ name: id, port: target.targetPort, transport: target.transport }];
    });
  return {
    name,
    kind: object.kind,
    pods: pods.pods,
    ports: [...pods.ports, ...unlisted].map((port) => {
      const isCalled = served.some(
        (one) =>
          one.targetPort === port.port &&
          one.transport === port.transport &&
          called.some(({ service, port: number }) => service === one.service && number === one.port),
      );
      return { ...port, ...(isCalled && { webhook: true }) };
    }),
    ...(usesApi(pods, objects) && { api: true }),
    ...(shipped.spec['hostNetwork'] === true && { hostNetwork: true }),
  };
}

type Definitions = NonNullable<ChartFacts['definitions']>;

function definitionsIn(objects: readonly KubeObject[]): Definitions {
  return objects
    .filter(({ kind }) => kind === 'CustomResourceDefinition')
    .flatMap((definition) => {
      const group = textAt(definition, 'spec', 'group');
      const kind = textAt(definition, 'spec', 'names', 'kind');
      const namespaced = textAt(definition, 'spec', 'scope') === 'Namespaced';
      return group === undefined || kind === undefined ? [] : [{ group, kind, namespaced }];
    })
    .sort((a, b) => (`${a.group}/${a.kind}` < `${b.group}/${b.kind}` ? -1 : 1));
}

function createdIn(
  objects: readonly KubeObject[],
  namespace: string,
  definitions: Definitions,
): ChartFacts['creates'] {
  const defined = new Map(Object.entries(customKinds).map(([id, { namespaced }]) => [id, namespaced]));
  for (const { group, kind, namespaced } of definitions) defined.set(`${group}/${kind}`, namespaced);
  const kinds = new Map<string, Set<string>>();
  for (const object of objects) {
    const group = groupOf(object);
    // Most custom kinds live in namespaces, so one of which nothing is known is taken for one of these.
    const place = isNamespaced(object, defined) === false ? '' : (object.metadata.namespace ?? namespace);
    const known = kinds.get(place) ?? new Set();
    kinds.set(place, known.add(`${group}/${object.kind}`));
  }
  const places = [...kinds.keys()].sort();
  return Object.fromEntries(places.map((place) => [place, distinct([...(kinds.get(place) ?? [])])]));
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
