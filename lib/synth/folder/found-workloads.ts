import { endpointOf } from '../../component';
import type { FolderContent, FoundObject, PlannedComponent } from '../../plan';
import { keyPath, type Report, suggest } from '../../values';
import { exposedPorts, servicePortsTo } from './exposed-ports';
import { type FoundPods, type FoundService, podsAmong, servicesAmong } from './found-pods';
import { type PodPort, podPorts } from './pod-ports';
import { selectable } from './selectable';

type Workload = FolderContent['workloads'][number];
type Stated = NonNullable<PlannedComponent['folder']>;
/** A component with a folder. */
type Owner = Pick<PlannedComponent, 'name' | 'namespace'>;

/** What is stated of the pods in a folder. */
interface StatedFolder {
  readonly stated: Stated;
  readonly owner: Owner;
  /** The component's place in messages. */
  readonly at: string;
  /** Whether everything in the folder could be read. */
  readonly isWhole: boolean;
}

/**
 * The pods that objects make, as workloads: their labels and ports are in the YAML, and the rest is what the component states of
 * them. What it states of pods or ports that are not there is reported.
 */
export function foundWorkloads(
  objects: readonly FoundObject[],
  { stated, owner, at, isWhole }: StatedFolder,
  report: Report,
): Pick<FolderContent, 'objects' | 'workloads'> {
  const found = podsAmong(objects);
  const services = servicesAmong(objects);
  const { labels, labelled } = selectable(found, services, owner.name, report);
  const ports = new Map(found.map((pods) => [pods.name, podPorts(pods, services, report)]));
  const exposed = exposedPorts(objects, services);
  // What could not be read may make the pods that are missing.
  const byService: ByService = (workload, written) => {
    const pods = found.find(({ name }) => name === workload);
    if (pods === undefined) return undefined;
    return ports
      .get(workload)
      ?.find((port) =>
        servicePortsTo(pods, port, services).some((one) => String(one.written['port']) === written),
      );
  };
  if (isWhole) checkStated(stated, { ports, byService }, at, report);
  return {
    objects: objects.map((one) => ({ ...one, object: labelled.get(one) ?? one.object })),
    workloads: found.map((pods): Workload => ({
      name: pods.name,
      pods: labels.get(pods) ?? {},
      listens: (ports.get(pods.name) ?? []).map((port) => ({
        ...port,
        open: openFor(port, stated.open[pods.name] ?? {}) ?? exposed(pods, port) ?? 'declared',
      })),
      connects: [
        ...insideOf(pods.name, stated, { found, services, ports, owner }),
        ...(stated.connects[pods.name] ?? []),
      ],
      hostNetwork: pods.spec['hostNetwork'] === true,
    })),
  };
}

type Ports = ReadonlyMap<string, readonly PodPort[]>;

/** The port of a workload to which a Service with a port of this number leads. */
type ByService = (workload: string, written: string) => PodPort | undefined;

/** Reports names of workloads and ports that the folder does not have. */
function checkStated(
  { connects, inside, open }: Stated,
  { ports, byService }: { readonly ports: Ports; readonly byService: ByService },
  at: string,
  report: Report,
): void {
  const checkName = (name: string, place: string): boolean => {
    if (ports.has(name)) return true;
    report({
      at: place,
      reason: `no object of the folder makes pods under the name "${name}"`,
      next:
        ports.size === 0
          ? 'look whether a kind or an apiVersion in the folder is misspelt, or leave it out'
          : suggest(name, ports.keys()),
    });
    return false;
  };
  const checkPort = (workload: string, port: string, place: string): void => {
    const own = ports.get(workload) ?? [];
    if (own.some((one) => isNamed(one, port))) return;
    const behind = byService(workload, port);
    report({
      at: place,
      reason: `the pods of ${workload} have no port "${port}"${behind === undefined ? '' : '; that is the port of their Service'}`,
      next:
        own.length === 0
          ? 'write it into ports of the container'
          : behind !== undefined
            ? `write "${behind.name}", to which the Service leads`
            : suggest(
                port,
                own.map(({ name }) => name),
              ),
    });
  };
  for (const name of Object.keys(connects)) checkName(name, keyPath(`${at}.connects`, name));
  for (const [name, stated] of Object.entries(open)) {
    const place = keyPath(`${at}.open`, name);
    if (checkName(name, place))
      for (const port of Object.keys(stated)) checkPort(name, port, keyPath(place, port));
  }
  inside.forEach(({ from, to, port }, index) => {
    const place = `${at}.inside[${index}]`;
    checkName(from, `${place}.from`);
    if (checkName(to, `${place}.to`)) checkPort(to, port, `${place}.port`);
  });
}

function isNamed(port: PodPort, written: string): boolean {
  return port.name === written || String(port.port) === written;
}

function openFor(
  port: PodPort,
  open: Stated['open'][string],
): Workload['listens'][number]['open'] | undefined {
  return open[port.name] ?? open[String(port.port)];
}

/** Connections from one workload of a folder to others of it, through a Service where one leads there. */
function insideOf(
  workload: string,
  { inside }: Stated,
  { found, services, ports, owner: { name: component, namespace } }: Found,
): Workload['connects'] {
  return inside
    .filter(({ from }) => from === workload)
    .flatMap(({ to, port: written, why }): Workload['connects'] => {
      const pods = found.find(({ name }) => name === to);
      const port = ports.get(to)?.find((one) => isNamed(one, written));
      if (pods === undefined || port === undefined) return [];
      const [called] = servicePortsTo(pods, port, services).flatMap((one) =>
        typeof one.written['port'] === 'number'
          ? [{ service: one.service.from.object.metadata.name, port: one.written['port'] }]
          : [],
      );
      const { service, port: number } = called ?? { service: to, port: port.port };
      const owner = { component, namespace, service, workload: to, targetPort: port.port };
      const endpoint = { ...endpointOf(port.name, number, owner), transport: port.transport };
      return [{ to: { kind: 'endpoint', endpoint }, why }];
    });
}

/** What a folder has that connections between its pods may name. */
interface Found {
  readonly found: readonly FoundPods[];
  readonly services: readonly FoundService[];
  readonly ports: Ports;
  readonly owner: Owner;
}
