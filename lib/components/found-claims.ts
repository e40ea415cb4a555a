import * as v from 'valibot';
import { claim, type Claim, foundRoutes, ingressClasses, type KubeObject, routeHost, routes } from '../core';
import { usedIssuers } from './certificates';

type Found = ReturnType<typeof foundRoutes>[number];

/** An object that was not made by asterism, and its place in messages. */
interface PlacedObject {
  readonly at: string;
  readonly object: KubeObject;
}

/** What Ingresses, HTTPRoutes and classes of Ingresses among objects mean for the whole cluster. */
export function claimsOfObjects(objects: readonly PlacedObject[]): readonly Claim[] {
  return objects.flatMap(({ at, object }) => [
    ...claimsOfRoutes(foundRoutes(object), object.metadata.namespace ?? 'default', {
      ofRoute: (place) => `${at}: ${place}`,
      ofIssuer: `${at}: metadata.annotations`,
    }),
    ...(object.kind === 'IngressClass'
      ? [
          claim(
            ingressClasses,
            {
              name: object.metadata.name,
              isDefault:
                object.metadata.annotations?.['ingressclass.kubernetes.io/is-default-class'] === 'true',
            },
            at,
          ),
        ]
      : []),
  ]);
}

/** The claims of routes. @param places where messages say that they are: `ofRoute` gets the place of a route */
export function claimsOfRoutes(
  found: readonly Found[],
  namespace: string,
  places: { readonly ofRoute: (at: string) => string; readonly ofIssuer: string },
): readonly Claim[] {
  // Several backends share one host and path.
  const distinct = new Map(found.map((route) => [`${route.host} ${route.match} ${route.path}`, route]));
  const issued = new Map<string, Set<string>>();
  for (const { issuer, host } of found)
    if (issuer !== undefined && v.is(routeHost, host))
      issued.set(issuer, (issued.get(issuer) ?? new Set()).add(host));
  return [
    ...[...distinct.values()].map(({ at, secret, issuer, ...route }) =>
      claim(
        routes,
        {
          ...route,
          path: route.path.startsWith('/') ? route.path : `/${route.path}`,
          namespace,
          ...(issuer !== undefined
            ? { certificate: { from: 'issuer', issuer } as const }
            : secret !== undefined && { certificate: { from: 'secret', secret } as const }),
        },
        places.ofRoute(at),
      ),
    ),
    ...[...issued].map(([issuer, hosts]) =>
      claim(usedIssuers, { issuer, hosts: [...hosts], isFound: true }, places.ofIssuer),
    ),
  ];
}
