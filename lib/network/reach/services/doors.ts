import * as v from 'valibot';
import { claimsOf } from '../../../inventory';
import type { ClusterPlan } from '../../../plan';
import { type Cidr, inWords, type Ipv4, parseCidr, parseIpv4 } from '../../../values';
import { addressAnnotations } from '../../balanced-ports';
import { balancerOf } from '../../balancer';
import { chartServices } from '../../chart-services';
import type { Manifest } from '../../service-ports';
import { unseenManifests } from '../../unseen-services';
import type { Door } from './door';
import { givenDoors } from './given-doors';

const shape = v.object({
  type: v.optional(v.string(), 'ClusterIP'),
  loadBalancerClass: v.optional(v.string()),
  allocateLoadBalancerNodePorts: v.optional(v.boolean(), true),
  loadBalancerSourceRanges: v.optional(v.array(v.string()), []),
  selector: v.optional(v.record(v.string(), v.string()), {}),
  clusterIP: v.optional(v.string()),
  loadBalancerIP: v.optional(v.string()),
  externalIPs: v.optional(v.array(v.string()), []),
  externalTrafficPolicy: v.optional(v.string()),
  ports: v.optional(
    v.array(
      v.object({
        name: v.optional(v.string()),
        port: v.number(),
        nodePort: v.optional(v.number()),
        targetPort: v.optional(v.union([v.number(), v.string()])),
        protocol: v.optional(v.picklist(['TCP', 'UDP', 'SCTP']), 'TCP'),
      }),
    ),
    [],
  ),
});

interface ServiceManifest extends Manifest {
  readonly metadata: Manifest['metadata'] & { readonly annotations?: Readonly<Record<string, string>> };
}

/** A Service whose form is wrong, so that what it opens is not known. */
export interface UnreadDoor {
  /** `namespace/name`. */
  readonly service: string;
  /** Where its form is wrong: `spec.ports.0.nodePort`. */
  readonly where: string;
}

/** The Services of a cluster: those that ship, those that come with the distribution, and those of charts that are known. */
export function doorsOf(plan: ClusterPlan, objects: readonly ServiceManifest[]): readonly Door[] {
  const all = [...objects, ...unseenManifests(plan).map(({ object }) => object)];
  const shipped = all.flatMap((object) => {
    const read = readDoor(plan, object);
    return read !== undefined && 'ports' in read ? [read] : [];
  });
  const given = [...givenDoors(plan), ...chartDoors(plan)].filter(({ service }) =>
    shipped.every((door) => door.service !== service),
  );
  return [...given, ...shipped];
}

/** The Services of charts, as their components claim them. */
function chartDoors(plan: ClusterPlan): readonly Door[] {
  return claimsOf(plan, chartServices).map(({ value: { name, namespace, port, target, selector } }) => ({
    ...{ service: `${namespace}/${name}`, namespace, outside: [], external: [] },
    ...{ atNodes: false, picks: false, local: false },
    ports: [{ port, transport: 'tcp', target }],
    leads: { kind: 'pods', selector },
  }));
}

/** The Services that ship in a form that cannot be read. */
export function unreadDoors(plan: ClusterPlan, objects: readonly ServiceManifest[]): readonly UnreadDoor[] {
  return objects.flatMap((object) => {
    const read = readDoor(plan, object);
    return read !== undefined && 'where' in read ? [read] : [];
  });
}

function readDoor(
  plan: ClusterPlan,
  { apiVersion, kind, metadata, spec }: ServiceManifest,
): Door | UnreadDoor | undefined {
  if (apiVersion !== 'v1' || kind !== 'Service') return undefined;
  const { name, namespace = 'default', annotations = {} } = metadata;
  const service = `${namespace}/${name}`;
  const read = v.safeParse(shape, spec ?? {});
  if (!read.success) {
    const places = read.issues.map((issue) => ['spec', v.getDotPath(issue)].filter(Boolean).join('.'));
    return { service, where: inWords([...new Set(places)]) };
  }
  const { type, selector, clusterIP, loadBalancerIP, externalTrafficPolicy, ports } = read.output;
  const asked = claimsOf(plan, addressAnnotations)
    .flatMap(({ value }) => value)
    .flatMap((key) => (annotations[key] ?? '').split(','));
  const [cluster] = addresses([clusterIP ?? '']);
  const external = addresses(read.output.externalIPs);
  const isBalanced = type === 'LoadBalancer';
  const sources = isBalanced ? sourcesIn(read.output.loadBalancerSourceRanges) : undefined;
  return {
    service,
    namespace,
    ...(cluster !== undefined && { cluster }),
    outside: addresses([loadBalancerIP ?? '', ...asked]).concat(external),
    external,
    atNodes: isBalanced && read.output.loadBalancerClass === undefined && balancerOf(plan) === 'nodes',
    picks: type === 'NodePort' || (isBalanced && read.output.allocateLoadBalancerNodePorts),
    ...(sources !== undefined && { sources }),
    ports: ports.map(({ name: own, port, nodePort, targetPort = port, protocol }) => ({
      port,
      transport: transports[protocol],
      target: targetPort,
      ...(own !== undefined && { name: own }),
      ...(nodePort !== undefined && { nodePort }),
    })),
    leads: Object.keys(selector).length === 0 ? { kind: 'elsewhere' } : { kind: 'pods', selector },
    local: externalTrafficPolicy === 'Local',
  };
}

const transports = { TCP: 'tcp', UDP: 'udp', SCTP: 'sctp' } as const;

/** The IPv4 networks of a list; kube-proxy leaves out those of the other family. Empty where one is not a network. */
function sourcesIn(texts: readonly string[]): readonly Cidr[] | undefined {
  const read = texts.filter((text) => !text.includes(':')).map((text) => parseCidr(text.trim()));
  if (read.length === 0) return undefined;
  const found = read.flatMap((one) => ('value' in one ? [one.value] : []));
  return found.length === read.length ? found : [];
}

function addresses(texts: readonly string[]): readonly Ipv4[] {
  return texts.flatMap((text) => {
    const address = parseIpv4(text.trim());
    return 'value' in address ? [address.value] : [];
  });
}
