import { parsePort, valueOf } from '../../core';
import type { Routed } from '../routed';
import type { Identity } from './identity';
import type { AppSettings } from './props';
import { exposedPorts, portsOf } from './service';

const httpPort = valueOf(parsePort(80));

type Exposure = Extract<AppSettings['exposure'], { kind: 'route' }>;

/** The Service of an app as people reach it from outside. */
export function routedApp({ name, namespace }: Identity, app: AppSettings, exposure: Exposure): Routed {
  const { hosts, paths, tls, by } = exposure;
  const [exposed] = exposedPorts(app);
  // A missing port is reported with the props.
  const port = portsOf(app).find((one) => one.name === exposed)?.service ?? httpPort;
  return {
    ...{ name, namespace, service: name, port, hosts, paths },
    ...(tls !== undefined && { tls }),
    ...(by !== undefined && { by }),
  };
}
