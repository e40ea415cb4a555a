import type { HTTPRouteSpec } from '../../imports/gateway.networking.k8s.io';

type ParentRef = NonNullable<HTTPRouteSpec['parentRefs']>[number];
type BackendRef = NonNullable<NonNullable<HTTPRouteSpec['rules']>[number]['backendRefs']>[number];

// References with every default of the Gateway API. Lists are replaced as a whole where a client compares by itself, so Argo CD
// would take a default that the API server fills in for a difference, for ever.

/** A listener of a Gateway. */
export function parentRef(gateway: Pick<ParentRef, 'name' | 'namespace' | 'sectionName'>): ParentRef {
  return { group: 'gateway.networking.k8s.io', kind: 'Gateway', ...gateway };
}

/** A port of a Service in the namespace of the route. */
export function backendRef(name: string, port: number): BackendRef {
  return { group: '', kind: 'Service', name, port, weight: 1 };
}

/** The prefix of every path. */
export const everyPath = { path: { type: 'PathPrefix', value: '/' } } as const;
