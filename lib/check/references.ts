import { isRecord, nearest, suggest } from '../values';
import type { Finding, CheckRule } from './finding';
import { type KnownNames, knownNames } from './known-names';
import { itemsOf, namedByPods } from './named-by-pods';
import type { View } from './view';
import { foundRoutes, type KubeObject } from '../component';

/** A pod that names a missing object waits for it for ever, while all other checks are green. */
export const references: CheckRule = {
  id: 'references',
  why: 'what pods, Ingresses and HTTPRoutes name is there: ConfigMaps, Secrets with their keys, Services with their ports',
  check: (view) => {
    const known = knownNames(view);
    return [...fromPods(view, known), ...fromRoutes(view, known), ...fromIngresses(view, known)];
  },
};

/** ConfigMaps that Kubernetes puts into every namespace. */
const given: ReadonlySet<string> = new Set(['kube-root-ca.crt']);

function fromPods(view: View, known: KnownNames): readonly Finding[] {
  const stated = statedKeys(view);
  return view.pods.flatMap((pods) =>
    namedByPods(pods).flatMap(({ at, kind, name, keys }): readonly Finding[] => {
      const { namespace, shipped } = pods;
      const place = `${shipped.path}: ${at}`;
      if (kind === 'ConfigMap' && given.has(name)) return [];
      if (!known.has(kind, namespace, name)) {
        const near = nearest(name, known.names(kind, namespace));
        const orNear = near === undefined ? '' : `; did you mean "${near}"?`;
        const next =
          kind === 'Secret'
            ? `state it in the component's secrets (name and keys)${orNear}`
            : `put it into a folder of manifests() in namespace ${namespace}, or into build of a component of your own${orNear}`;
        return [missing(place, `${kind} ${namespace}/${name}, which no component makes or states`, next)];
      }
      if (keys.length === 0) return [];
      const has = stated(kind, `${namespace}/${name}`);
      const lacks = has === undefined ? undefined : keys.find((key) => !has.has(key));
      if (has === undefined || lacks === undefined) return [];

      return [
        missing(
          place,
          `key "${lacks}" of ${kind} ${namespace}/${name}, which does not have it`,
          suggest(lacks, [...has], 'add the key to it'),
        ),
      ];
    }),
  );
}

/** Finds the keys of a ConfigMap that ships or a Secret that components state, by `namespace/name`. */
type StatedKeys = (kind: 'ConfigMap' | 'Secret', name: string) => ReadonlySet<string> | undefined;

/** Keys of ConfigMaps are read, and the maps looked up, where a pod asks for one: most take all of them. */
function statedKeys(view: View): StatedKeys {
  let maps: ReadonlyMap<string, KubeObject> | undefined;
  const secrets = new Map<string, Set<string>>();
  for (const { namespace, secrets: needs } of view.plan.components)
    for (const { name, keys } of needs) {
      const id = `${namespace}/${name}`;
      secrets.set(id, new Set([...(secrets.get(id) ?? []), ...keys]));
    }
  return (kind, name) => {
    if (kind === 'Secret') return secrets.get(name);
    maps ??= new Map(
      view.ofKind('v1', 'ConfigMap').map(({ object }) => {
        const { name: own, namespace = 'default' } = object.metadata;
        return [`${namespace}/${own}`, object];
      }),
    );
    const object = maps.get(name);
    if (object === undefined) return undefined;
    return new Set(
      [object['data'], object['binaryData']].flatMap((map) => (isRecord(map) ? Object.keys(map) : [])),
    );
  };
}

function fromRoutes(view: View, known: KnownNames): readonly Finding[] {
  return view.kinds.flatMap(({ objects }) =>
    objects.flatMap(({ path, object }): readonly Finding[] => {
      const namespace = object.metadata.namespace ?? 'default';
      const found = foundRoutes(object).flatMap(({ at, service, port }) =>
        service === undefined ? [] : toService({ service, port }, namespace, `${path}: ${at}`, view, known),
      );
      // Several hosts lead to one backend.
      return [...new Map(found.map((one) => [`${one.at} ${one.reason}`, one])).values()];
    }),
  );
}

function fromIngresses(view: View, known: KnownNames): readonly Finding[] {
  return view.ofKind('networking.k8s.io/v1', 'Ingress').flatMap(({ path, object }): readonly Finding[] => {
    const { spec, metadata } = object;
    if (!isRecord(spec)) return [];
    const namespace = metadata.namespace ?? 'default';
    // An issuer in an annotation makes the Secret that the Ingress names.
    const issued = Object.keys(metadata.annotations ?? {}).some((key) => /issuer/.test(key));
    return itemsOf(issued ? [] : spec['tls']).flatMap(({ secretName: name }, index) =>
      typeof name !== 'string' || known.has('Secret', namespace, name)
        ? []
        : [
            missing(
              `${path}: spec.tls[${index}]`,
              `Secret ${namespace}/${name}, which no component makes or states`,
              "state it in the component's secrets (tls.crt and tls.key)",
            ),
          ],
    );
  });
}

function toService(
  { service: name, port }: { readonly service: string; readonly port: number | string | undefined },
  namespace: string,
  at: string,
  view: View,
  known: KnownNames,
): readonly Finding[] {
  if (!known.has('Service', namespace, name)) {
    const next = suggest(
      name,
      known.names('Service', namespace),
      `no Service is known in namespace ${namespace}: make it there, or correct the name`,
    );
    return [missing(at, `Service ${namespace}/${name}, which no component makes`, next)];
  }
  const service = view.serviceNamed(namespace, name);
  if (service === undefined || port === undefined) return [];
  const { spec } = service.object;
  const offered = itemsOf(isRecord(spec) ? spec['ports'] : undefined);
  if (offered.some((one) => one['port'] === port || one['name'] === port)) return [];
  const ports = offered.map((one) => String(one['port'])).join(', ');
  return [
    missing(
      at,
      `port ${port} of Service ${namespace}/${name}, which does not offer it`,
      `use one of ${ports}, or offer that port`,
    ),
  ];
}

function missing(at: string, what: string, next: string): Finding {
  return { rule: references.id, at, reason: `names ${what}`, next };
}
