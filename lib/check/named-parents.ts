import { mayCreateAnything, routeGateways } from '../component';
import { claimsOf } from '../inventory';
import { groupOf } from '../synth';
import { isRecord, suggest } from '../values';
import { itemsOf } from './named-by-pods';
import type { View } from './view';

/** A Gateway or a listener of one that a route names and that is not there. */
interface MissingParent {
  readonly at: string;
  readonly what: string;
  readonly next: string;
}

/** A Gateway that ships, with the names of its listeners; those of a Gateway that something else makes are not known. */
interface KnownGateway {
  readonly id: string;
  readonly listeners?: readonly string[];
}

const gatewayGroup = 'gateway.networking.k8s.io';

/**
 * The Gateways that routes attach to and that nothing makes: such a route is accepted by the API server, and serves nothing.
 * https://gateway-api.sigs.k8s.io/reference/spec/#parentreference
 */
export function namedParents(view: View): readonly MissingParent[] {
  const routes = view.kinds
    .filter((one) => groupOf(one) === gatewayGroup && one.kind.endsWith('Route'))
    .flatMap(({ objects }) => objects);
  if (routes.length === 0 || makesUnseen(view)) return [];
  const known = gatewaysIn(view);
  return routes.flatMap(({ path, object: { kind, spec, metadata } }) =>
    itemsOf(isRecord(spec) ? spec['parentRefs'] : undefined).flatMap((parent, index): MissingParent[] => {
      if ((parent['kind'] ?? 'Gateway') !== 'Gateway') return [];
      const { name, namespace = metadata.namespace ?? 'default' } = parent;
      if (typeof name !== 'string' || typeof namespace !== 'string') return [];
      const id = `${namespace}/${name}`;
      const at = `${path}: spec.parentRefs[${index}]`;
      const found = known.find((one) => one.id === id);
      if (found === undefined) {
        const names = known.map((one) => one.id);
        const next =
          names.length === 0
            ? `list what makes a Gateway, or write an Ingress in place of the ${kind}`
            : suggest(id, names);
        return [{ at, what: `Gateway ${id}, which no component makes`, next }];
      }
      const { sectionName: listener } = parent;
      if (typeof listener !== 'string' || found.listeners?.includes(listener) !== false) return [];
      return [
        {
          at: `${at}.sectionName`,
          what: `listener "${listener}" of Gateway ${id}, which does not have it`,
          next: suggest(listener, found.listeners),
        },
      ];
    }),
  );
}

/** Whether a chart or a foreign folder may make Gateways whose names nothing says. */
function makesUnseen({ plan }: View): boolean {
  return plan.components.some(
    ({ upstream }) =>
      mayCreateAnything(upstream) ||
      upstream?.creates.some(({ group, kind }) => group === gatewayGroup && kind === 'Gateway'),
  );
}

function gatewaysIn({ kinds, plan }: View): readonly KnownGateway[] {
  const shipped = kinds
    .filter((one) => groupOf(one) === gatewayGroup && one.kind === 'Gateway')
    .flatMap(({ objects }) => objects)
    .map(({ object: { spec, metadata } }) => ({
      id: `${metadata.namespace ?? 'default'}/${metadata.name}`,
      listeners: itemsOf(isRecord(spec) ? spec['listeners'] : undefined).map(({ name }) => String(name)),
    }));
  const claimed = claimsOf(plan, routeGateways).map(({ value }) => ({
    id: `${value.namespace}/${value.name}`,
  }));
  return [...shipped, ...claimed];
}
