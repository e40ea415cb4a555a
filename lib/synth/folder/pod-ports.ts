import { parsePort, type Port, type Report } from '../../values';
import { type FoundPods, type FoundService, hasLabels, recordsIn } from './found-pods';

/** A port on which pods of a folder listen. */
export interface PodPort {
  /** Its name in the container, or its number. */
  readonly name: string;
  readonly port: Port;
  readonly transport: 'tcp' | 'udp';
}

/** The ports of an object's pods: those of its containers, and those that Services of the folder lead to by number. */
export function podPorts(
  { name, from, spec, labels }: FoundPods,
  services: readonly FoundService[],
  report: Report,
): readonly PodPort[] {
  const ports = new Map<string, PodPort>();
  const add = (number: unknown, protocol: unknown, called: unknown, at: string): void => {
    // What has another form is refused by the rule over all objects that ship.
    const parsed = typeof number === 'number' ? parsePort(number) : undefined;
    if (parsed === undefined || !('value' in parsed)) return;
    if (protocol === 'SCTP') {
      report({
        at,
        reason: `port ${parsed.value} of ${name} speaks SCTP, and listeners of asterism are TCP or UDP`,
        next: 'leave the port out',
      });
      return;
    }
    const transport = protocol === 'UDP' ? 'udp' : 'tcp';
    const key = `${transport} ${parsed.value}`;
    if (ports.has(key)) return;
    const title = typeof called === 'string' ? called : String(parsed.value);
    ports.set(key, { name: title, port: parsed.value, transport });
  };
  for (const container of [...recordsIn(spec['initContainers']), ...recordsIn(spec['containers'])])
    for (const port of recordsIn(container['ports']))
      add(port['containerPort'], port['protocol'], port['name'], from.at);
  for (const service of services)
    if (hasLabels(labels, service.selector))
      for (const { targetPort, port, protocol } of service.ports)
        add(targetPort ?? port, protocol, undefined, service.from.at);
  return [...ports.values()];
}
