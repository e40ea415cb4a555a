import * as v from 'valibot';
import { serversOf } from '../../inventory';
import type { ClusterPlan } from '../../plan';
import { type Ipv4, parseIpv4 } from '../../values';
import type { Transport } from '../firewall/rule';
import { apiPort } from '../host-flows';
import type { Manifest } from '../service-ports';
import { givenPods } from './given-pods';

/** A Service: addresses and ports that lead to pods, or to servers. */
export interface Door {
  /** `namespace/name`. */
  readonly service: string;
  readonly namespace: string;
  /** Its address within the cluster, where the manifest pins it. */
  readonly cluster?: Ipv4;
  /** Addresses at which it answers outside the cluster: a load balancer's, or external ones. */
  readonly outside: readonly Ipv4[];
  readonly ports: readonly DoorPort[];
  readonly leads: DoorTarget;
  /** `externalTrafficPolicy: Local`: a node passes what comes from outside to pods of its own only, and keeps its source. */
  readonly local: boolean;
}

/** One port of a Service. */
export interface DoorPort {
  /** @default it has none */
  readonly name?: string;
  readonly port: number;
  readonly transport: Transport;
  /** Port of the pods, or its name there. */
  readonly target: number | string;
  /** @default none, or one that Kubernetes picks */
  readonly nodePort?: number;
}

/** Where a Service leads. */
export type DoorTarget =
  | { readonly kind: 'pods'; readonly selector: Readonly<Record<string, string>> }
  | { readonly kind: 'servers' }
  /** Nothing here says: it has no selector. */
  | { readonly kind: 'elsewhere' };

const shape = v.object({
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
        protocol: v.optional(v.string(), 'TCP'),
      }),
    ),
    [],
  ),
});

/**
 * Annotations by which a Service asks for addresses: MetalLB's (https://metallb.io/usage/#requesting-specific-ips) and Cilium's
 * (https://docs.cilium.io/en/stable/network/lb-ipam/#requesting-ips).
 */
const askedBy = [
  'metallb.io/loadBalancerIPs',
  'metallb.universe.tf/loadBalancerIPs',
  'lbipam.cilium.io/ips',
  'io.cilium/lb-ipam-ips',
];

interface ServiceManifest extends Manifest {
  readonly metadata: Manifest['metadata'] & { readonly annotations?: Readonly<Record<string, string>> };
}

/** The Services of a cluster: those that ship, and those that k3s makes. */
export function doorsOf(plan: ClusterPlan, objects: readonly ServiceManifest[]): readonly Door[] {
  const shipped = objects.flatMap((object) => doorOf(object));
  const given = givenDoors(plan).filter(({ service }) => shipped.every((door) => door.service !== service));
  return [...given, ...shipped];
}

function doorOf({ apiVersion, kind, metadata, spec }: ServiceManifest): readonly Door[] {
  if (apiVersion !== 'v1' || kind !== 'Service') return [];
  const read = v.safeParse(shape, spec);
  if (!read.success) return [];
  const { selector, clusterIP, loadBalancerIP, externalIPs, externalTrafficPolicy, ports } = read.output;
  const { name, namespace = 'default', annotations = {} } = metadata;
  const asked = askedBy.flatMap((key) => (annotations[key] ?? '').split(','));
  const [cluster] = addresses([clusterIP ?? '']);
  return [
    {
      service: `${namespace}/${name}`,
      namespace,
      ...(cluster !== undefined && { cluster }),
      outside: addresses([loadBalancerIP ?? '', ...externalIPs, ...asked]),
      ports: ports.flatMap(({ name: own, port, nodePort, targetPort = port, protocol }): DoorPort[] => {
        const transport = protocol === 'TCP' ? 'tcp' : protocol === 'UDP' ? 'udp' : undefined;
        if (transport === undefined) return [];
        return [
          {
            port,
            transport,
            target: targetPort,
            ...(own !== undefined && { name: own }),
            ...(nodePort !== undefined && { nodePort }),
          },
        ];
      }),
      leads: Object.keys(selector).length === 0 ? { kind: 'elsewhere' } : { kind: 'pods', selector },
      local: externalTrafficPolicy === 'Local',
    },
  ];
}

function addresses(texts: readonly string[]): readonly Ipv4[] {
  return texts.flatMap((text) => {
    const address = parseIpv4(text.trim());
    return 'value' in address ? [address.value] : [];
  });
}

/** The API's Service, and those of what k3s makes. */
function givenDoors(plan: ClusterPlan): readonly Door[] {
  const { facts } = plan;
  return [
    {
      service: 'default/kubernetes',
      namespace: 'default',
      cluster: facts.apiService,
      outside: [],
      ports: [{ port: 443, transport: 'tcp', target: apiPort }],
      leads: serversOf(facts).length === 0 ? { kind: 'elsewhere' } : { kind: 'servers' },
      local: false,
    },
    ...givenPods(plan).map((pods): Door => ({
      service: `${pods.namespace}/${pods.service}`,
      namespace: pods.namespace,
      ...(pods.service === 'kube-dns' && { cluster: facts.dnsService }),
      outside: [],
      ports: pods.ports.map(({ port, transport }) => ({
        // metrics-server listens on 10250 behind 443; CoreDNS has the same numbers on both sides.
        port: pods.service === 'metrics-server' ? 443 : port,
        transport,
        target: port,
      })),
      leads: { kind: 'pods', selector: pods.labels },
      local: false,
    })),
  ];
}
