import type { KubeObject } from '../../component';
import { movingImage, type Problem } from '../../values';
import { chartPods, imagesOf } from './chart-pods';
import { fieldAt, listAt } from './fields';
import { shippedPods } from './facts-of';

/**
 * What a person should know of what a chart makes, and no rule can look at later: Argo CD renders the chart, asterism does not.
 * @param again what the same chart renders a second time
 */
export function chartWarnings(
  objects: readonly KubeObject[],
  again: readonly KubeObject[],
  { namespace, release }: { readonly namespace: string; readonly release: string },
): readonly Problem[] {
  const changed = changingIn(objects, again);
  const pods = chartPods(shippedPods(objects, namespace), release);
  return [
    ...changed.map(changing),
    ...secretsIn(objects.filter((object) => !changed.includes(object))),
    ...[...new Set(pods.flatMap(imagesOf))].sort().flatMap(floating),
    ...pods.flatMap(({ object, shipped, pods: labels }): Problem[] => {
      const at = titleOf(object);
      if (shipped.namespace !== namespace)
        return [
          {
            at,
            reason: `its pods run in namespace ${shipped.namespace}, and the policies of the component are for ${namespace}`,
            next: 'set the namespace by a value of the chart, or write policies there',
          },
        ];
      return Object.keys(labels).length > 0
        ? []
        : [
            {
              at,
              reason: 'its pods have no labels, so no policy opens anything for them',
              next: 'give them labels by a value of the chart',
            },
          ];
    }),
    ...pods.flatMap(({ object, shipped }) => sctpPorts(object, shipped.spec)),
  ];
}

/** Objects that differ from one rendering to the next. */
function changingIn(objects: readonly KubeObject[], again: readonly KubeObject[]): readonly KubeObject[] {
  const second = new Map(again.map((object) => [idOf(object), JSON.stringify(object)]));
  return objects.filter((object) => second.get(idOf(object)) !== JSON.stringify(object));
}

function changing(object: KubeObject): Problem {
  return {
    at: titleOf(object),
    reason: 'differs each time that the chart is rendered, so Argo CD changes it again and again',
    next: 'give the chart what it makes up by a value, such as an existing Secret',
  };
}

function secretsIn(objects: readonly KubeObject[]): readonly Problem[] {
  return objects
    .filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Secret')
    .filter((object) => [fieldAt(object, 'data'), fieldAt(object, 'stringData')].some(hasKeys))
    .map((object) => ({
      at: titleOf(object),
      reason: 'the chart writes its contents, and everybody who reads the chart and its values knows them',
      next: 'name an existing Secret by a value of the chart, and state it in secrets',
    }));
}

function hasKeys(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function floating(image: string): readonly Problem[] {
  const reason = movingImage(image);
  return reason === undefined
    ? []
    : [{ at: `image ${image}`, reason, next: 'set its tag by a value of the chart' }];
}

function sctpPorts(object: KubeObject, spec: Readonly<Record<string, unknown>>): readonly Problem[] {
  const hasSctp = listAt(spec, 'containers').some((container) =>
    listAt(container, 'ports').some((port) => fieldAt(port, 'protocol') === 'SCTP'),
  );
  return hasSctp
    ? [
        {
          at: titleOf(object),
          reason: 'it listens on SCTP, which no policy of asterism opens',
          next: 'use TCP or UDP where the chart has a choice',
        },
      ]
    : [];
}

function titleOf({ kind, metadata }: KubeObject): string {
  return `${kind} ${metadata.name}`;
}

function idOf({ apiVersion, kind, metadata }: KubeObject): string {
  return `${apiVersion} ${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
}
