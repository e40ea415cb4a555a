/** Where what was sealed can be opened: as this Secret only, under any name of its namespace, or anywhere. */
export const scopes = ['strict', 'namespace', 'cluster'] as const;
export type Scope = (typeof scopes)[number];

/** A Secret, by where it lives. */
export interface SecretPlace {
  readonly namespace: string;
  readonly name: string;
}

/** The annotation by which the controller knows a scope; none for strict. */
const annotations: Readonly<Record<Scope, string | undefined>> = {
  strict: undefined,
  namespace: 'sealedsecrets.bitnami.com/namespace-wide',
  cluster: 'sealedsecrets.bitnami.com/cluster-wide',
};

/** What is bound to the encrypted key, so that it cannot be opened under another name or namespace. */
export function labelOf(scope: Scope, { namespace, name }: SecretPlace): string {
  switch (scope) {
    case 'strict':
      return `${namespace}/${name}`;
    case 'namespace':
      return namespace;
    case 'cluster':
      return '';
  }
}

/** Annotations that say the scope. */
export function scopeAnnotations(scope: Scope): Readonly<Record<string, string>> {
  const annotation = annotations[scope];
  return annotation === undefined ? {} : { [annotation]: 'true' };
}

/** The scope that annotations say. The wider one counts where both stand, as for the controller. */
export function scopeIn(written: Readonly<Record<string, string>>): Scope {
  const says = (scope: Scope) => written[annotations[scope] ?? ''] === 'true';
  return (['cluster', 'namespace'] as const).find(says) ?? 'strict';
}
