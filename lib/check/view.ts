import { podsBehind, type ServicePort, servicePortsOf } from '../network';
import type { Bundle, ShippedObject } from '../synth';
import type { Problem } from '../values';

/**
 * What ships, sorted once for all rules. A rule that looks something up in every object for each object would take the square of
 * their number; here it finds them by kind, and Services by name.
 */
export interface View extends Bundle {
  /** Objects of one kind and version, such as `v1` and `Secret`, in the order of all objects. */
  readonly ofKind: (apiVersion: string, kind: string) => readonly ShippedObject[];
  /** Every Service, by `namespace/name`; of two with one name the first. */
  readonly services: ReadonlyMap<string, ShippedService>;
}

/** A Service, with what could be read of its ports. */
export interface ShippedService extends ShippedObject {
  readonly ports: readonly ServicePort[];
  /** Names of ports that do not lead to one number in the pods behind it. */
  readonly problems: readonly Problem[];
}

/** Sorts what ships. */
export function viewOf(bundle: Bundle): View {
  const byKind = new Map<string, ShippedObject[]>();
  for (const shipped of bundle.objects) {
    const key = `${shipped.object.apiVersion} ${shipped.object.kind}`;
    const list = byKind.get(key);
    if (list === undefined) byKind.set(key, [shipped]);
    else list.push(shipped);
  }
  const ofKind = (apiVersion: string, kind: string) => byKind.get(`${apiVersion} ${kind}`) ?? [];
  const pods = podsBehind(bundle.plan);
  const services = new Map<string, ShippedService>();
  for (const shipped of ofKind('v1', 'Service')) {
    const problems: Problem[] = [];
    const ports = servicePortsOf(shipped.object, pods, (problem) => problems.push(problem));
    const { name, namespace = 'default' } = shipped.object.metadata;
    const id = `${namespace}/${name}`;
    if (!services.has(id)) services.set(id, { ...shipped, ports, problems });
  }
  return { ...bundle, ofKind, services };
}
