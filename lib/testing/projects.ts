import { fields, list, text } from './document';

/** Something that an Application does and its project has to allow. */
export type Need =
  | { readonly kind: 'source'; readonly url: string }
  | { readonly kind: 'destination'; readonly server: string; readonly namespace: string }
  | {
      readonly kind: 'object';
      readonly group: string;
      readonly object: string;
      readonly namespaced: boolean;
    };

/** Lists of a project in which each entry allows something. */
export const allowances = [
  'sourceRepos',
  'destinations',
  'clusterResourceWhitelist',
  'namespaceResourceWhitelist',
] as const;

/**
 * Whether an AppProject permits something, as Argo CD decides it: a list of kinds for namespaces that is left out allows
 * every kind, an empty one none; for cluster-scoped kinds both allow none.
 * https://argo-cd.readthedocs.io/en/stable/operator-manual/project-specification/
 */
export function permits(spec: unknown, need: Need): boolean {
  const project = fields(spec, ['description', ...allowances]);
  switch (need.kind) {
    case 'source':
      return (list(project['sourceRepos']) ?? []).some((repo) => matches(text(repo), need.url));
    case 'destination':
      return (list(project['destinations']) ?? []).some((written) => {
        const { server, namespace } = fields(written, ['server', 'namespace']);
        return matches(text(server), need.server) && matches(text(namespace), need.namespace);
      });
    case 'object': {
      const kinds = list(
        project[need.namespaced ? 'namespaceResourceWhitelist' : 'clusterResourceWhitelist'],
      );
      if (kinds === undefined) return need.namespaced;
      return kinds.some((written) => {
        const { group, kind } = fields(written, ['group', 'kind']);
        return matches(text(group), need.group) && matches(text(kind), need.object);
      });
    }
  }
}

/** Every project that lacks one entry of this one. */
export function withoutOne(spec: unknown): readonly { readonly lost: string; readonly spec: object }[] {
  const project = fields(spec, ['description', ...allowances]);
  return allowances.flatMap((name) =>
    (list(project[name]) ?? []).map((entry, index, entries) => ({
      lost: `${name}: ${JSON.stringify(entry)}`,
      spec: { ...project, [name]: entries.filter((_, other) => other !== index) },
    })),
  );
}

function matches(pattern: string, value: string): boolean {
  if (pattern.includes('*')) throw new Error(`a project allows everything that looks like ${pattern}`);
  return pattern === value;
}
