import { isRecord } from '../values';
import type { KubeObject } from './objects';

/** One host and path of an Ingress, HTTPRoute or other route of Gateway API that a chart or a folder of YAML brings. */
export interface FoundRoute {
  /** Place within the object: `spec.rules[0].http.paths[0]`. */
  readonly at: string;
  /** `shop.example.com`, `*.example.com`, or `*` for every host. */
  readonly host: string;
  readonly path: string;
  /** How the path is compared: as a prefix, as a whole, or in another way, such as a regular expression or with a header. */
  readonly match: 'prefix' | 'exact' | 'other';
  /** What kind of server reads it. */
  readonly through: 'ingress' | 'gateway';
  /** The class of the Ingress, or the first Gateway of the HTTPRoute. @default it names none */
  readonly by?: string;
  /** Name of the Service that answers, in the namespace of the object. @default it leads elsewhere */
  readonly service?: string;
  /** Number or name of the port of that Service. @default it names none */
  readonly port?: number | string;
  /** The Secret with the certificate. @default it names none */
  readonly secret?: string;
  /** The issuer for the whole cluster that an annotation names. @default it names none */
  readonly issuer?: string;
}

/** Every host and path of an object; none for objects that are neither an Ingress nor a route of Gateway API. */
export function foundRoutes(object: KubeObject): readonly FoundRoute[] {
  const group = object.apiVersion.split('/')[0];
  if (object.kind === 'Ingress' && group === 'networking.k8s.io') return fromIngress(object);
  if (object.kind.endsWith('Route') && group === 'gateway.networking.k8s.io') return fromRoute(object);
  return [];
}

/** https://kubernetes.io/docs/concepts/services-networking/ingress/#the-ingress-resource */
function fromIngress({ spec, metadata: { annotations = {} } }: KubeObject): readonly FoundRoute[] {
  if (!isRecord(spec)) return [];
  const by =
    // https://kubernetes.io/docs/concepts/services-networking/ingress/#deprecated-annotation
    textOf(spec['ingressClassName']) ?? annotations['kubernetes.io/ingress.class'];
  const issuer = Object.entries(annotations).find(([key]) => key.endsWith('/cluster-issuer'))?.[1];
  const common = {
    through: 'ingress' as const,
    ...(by !== undefined && { by }),
    ...(issuer !== undefined && { issuer }),
  };
  const byDefault = serviceIn(spec['defaultBackend']);
  const fallback: readonly FoundRoute[] =
    byDefault === undefined
      ? []
      : [{ at: 'spec.defaultBackend', host: '*', path: '/', match: 'other', ...common, ...byDefault }];
  return [
    ...fallback,
    ...recordsOf(spec['rules']).flatMap((rule, index) => {
      const host = textOf(rule['host']) ?? '*';
      const secret = secretFor(host, spec['tls']);
      return recordsOf(isRecord(rule['http']) ? rule['http']['paths'] : undefined).map(
        (one, place): FoundRoute => {
          const path = textOf(one['path']) ?? '/';
          return {
            at: `spec.rules[${index}].http.paths[${place}]`,
            ...{ host, path, match: matchOf(one['pathType'], path) },
            ...common,
            ...serviceIn(one['backend']),
            ...(secret !== undefined && { secret }),
          };
        },
      );
    }),
  ];
}

/** Without a sign of a regular expression, what reads Ingresses takes the path of its own kind for a prefix. */
function matchOf(pathType: unknown, path: string): FoundRoute['match'] {
  if (pathType === 'Exact') return 'exact';
  if (pathType === 'Prefix') return 'prefix';
  return /^[\w/.-]*$/.test(path) ? 'prefix' : 'other';
}

function secretFor(host: string, tls: unknown): string | undefined {
  const found = recordsOf(tls).find(({ hosts }) => !Array.isArray(hosts) || hosts.includes(host));
  return textOf(found?.['secretName']);
}

function serviceIn(backend: unknown): Pick<FoundRoute, 'service' | 'port'> | undefined {
  const service = isRecord(backend) ? backend['service'] : undefined;
  if (!isRecord(service)) return undefined;
  const { name, port } = service;
  const number = isRecord(port) ? (port['number'] ?? port['name']) : undefined;
  return {
    ...(typeof name === 'string' && { service: name }),
    ...((typeof number === 'number' || typeof number === 'string') && { port: number }),
  };
}

/** https://gateway-api.sigs.k8s.io/reference/spec/: all kinds of routes have `rules` with `backendRefs`. */
function fromRoute({ kind, spec, metadata: { namespace } }: KubeObject): readonly FoundRoute[] {
  if (!isRecord(spec)) return [];
  const { hostnames } = spec;
  const hosts = Array.isArray(hostnames) ? hostnames.filter((one) => typeof one === 'string') : [];
  const by = textOf(recordsOf(spec['parentRefs'])[0]?.['name']);
  return recordsOf(spec['rules']).flatMap((rule, index) => {
    const matches = recordsOf(rule['matches']);
    const backends = recordsOf(rule['backendRefs']).flatMap((one, place) =>
      (one['kind'] ?? 'Service') === 'Service' && [undefined, namespace].includes(textOf(one['namespace']))
        ? [{ at: `.backendRefs[${place}]`, ...namedService(one) }]
        : [],
    );
    // One that only redirects has none.
    const ends = backends.length > 0 ? backends : [{ at: '' }];
    return (matches.length > 0 ? matches : [{}]).flatMap((match) =>
      (hosts.length > 0 ? hosts : ['*']).flatMap((host) =>
        ends.map(({ at, ...end }): FoundRoute => ({
          at: `spec.rules[${index}]${at}`,
          host,
          ...(kind === 'HTTPRoute' ? pathIn(match) : { path: '/', match: 'other' as const }),
          through: 'gateway',
          ...(by !== undefined && { by }),
          ...end,
        })),
      ),
    );
  });
}

function namedService({
  name,
  port,
}: Readonly<Record<string, unknown>>): Pick<FoundRoute, 'service' | 'port'> {
  return {
    ...(typeof name === 'string' && { service: name }),
    ...(typeof port === 'number' && { port }),
  };
}

/** What looks at more than the path takes no other route's requests. */
function pathIn(match: Readonly<Record<string, unknown>>): Pick<FoundRoute, 'path' | 'match'> {
  const { path, ...others } = match;
  const written = isRecord(path) ? path : {};
  const type = written['type'] ?? 'PathPrefix';
  const isPlain = Object.keys(others).length === 0;
  return {
    path: textOf(written['value']) ?? '/',
    match: isPlain && type === 'PathPrefix' ? 'prefix' : isPlain && type === 'Exact' ? 'exact' : 'other',
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function recordsOf(list: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(list) ? list.filter(isRecord) : [];
}
