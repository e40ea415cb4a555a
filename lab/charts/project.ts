import * as v from 'valibot';
import { permits } from '../../lib/testing/projects';
import type { RenderedObject } from './chart';

const kindsShape = v.array(v.object({ group: v.string(), kind: v.string() }));
const projectShape = v.looseObject({
  clusterResourceWhitelist: kindsShape,
  namespaceResourceWhitelist: kindsShape,
});

/** A kind in messages: `apps/Deployment`, the core group being empty. */
export function kindId({ group, kind }: { readonly group: string; readonly kind: string }): string {
  return `${group}/${kind}`;
}

/** Whether a project allows an object that a chart renders: its kind, and the namespace that it goes to. */
export function allowsObject(project: unknown, { group, kind, namespace }: RenderedObject): boolean {
  const namespaced = namespace !== undefined;
  const server = 'https://kubernetes.default.svc';
  return (
    permits(project, { kind: 'object', group, object: kind, namespaced }) &&
    (!namespaced || permits(project, { kind: 'destination', server, namespace }))
  );
}

/** Every kind that a project allows. */
export function allowedKinds(project: unknown): readonly string[] {
  const { clusterResourceWhitelist, namespaceResourceWhitelist } = v.parse(projectShape, project);
  return [...clusterResourceWhitelist, ...namespaceResourceWhitelist].map(kindId);
}
