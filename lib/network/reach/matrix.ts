import { walk } from '../walk/walk';
import { type End, hostEnd, nodeEnd, type Offer, outsideEnd, workloadEnd } from './end';
import { addressFor, directTrials } from './direct-trials';
import type { ReachModel } from './reach-model';
import { summaryOf } from './summary';
import { outcomeOf, type Verdict } from './trial';
import { unknownWay } from './stopped';

/** One open or doubtful cell of the matrix. */
export interface Opening {
  readonly from: string;
  readonly to: string;
  readonly offer: Offer;
  readonly verdict: 'allowed' | 'unknown';
}

/** The whole matrix: everybody who is known, against every port on which somebody answers. */
export interface Matrix {
  readonly senders: number;
  /** Ports that were tried. */
  readonly listeners: number;
  /** Pairs of a sender and a port. */
  readonly cells: number;
  /** The cells that are not blocked, by receiver, port and sender in the order of the inventory. */
  readonly open: readonly Opening[];
}

/** Everybody who is known: nodes, hosts, workloads, administrators, strangers on each network, the internet. */
export function everybody(model: ReachModel): readonly End[] {
  const { hosts } = model;
  const { facts, components } = hosts.plan;
  const outside = [
    'internet',
    ...hosts.topology.machines
      .map(({ name }) => name)
      .filter((name) => name.includes('@') && !name.startsWith('pod-')),
  ];
  const standIns = new Map(
    hosts.kinds.flatMap((kind) => {
      const [first, second = first] = kind;
      const places = first === undefined || second === undefined ? [] : [[first, second] as const];
      return kind.map(({ name }) => [name, places] as const);
    }),
  );
  return [
    // What holds for one node of a kind holds for all, so that they are walked once.
    ...facts.nodes.map((node) => ({ ...nodeEnd(model, node), places: standIns.get(node.name) ?? [] })),
    ...facts.hosts.map((host) => hostEnd(model, host)),
    ...components.flatMap((component) =>
      component.workloads.map((workload) => workloadEnd(model, { component, workload })),
    ),
    ...outside.map((name) => outsideEnd(model, name, [name])),
  ].filter(({ places }) => places.length > 0);
}

/** Tries every sender against every port on which somebody answers. */
export function matrix(model: ReachModel): Matrix {
  const ends = everybody(model);
  const passes = passing(model);
  const open: Opening[] = [];
  let listeners = 0;
  for (const to of ends)
    for (const offer of to.offers) {
      listeners += 1;
      for (const from of ends) {
        const verdict = from === to ? 'blocked' : judged(model, passes, from, to, offer);
        if (verdict !== 'blocked') open.push({ from: from.name, to: to.name, offer, verdict });
      }
    }
  return { senders: ends.length, listeners, cells: ends.length * listeners, open };
}

/** Whether packets pass: between all places of two ends, between some, or between none. */
type Passes = (from: End, to: End, offer: Offer) => 'all' | 'some' | 'none';

function judged(model: ReachModel, passes: Passes, from: End, to: End, offer: Offer): Verdict {
  const { port, transport } = offer;
  if (unknownWay(model, [from, to]) !== undefined) return 'unknown';
  // An end that policies see as somebody else at each of its places is tried place by place.
  if ([from, to].some(({ peerAt, places }) => peerAt !== undefined && places.length > 1)) {
    const trials = directTrials(model, from, to, port, transport);
    return trials.length === 0
      ? 'blocked'
      : summaryOf(
          trials.map((trial) => outcomeOf(model, trial)),
          from,
        ).verdict;
  }
  const { judge } = model;
  const egress = judge.egress(from.peer, to.peer, port, transport).verdict;
  if (egress === 'blocked') return 'blocked';
  const ingress = judge.ingress(from.peer, to.peer, port, transport).verdict;
  const way = ingress === 'blocked' ? 'none' : passes(from, to, offer);
  if (way === 'none') return 'blocked';
  return way === 'some' || egress === 'unknown' || ingress === 'unknown' ? 'unknown' : 'allowed';
}

/** Looks whether packets pass. What is found out about two lists of places and a port is kept. */
function passing({ hosts }: ReachModel): Passes {
  type Way = ReturnType<Passes>;
  const kept = new Map<End['places'], Map<End['places'], Map<string, Way>>>();
  const through = (from: End, to: End, { port, transport }: Offer): Way => {
    const found = new Set<boolean>();
    for (const [start] of from.places)
      for (const [first, second] of to.places) {
        const target = first === start ? second : first;
        const address = addressFor(target, start);
        const attempt = address && { from: start.name, to: address, port, transport };
        found.add(attempt !== undefined && walk(hosts.ground, attempt).arrives);
        if (found.size > 1) return 'some';
      }
    return found.has(true) ? 'all' : 'none';
  };
  return (from, to, offer) => {
    const receivers = entry(kept, from.places, () => new Map<End['places'], Map<string, Way>>());
    const ports = entry(receivers, to.places, () => new Map<string, Way>());
    return entry(ports, `${offer.port} ${offer.transport}`, () => through(from, to, offer));
  };
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
