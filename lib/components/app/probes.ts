import { k8s } from 'cdk8s-plus-28';
import type { AppSettings } from './props';
import { type AppPort, portsOf } from './service';

/** How Kubernetes sees that a container is ready and alive. */
export type Probes = AppSettings['probes'];
type Probe = NonNullable<Probes['ready']>;

/** Seconds between two probes of a container that starts. */
const startPeriod = 5;

/** The probes of a container that runs on. */
export interface Probed {
  readonly ready: Probe;
  readonly live: Probe;
}

/** What a container is probed by: what is written, or connections to its first port of tcp; undefined where it has neither. */
export function probedBy(probes: Probes, ports: readonly AppPort[]): Probed | undefined {
  const connection: Probe | undefined = ports.some(isTcp) ? { by: 'tcp' } : undefined;
  const ready = probes.ready ?? connection ?? probes.live;
  const live = probes.live ?? connection ?? probes.ready;
  return ready === undefined || live === undefined ? undefined : { ready, live };
}

/**
 * The probes of a container. A slow start is up to the startup probe, so that the others may be strict: without it, a liveness
 * probe restarts a container that would have come up.
 */
export function probesOf(
  { name, probes }: { readonly name: string; readonly probes: Probes },
  app: AppSettings,
): Partial<k8s.Container> {
  const ports = portsOf(app).filter(({ container }) => container === name);
  const probed = probedBy(probes, ports);
  // A container without any is reported with the props.
  if (app.relax.noProbes !== undefined || probed === undefined) return {};
  const [ready, live] = [handler(probed.ready, ports), handler(probed.live, ports)];
  return {
    startupProbe: {
      ...ready,
      periodSeconds: startPeriod,
      timeoutSeconds: 5,
      failureThreshold: Math.ceil(app.startSeconds / startPeriod),
    },
    readinessProbe: { ...ready, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
    livenessProbe: { ...live, periodSeconds: 20, timeoutSeconds: 5, failureThreshold: 3 },
  };
}

function handler(probe: Probe, ports: readonly AppPort[]): Partial<k8s.Probe> {
  if (probe.by === 'command') return { exec: { command: [...probe.command] } };
  // A name that no port has is reported with the props.
  const port = ports.find((one) => (probe.port === undefined ? isTcp(one) : one.name === probe.port));
  const named = k8s.IntOrString.fromString(port?.name ?? '');
  switch (probe.by) {
    case 'http':
      return { httpGet: { path: probe.path, port: named } };
    case 'tcp':
      return { tcpSocket: { port: named } };
    case 'grpc':
      // Kubernetes takes no name here.
      return { grpc: { port: port?.port ?? 0 } };
  }
}

function isTcp({ transport }: AppPort): boolean {
  return transport === 'tcp';
}
