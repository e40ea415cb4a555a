import type { Ipv4 } from '../../../values';
import type { Judgement, Peer } from '../../policy';
import type { MachineModel } from '../../topology/machine-model';
import type { Machine } from '../../topology/topology';
import type { Walk } from '../../walk/step';
import { walk } from '../../walk/walk';
import { type Backend, backendsOf } from './backends';
import { addressFor, senderAt } from '../direct-trials';
import { answeringAt } from './door-topology';
import { type End, peerOf } from '../end';
import type { Proxy, Route } from './proxy';
import type { ReachModel } from '../reach-model';
import type { Trial } from '../trial';

/** A proxy that is called at one of its ports. */
export interface ProxyCall {
  readonly proxy: Proxy;
  /** The address that the sender calls: a gateway's, which passes it on, or the proxy's own. */
  readonly called: Ipv4;
  readonly port: number;
}

/** Ways by a proxy to the pods of its routes, and why not all of them are known. */
export interface ProxyTrials {
  readonly trials: readonly Trial[];
  readonly pods: readonly Backend[];
  readonly unknown?: string | undefined;
}

const asPeer: Peer = { kind: 'proxy' };

/** The proxy that is called where somebody asks for an address and a port. */
export function proxyAt({ proxies }: ReachModel, address: Ipv4): Proxy | undefined {
  return proxies.find((proxy) => proxy.address === address);
}

/** Every way by a proxy: to the node that has the address, and from there to the pods of each route. */
export function proxyTrials(model: ReachModel, from: End, call: ProxyCall): ProxyTrials {
  const { proxy, port } = call;
  const routes = proxy.ports.find((one) => one.port === port)?.routes ?? [];
  if (routes.length === 0)
    return {
      trials: [],
      pods: [],
      unknown: `${proxy.address}:${port} is ${proxy.name}, and no route that ships leads anywhere from there`,
    };
  const found = routes.map((route) => ({ route, ...behind(model, route) }));
  const entries = model.hosts.typical.map(({ name }) => ({
    name,
    hosts: answeringAt(model.hosts, proxy.address, name),
  }));
  const trials = found.flatMap(({ route, ends }) =>
    ends.flatMap((backend) =>
      entries.flatMap((entry) =>
        from.places.flatMap(([start]) =>
          backend.end.places.flatMap(([first, second]) => {
            const target = first.name === start.name ? second : first;
            return trialBy(model, { from, start, entry, call, route, backend, target });
          }),
        ),
      ),
    ),
  );
  const pods = found.flatMap(({ ends }) => ends);
  return { trials, pods, unknown: found.find(({ unknown }) => unknown !== undefined)?.unknown };
}

/** The ways to a proxy itself, whatever its routes are. */
export function approaches(
  { hosts, judge }: ReachModel,
  from: End,
  { proxy, called, port }: ProxyCall,
): readonly Trial[] {
  return hosts.typical.flatMap(({ name }) => {
    const { ground } = answeringAt(hosts, proxy.address, name);
    return from.places.map(([start]): Trial => ({
      where: `from ${start.name} by ${name}`,
      leads: [`${proxy.address}:${port} is ${proxy.name}`],
      egress: () => inDoubt(judge.egress(senderAt(hosts, from, start, called), asPeer, port, 'tcp'), proxy),
      then: {
        kind: 'goes',
        walk: () => walk(ground, { from: start.name, to: called, transport: 'tcp', port }),
        ingress: () => ({ verdict: 'allowed', by: { kind: 'given' }, sentence: `${proxy.program} takes it` }),
      },
    }));
  });
}

function behind(model: ReachModel, { by, service, port }: Route): ReturnType<typeof backendsOf> {
  const door = model.doors.find((one) => one.service === service);
  const found = door?.ports.find((one) => one.port === port || one.name === port);
  if (door === undefined || found === undefined)
    return { ends: [], unknown: `${by} leads to port ${port} of Service ${service}, which does not ship` };
  return backendsOf(model, door, found);
}

interface Way {
  readonly from: End;
  readonly start: Machine;
  readonly entry: { readonly name: string; readonly hosts: MachineModel };
  readonly call: ProxyCall;
  readonly route: Route;
  readonly backend: Backend;
  readonly target: Machine;
}

function trialBy(model: ReachModel, way: Way): readonly Trial[] {
  const { from, start, entry, route, backend, target } = way;
  const { proxy, port, called } = way.call;
  const to = addressFor(target, target);
  if (to === undefined) return [];
  const { judge } = model;
  const sender = senderAt(model.hosts, from, start, called);
  const receiver = peerOf(backend.end, target);
  const { ground } = entry.hosts;
  return [
    {
      where: `from ${start.name} by ${entry.name} to ${target.name}`,
      leads: [
        `${proxy.address}:${port} is ${proxy.name}`,
        `${route.by} leads ${route.host ?? 'every name'} to Service ${route.service}, which leads to ${backend.end.name} on tcp ${backend.port}`,
      ],
      egress: () => inDoubt(judge.egress(sender, asPeer, port, 'tcp'), proxy),
      then: {
        kind: 'goes',
        walk: () => {
          const come = walk(ground, { from: start.name, to: called, transport: 'tcp', port });
          if (!come.arrives) return come;
          const goes = walk(ground, { from: come.at, to, transport: 'tcp', port: backend.port });
          return joined(come, goes, to);
        },
        ingress: () => judge.ingress(asPeer, receiver, backend.port, 'tcp'),
      },
    },
  ];
}

/** What a policy blocks on the way to a proxy may pass all the same. */
function inDoubt(judgement: Judgement, { unless }: Proxy): Judgement {
  return judgement.verdict === 'blocked'
    ? {
        ...judgement,
        verdict: 'unknown',
        sentence: `${judgement.sentence}, ${unless}`,
      }
    : judgement;
}

function joined(come: Walk, goes: Walk, to: Ipv4): Walk {
  const relay = { kind: 'relay', machine: come.at, answer: false, to } as const;
  return {
    ...goes,
    steps: [...come.steps, relay, ...goes.steps],
    passed: [...new Set([...come.passed, ...goes.passed])],
  };
}
