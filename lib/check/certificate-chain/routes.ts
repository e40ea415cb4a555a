import { inWords, shown, suggest } from '../../values';
import type { Finding } from '../finding';
import { meets } from './hosts';
import { broken } from './link';
import type { Makers } from './makers';
import type { Chain, Listener } from './read';

type Route = Chain['routes'][number];

/** The first link: a host leads to a listener of a Gateway that takes it. */
export function fromRoutes({ routes, gateways }: Chain, makers: Makers): readonly Finding[] {
  return routes.flatMap((route) =>
    route.spec.parentRefs.flatMap((parent, index) => {
      if (parent.kind !== 'Gateway') return [];
      const { namespace = route.namespace, name, sectionName } = parent;
      const at = `${route.path}: spec.parentRefs[${index}]`;
      const gateway = gateways.find((one) => one.name === name && one.namespace === namespace);
      if (gateway === undefined)
        return makers.object('gateway.networking.k8s.io/v1', 'Gateway', name, namespace)
          ? []
          : [
              broken(
                at,
                `names Gateway ${namespace}/${name}, which no component makes`,
                suggest(
                  name,
                  gateways.map((one) => one.name),
                  'list a component that makes a Gateway, such as clusterGateway(), or ship an Ingress instead',
                ),
              ),
            ];
      const { listeners } = gateway.spec;
      const taking =
        sectionName === undefined ? listeners : listeners.filter((one) => one.name === sectionName);
      if (taking.length === 0)
        return [
          broken(
            `${at}.sectionName`,
            `Gateway ${namespace}/${name} has no listener ${shown(sectionName)}`,
            suggest(
              String(sectionName),
              listeners.map((one) => one.name),
            ),
          ),
        ];
      return [
        ...notAdmitted(route, taking, gateway, at),
        ...withoutListener(route, taking, `Gateway ${namespace}/${name}`),
      ];
    }),
  );
}

function notAdmitted(
  { namespace }: Route,
  listeners: readonly Listener[],
  gateway: Chain['gateways'][number],
  at: string,
): readonly Finding[] {
  if (listeners.some((listener) => admits(listener, namespace, gateway.namespace))) return [];
  const names = listeners.map((listener) => listener.name);
  return [
    broken(
      at,
      `listener ${inWords(names, 'or')} of Gateway ${gateway.namespace}/${gateway.name} takes no routes of namespace ${namespace}`,
      'add the namespace to allowedRoutes of the listener',
    ),
  ];
}

/** Whether a listener may take routes of a namespace. Of selectors, only those by the name of the namespace are judged. */
function admits({ allowedRoutes }: Listener, namespace: string, own: string): boolean {
  const { from, selector } = allowedRoutes?.namespaces ?? { from: 'Same' };
  if (from === 'Same') return namespace === own;
  if (from !== 'Selector' || selector === undefined) return from !== 'None';
  const key = 'kubernetes.io/metadata.name';
  const label = selector.matchLabels[key];
  return (
    (label === undefined || label === namespace) &&
    selector.matchExpressions.every(
      (one) => one.key !== key || one.operator !== 'In' || one.values.includes(namespace),
    )
  );
}

function withoutListener(
  { path, spec }: Route,
  listeners: readonly Listener[],
  gateway: string,
): readonly Finding[] {
  const known = listeners.flatMap(({ hostname }) => hostname ?? []);
  if (known.length < listeners.length) return [];
  return spec.hostnames.flatMap((host, index) =>
    known.some((hostname) => meets(hostname, host))
      ? []
      : [
          broken(
            `${path}: spec.hostnames[${index}]`,
            `${shown(host)} does not match ${inWords(known.map(shown), 'or')}, which ${gateway} serves there`,
            'give the Gateway a listener for the host, or name its listener in parentRefs',
          ),
        ],
  );
}
