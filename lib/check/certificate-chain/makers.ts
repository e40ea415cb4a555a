import { mayCreateAnything } from '../../component';
import { groupOf, isBuiltInGroup } from '../../synth';
import { isRecord } from '../../values';
import type { View } from '../view';
import type { Chain } from './read';

/** Answers whether something may be there at run time. What a chart makes is known by its kinds alone. */
export interface Makers {
  /** Whether something makes a Secret of this name, beside Certificates. */
  readonly secret: (namespace: string, name: string) => boolean;
  /** Whether an object of a kind ships under this name, or a chart may bring it. @param namespace none for the cluster */
  readonly object: (apiVersion: string, kind: string, name: string, namespace?: string) => boolean;
  /** Names of a kind that ship. */
  readonly names: (apiVersion: string, kind: string, namespace?: string) => readonly string[];
}

/** Looks who makes what. */
export function makersIn(view: View): Makers {
  const { components } = view.plan;
  const anyName = components.some(({ upstream }) => mayCreateAnything(upstream));
  const created = components.flatMap(({ namespace: home, upstream }) =>
    (upstream?.creates ?? []).map(({ group, kind, namespace = home }) => ({ group, kind, namespace })),
  );
  const brought = new Set(created.map(({ group, kind }) => `${group}/${kind}`));
  const secretsOfCharts = new Set(
    created.flatMap(({ group, kind, namespace }) => (group === '' && kind === 'Secret' ? [namespace] : [])),
  );
  const names: Makers['names'] = (apiVersion, kind, namespace) =>
    view
      .ofKind(apiVersion, kind)
      .flatMap(({ object: { metadata } }) =>
        namespace === undefined || metadata.namespace === namespace ? [metadata.name] : [],
      );
  const stated = new Set(
    components.flatMap(({ namespace, secrets }) => secrets.map(({ name }) => `${namespace}/${name}`)),
  );
  // An operator makes Secrets for its objects: under their name, or one that they mention.
  const mentioned = new Set(
    view.kinds
      .filter((kind) => !isBuiltInGroup(groupOf(kind)) && !ofChain.includes(groupOf(kind)))
      .flatMap(({ objects }) => objects)
      .flatMap(({ object }) => {
        const { name, namespace = '' } = object.metadata;
        return [name, ...textsIn(object['spec'])].map((word) => `${namespace}/${word}`);
      }),
  );
  return {
    names,
    object: (apiVersion, kind, name, namespace) =>
      anyName ||
      brought.has(`${groupOf({ apiVersion })}/${kind}`) ||
      names(apiVersion, kind, namespace).includes(name),
    secret: (namespace, name) =>
      anyName ||
      secretsOfCharts.has(namespace) ||
      stated.has(`${namespace}/${name}`) ||
      mentioned.has(`${namespace}/${name}`) ||
      names('v1', 'Secret', namespace).includes(name),
  };
}

/** Groups whose objects name a Secret that they do not make. Certificates are looked at by themselves. */
const ofChain: readonly string[] = ['gateway.networking.k8s.io', 'cert-manager.io'];

/** The Secrets that Certificates make, by `namespace/name`. */
export function issuedSecrets({ certificates }: Chain): ReadonlyMap<string, Chain['certificates'][number]> {
  return new Map(certificates.map((one) => [`${one.namespace}/${one.spec.secretName}`, one]));
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isRecord(value) ? Object.values(value).flatMap(textsIn) : [];
}
