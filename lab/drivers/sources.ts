import { posix } from 'node:path';
import * as v from 'valibot';
import { renderSet } from '../../lib/testing/application-set';
import type { Versions } from '../programs';
import type { KubeObject } from './committed';

const sourceShape = v.object({
  repoURL: v.string(),
  chart: v.optional(v.string()),
  targetRevision: v.optional(v.string()),
  path: v.optional(v.string()),
});

/** Where an Application takes manifests from. */
export type Source = v.InferOutput<typeof sourceShape>;

const sourcesShape = v.object({
  spec: v.object({ source: v.optional(sourceShape), sources: v.optional(v.array(sourceShape)) }),
});

/** Sources of an Application. */
export function sourcesOf(application: unknown): readonly Source[] {
  const { source, sources } = v.parse(sourcesShape, application).spec;
  return [...(source === undefined ? [] : [source]), ...(sources ?? [])];
}

/** Sources of all Applications among objects, those that an ApplicationSet makes included. */
export function sourcesIn(objects: readonly KubeObject[]): readonly Source[] {
  return objects.flatMap((object) => {
    if (object.kind === 'Application') return sourcesOf(object);
    if (object.kind === 'ApplicationSet') return renderSet(object['spec']).flatMap(sourcesOf);
    return [];
  });
}

/** What a cluster takes from outside, by the Applications among its objects. */
export function versionsIn(objects: readonly KubeObject[]): Versions {
  return new Map(
    sourcesIn(objects).flatMap(({ chart, repoURL, targetRevision }) =>
      targetRevision === undefined ? [] : [[chart ?? repositoryName(repoURL), targetRevision]],
    ),
  );
}

/** `clusters` of `https://git.example.com/home/clusters.git`. */
function repositoryName(url: string): string {
  return posix.basename(new URL(url).pathname, '.git');
}
