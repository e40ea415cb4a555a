import { serversOf } from '../../../inventory';
import type { Transport } from '../../firewall/rule';
import { givenPods } from '../../given-pods';
import { podsBehind } from '../../pods-behind';
import { type End, givenEnd, nodeEnd, workloadEnd } from '../end';
import type { ReachModel } from '../reach-model';
import type { Door, DoorPort } from './door';

/** What is behind one port of a Service. */
export interface Backends {
  readonly ends: readonly Backend[];
  /** Why not all of it is known. */
  readonly unknown?: string;
}

/** Pods or a machine behind a Service, and the port on which they listen. */
export interface Backend {
  readonly end: End;
  readonly port: number;
}

/** Finds what is behind a port of a Service. */
export function backendsOf(model: ReachModel, door: Door, { target, transport }: DoorPort): Backends {
  const { plan } = model.hosts;
  if (door.leads.kind === 'elsewhere')
    return {
      ends: [],
      unknown: `Service ${door.service} has no selector, so where it leads is not known here`,
    };
  if (door.leads.kind === 'servers') {
    const ends = serversOf(plan.facts).map((node) => ({ end: nodeEnd(model, node), port: Number(target) }));
    return { ends };
  }
  const { selector } = door.leads;
  const has = (labels: Readonly<Record<string, string>>) =>
    Object.entries(selector).every(([key, value]) => labels[key] === value);
  const ends = [
    ...podsBehind(plan)(selector, door.namespace).map((place) => workloadEnd(model, place)),
    ...givenPods(plan)
      .filter(({ namespace, labels }) => namespace === door.namespace && has(labels))
      .map((pods) => givenEnd(model, pods)),
  ];
  if (ends.length === 0)
    return { ends: [], unknown: `nothing declares the pods behind Service ${door.service}` };
  const known = ends.flatMap((end) => {
    const port =
      typeof target === 'number'
        ? target
        : end.offers.find(({ what, transport: own }) => what === target && own === transport)?.port;
    return port === undefined ? [] : [{ end, port }];
  });
  return known.length === ends.length
    ? { ends: known }
    : { ends: known, unknown: `no port of the pods behind Service ${door.service} is named "${target}"` };
}

/** A Service that leads to pods, by one of its ports. */
export function doorTo(
  model: ReachModel,
  end: End,
  port: number,
  transport: string,
): { readonly door: Door; readonly port: DoorPort; readonly target: number } | undefined {
  const { peer } = end;
  if (peer.kind !== 'pod') return undefined;
  for (const door of model.doors) {
    if (door.leads.kind !== 'pods' || door.namespace !== peer.namespace) continue;
    if (!Object.entries(door.leads.selector).every(([key, value]) => peer.labels[key] === value)) continue;
    const found = door.ports.find((one) => one.port === port && one.transport === transport);
    const target =
      typeof found?.target === 'number'
        ? found.target
        : end.offers.find(({ what, transport: own }) => what === found?.target && own === transport)?.port;
    if (found !== undefined && target !== undefined) return { door, port: found, target };
  }
  return undefined;
}

/**
 * Where a policy blocks the port on which pods listen, but opens the one of the Service in front of them: policies see the port of
 * the pods, since Services are translated earlier.
 */
export function openedInstead(
  { doors, judge }: ReachModel,
  direction: 'ingress' | 'egress',
  from: End,
  { end, port }: { readonly end: End; readonly port: number },
  transport: Transport,
): string | undefined {
  const { peer } = end;
  if (peer.kind !== 'pod') return undefined;
  for (const door of doors) {
    if (door.leads.kind !== 'pods' || door.namespace !== peer.namespace) continue;
    if (!Object.entries(door.leads.selector).every(([key, value]) => peer.labels[key] === value)) continue;
    for (const one of door.ports) {
      const target =
        typeof one.target === 'number'
          ? one.target
          : end.offers.find(({ what }) => what === one.target)?.port;
      if (one.transport !== transport || target !== port || one.port === port) continue;
      const { verdict, by } = judge[direction](from.peer, peer, one.port, transport);
      if (verdict === 'allowed' && by.kind === 'rule')
        return `${by.rule} of ${by.policy} opens ${one.port}, the port of Service ${door.service}; the pods listen on ${port}, and policies see that one`;
    }
  }
  return undefined;
}
