import { claim, type Claim, ingressClasses, type Listener, type Report, unseenServices } from '../../core';
import { claimsOfRoutes } from '../found-claims';
import type { ReadFacts } from './chart-facts';
import type { HelmChartSettings } from './props';

type Workload = ReadFacts['workloads'][number];
type ServedPort = ReadFacts['services'][number];

/** Who may connect to a port because the chart exposes it; undefined where it does not. */
export function exposedTo(
  workload: string,
  { port, transport }: Pick<Workload['ports'][number], 'port' | 'transport'>,
  { services, routes }: Pick<ReadFacts, 'services' | 'routes'>,
): Extract<Listener['open'], 'world' | 'ingress'> | undefined {
  const served = services.filter(
    (one) => one.workload === workload && one.targetPort === port && one.transport === transport,
  );
  if (served.some(({ outside }) => outside !== undefined)) return 'world';
  return served.some((one) =>
    routes.some((route) => route.service === one.service && route.port === one.port),
  )
    ? 'ingress'
    : undefined;
}

/** What the Ingresses, routes and Services of a chart mean for the whole cluster. */
export function exposureClaims(
  { namespace }: Pick<HelmChartSettings, 'namespace'>,
  { routes, ingressClasses: classes, services, workloads }: ReadFacts,
): readonly Claim[] {
  const found = routes.map(({ object, ...route }, index) => ({
    ...route,
    at: `.facts.routes[${index}] (${object})`,
  }));
  return [
    ...claimsOfRoutes(found, namespace, { ofRoute: (at) => at, ofIssuer: '.facts.routes' }),
    ...classes.map((one) => claim(ingressClasses, one, '.facts.ingressClasses')),
    ...outsideServices(services).flatMap(({ name, type, ports }) => {
      const selector = sharedLabels(
        workloads.filter((one) => ports.some(({ workload }) => workload === one.name)),
      );
      if (Object.keys(selector).length === 0) return [];
      const value = { namespace, name, type, selector, ports: distinctPorts(ports) };
      return [claim(unseenServices, value, `.facts.services (Service ${name})`)];
    }),
  ];
}

/** Why a chart needs what gives out addresses of load balancers: the names of its Services; empty where it needs none. */
export function balancedServices({ services }: Pick<ReadFacts, 'services'>): readonly string[] {
  return outsideServices(services).flatMap(({ name, type }) => (type === 'LoadBalancer' ? [name] : []));
}

/** Reports certificates of Ingresses that nothing provides. */
export function checkCertificates(
  { namespace, secrets }: Pick<HelmChartSettings, 'namespace' | 'secrets'>,
  { routes, creates }: ReadFacts,
  at: string,
  report: Report,
): void {
  const made = creates[namespace] ?? [];
  if (made.some((kind) => kind === '/Secret' || kind.endsWith('/Certificate'))) return;
  const seen = new Set<string>();
  routes.forEach(({ object, secret, issuer }, index) => {
    if (secret === undefined || issuer !== undefined || seen.has(secret)) return;
    seen.add(secret);
    if (secrets.some(({ name }) => name === secret)) return;
    report({
      at: `${at}.facts.routes[${index}]`,
      reason: `${object} takes its certificate from Secret ${secret}, which neither the chart nor the cluster provides`,
      next: `state it: secrets: [{ name: '${secret}', keys: ['tls.crt', 'tls.key'], why: 'for TLS' }]`,
    });
  });
}

interface OutsideService {
  readonly name: string;
  readonly type: 'LoadBalancer' | 'NodePort';
  readonly ports: readonly ServedPort[];
}

function outsideServices(services: readonly ServedPort[]): readonly OutsideService[] {
  const found = new Map<string, OutsideService>();
  for (const one of services) {
    const { service: name, outside: type } = one;
    if (type === undefined || type === 'elsewhere') continue;
    found.set(name, { name, type, ports: [...(found.get(name)?.ports ?? []), one] });
  }
  return [...found.values()];
}

/** A Service may lead to pods of several workloads; what they share selects all of them. */
function sharedLabels(workloads: readonly Workload[]): Readonly<Record<string, string>> {
  const [first, ...others] = workloads.map(({ pods }) => pods);
  return Object.fromEntries(
    Object.entries(first ?? {}).filter(([key, value]) => others.every((pods) => pods[key] === value)),
  );
}

function distinctPorts(
  ports: readonly ServedPort[],
): { port: number; targetPort: number; transport: 'tcp' | 'udp'; nodePort?: number }[] {
  const read = ports.map(({ port, targetPort, transport, nodePort }) => ({
    ...{ port, targetPort, transport },
    ...(nodePort !== undefined && { nodePort }),
  }));
  return [...new Map(read.map((one) => [`${one.transport} ${one.port}`, one])).values()];
}
