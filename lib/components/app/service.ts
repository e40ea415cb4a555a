import type { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { addressAnnotations, type BuildContext, claimsOf, podLabels, type Port } from '../../core';
import { hostAnnotations } from '../dns-records';
import { type Identity, mainWorkload } from './identity';
import type { AppSettings } from './props';

type Written = AppSettings['ports'][string];

/** A port of an app: where its pods listen, and where its Service does. */
export interface AppPort {
  readonly name: string;
  /** Port of the pods. */
  readonly port: Port;
  /** Port of the Service. */
  readonly service: Port;
  readonly transport: 'tcp' | 'udp';
  readonly callers: 'declared' | 'cluster';
  /** Name of the container that listens. */
  readonly container: string;
}

/** The ports of an app, in the order in which they are written. */
export function portsOf({ name: main, ports }: Pick<AppSettings, 'name' | 'ports'>): readonly AppPort[] {
  return Object.entries(ports).map(([name, written]) => appPort(name, written, main));
}

function appPort(name: string, written: Written, main: string): AppPort {
  if (typeof written === 'number')
    return { name, port: written, service: written, transport: 'tcp', callers: 'declared', container: main };
  const { port, service = port, transport, callers, container = main } = written;
  return { name, port, service, transport, callers, container };
}

/** Names of the ports that its exposure leads to. */
export function exposedPorts({
  exposure,
  ports,
}: Pick<AppSettings, 'exposure' | 'ports'>): readonly string[] {
  const names = Object.keys(ports);
  switch (exposure.kind) {
    case 'internal':
      return [];
    case 'route':
      return exposure.port === undefined ? names.slice(0, 1) : [exposure.port];
    case 'loadBalancer':
      return exposure.ports ?? names;
  }
}

/** Who may connect to a port: the wider of what it says itself and what the exposure needs. */
export function openTo(
  { name, callers }: AppPort,
  app: Pick<AppSettings, 'exposure' | 'ports'>,
): 'declared' | 'ingress' | 'cluster' | 'world' {
  const isExposed = exposedPorts(app).includes(name);
  if (isExposed && app.exposure.kind === 'loadBalancer') return 'world';
  if (callers === 'cluster') return 'cluster';
  return isExposed ? 'ingress' : 'declared';
}

/** Makes the Service in front of the pods, and a second one for the ports that have an address outside. */
export function addService(
  chart: Chart,
  { name, namespace }: Identity,
  app: AppSettings,
  context: BuildContext,
): void {
  const ports = portsOf(app);
  const isStateful = app.volumes.some((volume) => volume.kind === 'claim' && volume.eachReplica);
  if (ports.length === 0 && !isStateful) return;
  const selector = podLabels({ name }, mainWorkload);
  new k8s.KubeService(chart, 'service', {
    metadata: { name, namespace },
    spec: {
      type: 'ClusterIP',
      // A StatefulSet without ports needs one for the names of its pods.
      ...(ports.length === 0 && { clusterIP: 'None' }),
      selector,
      ...(ports.length > 0 && { ports: ports.map(servicePort) }),
    },
  });
  if (app.exposure.kind !== 'loadBalancer') return;
  const exposed = exposedPorts(app);
  const { address, hosts = [] } = app.exposure;
  const [annotation] = claimsOf(context, addressAnnotations).flatMap(({ value }) => value.slice(0, 1));
  const annotations = {
    ...(address !== undefined && annotation !== undefined && { [annotation]: address }),
    ...hostAnnotations(hosts, context),
  };
  new k8s.KubeService(chart, 'balanced', {
    metadata: {
      name: `${name}-outside`,
      namespace,
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
    spec: {
      type: 'LoadBalancer',
      selector,
      ports: ports.filter((port) => exposed.includes(port.name)).map(servicePort),
    },
  });
}

function servicePort({ name, service, transport }: AppPort): k8s.ServicePort {
  return {
    name,
    port: service,
    targetPort: k8s.IntOrString.fromString(name),
    protocol: transport.toUpperCase(),
  };
}
