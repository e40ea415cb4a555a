import type { Transport } from '../firewall/rule';
import type { Answer, Verdict } from './trial';
import { assumptionsOf } from './summary';
import { backendsOf, doorTo } from './services/backends';
import { directTrials } from './direct-trials';
import { calledAddress, doorCall, type PerhapsCalled, perhapsCalled } from './services/door-call';
import { doorTrials } from './services/door-trials';
import type { End } from './end';
import { openedInstead } from './services/backends';
import { approaches, proxyAt, proxyTrials } from './services/proxy-trials';
import type { ReachModel } from './reach-model';
import { summaryOf } from './summary';
import { type Outcome, outcomeOf } from './trial';
import { routedInstead } from './services/routed-instead';
import { unknownService, unknownWay } from './stopped';

/**
 * Answers whether one end reaches another: from each place where the one may be to each of the other, and by a Service where one is
 * called. What only a running cluster can tell is unknown, with the reason.
 */
export function reach(model: ReachModel, from: End, to: End, port: number, transport: Transport): Answer {
  const about = { from: from.name, to: to.name, port, transport };
  const lost = unknownWay(model, [from, to]);
  if (lost !== undefined) return { ...about, verdict: 'unknown', decides: lost, path: [], assumes: [] };
  const { outcomes, unknown, pods, assumes: listening = [] } = tried(model, from, to, port, transport);
  const ofEnds = isClosedIn(from, outcomes) ? [] : [from.unknown, to.unknown];
  const reasons = [...ofEnds, unknown].filter((reason) => reason !== undefined);
  const [shown] = outcomes;
  if (shown === undefined) {
    const reason = reasons[0] ?? 'nothing here says how a connection would go';
    return { ...about, verdict: 'unknown', decides: reason, path: [], assumes: [] };
  }
  const { verdict, decides, path, missing, closed } = summaryOf(outcomes, from);
  const hint =
    closed === undefined
      ? undefined
      : pods
          .map((one) => openedInstead(model, closed, from, one, transport))
          .find((text) => text !== undefined);
  const assumes = verdict === 'blocked' ? [] : [...assumptionsOf(model, outcomes, [from, to]), ...listening];
  const found = {
    path,
    assumes,
    ...(missing !== undefined && { missing }),
  };
  const routed = verdict === 'blocked' && hint === undefined ? routedInstead(model, from, to) : undefined;
  const sentence = [decides, hint ?? routed].filter((text) => text !== undefined).join('; ');
  const [reason] = reasons;
  if (reason === undefined) return { ...about, ...found, verdict, decides: sentence };
  return {
    ...about,
    ...found,
    verdict: 'unknown',
    decides: `${reason}; ${asFarAsKnown(verdict)}: ${sentence}`,
  };
}

/** Whether policies of the sender's namespace close every way: they hold for its pods whatever other labels those have. */
function isClosedIn({ peer }: End, outcomes: readonly Outcome[]): boolean {
  const isKnown = peer.kind === 'pod' && peer.namespaceLabels !== undefined;
  return isKnown && outcomes.length > 0 && outcomes.every(({ closed }) => closed === 'egress');
}

function asFarAsKnown(verdict: Verdict): string {
  switch (verdict) {
    case 'allowed':
      return 'what ships would let it pass';
    case 'blocked':
      return 'what ships would block it';
    case 'unknown':
      return 'beside that';
  }
}

/** Pods where a connection ends, and the port on which they listen. */
interface Listening {
  readonly end: End;
  readonly port: number;
}

interface Tried {
  readonly outcomes: readonly Outcome[];
  /** What is taken for granted of where it leads. */
  readonly assumes?: readonly string[];
  /** Why nothing sure can be said of where it leads. */
  readonly unknown?: string | undefined;
  readonly pods: readonly Listening[];
}

function tried(model: ReachModel, from: End, to: End, port: number, transport: Transport): Tried {
  const address = calledAddress(model, to, port);
  const proxy = address && proxyAt(model, address.last);
  if (address !== undefined && proxy !== undefined) {
    if (transport !== 'tcp' || proxy.ports.every((one) => one.port !== port))
      return { outcomes: [closedDoor(`${proxy.name} has no port ${transport} ${port}`)], pods: [] };
    const proxied = { proxy, called: address.first, port };
    const there = approaches(model, from, proxied).map((trial) => outcomeOf(model, trial));
    if (there.every(({ verdict }) => verdict === 'blocked')) return { outcomes: there, pods: [] };
    const { trials, pods, unknown } = proxyTrials(model, from, proxied);
    return { outcomes: trials.map((trial) => outcomeOf(model, trial)), pods, unknown };
  }
  const call = address && doorCall(model, address, port, transport);
  if (call?.kind === 'no such port') return { outcomes: [closedDoor(call.reason)], pods: [] };
  if (call !== undefined) {
    const { ends, unknown } = backendsOf(model, call.door, call.port);
    const lost = unknownService(
      model,
      ends.map(({ end }) => end),
    );
    if (lost !== undefined) return { outcomes: [], pods: [], unknown: lost };
    const trials = doorTrials(model, from, call, ends, transport);
    return { outcomes: trials.map((trial) => outcomeOf(model, trial)), unknown, pods: ends };
  }
  const isOffered = to.offers.some((offer) => offer.port === port && offer.transport === transport);
  const service = isOffered ? undefined : doorTo(model, to, port, transport);
  const target = service?.target ?? port;
  const leads =
    service === undefined
      ? []
      : [
          `${port} is the port of Service ${service.door.service}; its pods listen on ${target}, which policies see`,
        ];
  const assumes =
    isOffered || to.peer.kind === 'pod' ? [] : [`something listens on ${transport} ${port} there`];
  const direct = directTrials(model, from, to, target, transport).map((trial) =>
    outcomeOf(model, { ...trial, leads }),
  );
  const perhaps = address && !isOffered ? perhapsCalled(model, address, port, transport) : undefined;
  return {
    outcomes: direct,
    pods: [{ end: to, port: target }],
    assumes,
    unknown: perhaps && isBlocked(model, from, direct, perhaps, transport) ? undefined : perhaps?.reason,
  };
}

/** Whether a connection is blocked whichever Service is behind the port, and where none is. */
function isBlocked(
  model: ReachModel,
  from: End,
  direct: readonly Outcome[],
  { calls }: PerhapsCalled,
  transport: Transport,
): boolean {
  if (calls === undefined || direct.some(({ verdict }) => verdict !== 'blocked')) return false;
  return calls.every((call) => {
    const { ends, unknown } = backendsOf(model, call.door, call.port);
    const lost = unknownService(
      model,
      ends.map(({ end }) => end),
    );
    const trials = doorTrials(model, from, call, ends, transport);
    return (
      (lost ?? unknown) === undefined &&
      trials.every((trial) => outcomeOf(model, trial).verdict === 'blocked')
    );
  });
}

function closedDoor(reason: string): Outcome {
  return { where: '', verdict: 'blocked', decides: reason, path: [reason], passed: [], isTunnelled: false };
}
