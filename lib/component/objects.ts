import { ApiObject, App, Chart } from 'cdk8s';
import { componentLabels } from './labels';
import type { Json } from './upstream';

/** A Kubernetes object as it is shipped. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: Json;
}

/**
 * Makes the objects of one chart. Each construct is turned into an object once; `App.synth()` would resolve the whole tree
 * again for every chart, which makes it quadratic.
 * @param owner kind and name whose standard labels every object gets
 */
export function objectsOf(
  owner: { readonly kind: string; readonly name: string },
  build: (chart: Chart) => void,
): readonly KubeObject[] {
  const chart = new Chart(new App(), owner.name, { labels: componentLabels(owner) });
  build(chart);
  return chart.node
    .findAll()
    .filter((construct) => ApiObject.isApiObject(construct))
    .map(toObject);
}

function toObject(construct: ApiObject): KubeObject {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-return -- cdk8s types what it returns as any; it is JSON
  return construct.toJson();
}
