import * as v from 'valibot';
import { renderSet } from '../../lib/testing/application-set';
import type { KubeObject } from '../drivers/committed';
import { type JsonMap, jsonMap } from './json';

/** A chart as an Application uses it. */
export interface UsedChart {
  /** Whose it is, in messages: `pi/cilium`. */
  readonly by: string;
  /** Name of the Application. */
  readonly application: string;
  readonly chart: string;
  readonly version: string;
  readonly release: string;
  readonly namespace: string;
  readonly values: JsonMap;
}

const sourceShape = v.looseObject({
  chart: v.optional(v.string()),
  helm: v.optional(v.unknown()),
  targetRevision: v.string(),
});

/** The one form in which values are handed over; another one would be overlooked. */
const helmShape = v.strictObject({
  releaseName: v.string(),
  valuesObject: v.optional(v.unknown(), {}),
});

const applicationShape = v.looseObject({
  metadata: v.looseObject({ name: v.string() }),
  spec: v.looseObject({
    destination: v.looseObject({ namespace: v.string() }),
    source: v.optional(sourceShape),
    sources: v.optional(v.array(sourceShape)),
  }),
});

/** The charts of all Applications among objects, those that an ApplicationSet makes included. */
export function usedCharts(objects: readonly KubeObject[], cluster: string): readonly UsedChart[] {
  return objects.flatMap((object) => {
    if (object.kind === 'Application') return chartsOf(object, cluster);
    if (object.kind === 'ApplicationSet')
      return renderSet(object['spec']).flatMap((application) => chartsOf(application, cluster));
    return [];
  });
}

function chartsOf(written: unknown, cluster: string): readonly UsedChart[] {
  const { metadata, spec } = v.parse(applicationShape, written);
  const by = `${cluster}/${metadata.name}`;
  return [...(spec.source === undefined ? [] : [spec.source]), ...(spec.sources ?? [])].flatMap((source) => {
    if (source.chart === undefined) {
      if (source.helm !== undefined)
        throw new Error(`${by}: a chart in a git repository, whose values the lab does not check`);
      return [];
    }
    const { releaseName, valuesObject } = v.parse(helmShape, source.helm);
    return [
      {
        by,
        application: metadata.name,
        chart: source.chart,
        version: source.targetRevision,
        release: releaseName,
        namespace: spec.destination.namespace,
        values: jsonMap(valuesObject, by),
      },
    ];
  });
}
