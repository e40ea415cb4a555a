import * as v from 'valibot';
import type { Shipped } from './committed';

/** An HTTP question that the kubelet asks a pod. */
export interface HttpProbe {
  readonly port: number;
  readonly path: string;
}

/** How the pod of a name server runs. */
export interface DnsPod {
  readonly user: number;
  readonly group: number;
  readonly args: readonly string[];
  /** Account in `kube-system` whose token it has; none when it gets no token. */
  readonly account?: string;
  /** Files of volumes, by the folder in which they are mounted: `/etc/coredns`. */
  readonly volumes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly liveness: HttpProbe;
  readonly readiness: HttpProbe;
  /** Port at which it is counted. */
  readonly metrics: number;
  readonly ports: readonly ContainerPort[];
}

interface ContainerPort {
  readonly name: string;
  readonly containerPort: number;
  readonly protocol: string;
}

/** The pod of the CoreDNS that k3s ships, with files of its own: `manifests/coredns.yaml` of k3s 1.33. */
export function k3sDnsPod(volumes: DnsPod['volumes']): DnsPod {
  return {
    user: 65_532,
    group: 65_532,
    args: ['-conf', '/etc/coredns/Corefile'],
    account: 'coredns',
    volumes,
    liveness: { port: 8080, path: '/health' },
    readiness: { port: 8181, path: '/ready' },
    metrics: 9153,
    ports: [],
  };
}

const probeShape = v.object({
  httpGet: v.object({ path: v.string(), port: v.union([v.string(), v.number()]) }),
});
const deploymentShape = v.object({
  spec: v.object({
    template: v.object({
      spec: v.object({
        automountServiceAccountToken: v.boolean(),
        serviceAccountName: v.string(),
        securityContext: v.object({ runAsUser: v.number(), runAsGroup: v.number() }),
        containers: v.tuple([
          v.object({
            args: v.array(v.string()),
            ports: v.array(v.object({ name: v.string(), containerPort: v.number(), protocol: v.string() })),
            livenessProbe: probeShape,
            readinessProbe: probeShape,
            volumeMounts: v.array(v.object({ name: v.string(), mountPath: v.string() })),
          }),
        ]),
        volumes: v.array(v.object({ name: v.string(), configMap: v.object({ name: v.string() }) })),
      }),
    }),
  }),
});

/**
 * The pod of a Deployment that ships.
 * @param config gives the files of a ConfigMap by its name
 * @throws when the lab cannot run it, with what it lacks
 */
export function shippedDnsPod(
  { object, path }: Shipped,
  config: (name: string) => Readonly<Record<string, string>> | undefined,
): DnsPod {
  const parsed = v.safeParse(deploymentShape, object);
  if (!parsed.success) throw new Error(`${path}: no pod of a name server:\n${v.summarize(parsed.issues)}`);
  const pod = parsed.output.spec.template.spec;
  const [{ args, ports, livenessProbe, readinessProbe, volumeMounts }] = pod.containers;
  const probe = ({ httpGet }: v.InferOutput<typeof probeShape>): HttpProbe => {
    const found = ports.find(({ name }) => name === httpGet.port)?.containerPort;
    const port = typeof httpGet.port === 'number' ? httpGet.port : found;
    if (port === undefined) throw new Error(`${path}: no port of the container is named ${httpGet.port}`);
    return { path: httpGet.path, port };
  };
  const mounted = volumeMounts.map(({ name, mountPath }): [string, Readonly<Record<string, string>>] => {
    const volume = pod.volumes.find((one) => one.name === name)?.configMap.name;
    const files = volume === undefined ? undefined : config(volume);
    if (files === undefined)
      throw new Error(`${path}: nothing ships for its volume ${name} (${volume ?? 'none'})`);
    return [mountPath, files];
  });
  return {
    user: pod.securityContext.runAsUser,
    group: pod.securityContext.runAsGroup,
    args,
    ...(pod.automountServiceAccountToken && { account: pod.serviceAccountName }),
    volumes: Object.fromEntries(mounted),
    liveness: probe(livenessProbe),
    readiness: probe(readinessProbe),
    metrics: ports.find(({ name }) => name === 'metrics')?.containerPort ?? 9153,
    ports,
  };
}
