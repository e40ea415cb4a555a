import fc from 'fast-check';
import type { Topology } from '../../lib/network/topology/topology';
import { type Net, openNet } from '../drivers/net/net';
import { type Scene, suite } from '../harness';
import { kernelAgrees } from './kernel/proxmox';
import { disagreements, expectedIn } from './network/compare';
import { randomPorts } from './network/random-rules';
import { type RandomCase, randomCases } from './network/random-topology';
import { mostMachines } from './network/random-shape';
import { rulesOf } from './network/shipped';

/** Changing them tries other topologies; each is tried in namespaces of its own, at the same time. */
const seeds = [20_250, 20_251] as const;
const cases = 200;
/** Of each case's connections, so many are tried. */
const probesEach = 40;

interface World {
  readonly nets: readonly Net[];
}

export const random = suite({
  name: 'random',
  title: 'rules drawn at random, in the model and in the kernel',
  programs: [],
  memory: 1.2,
  seconds: 70,
  restsOn: [kernelAgrees],
  tools: ['nft', 'bridge', 'nsenter'],
  start: async (lab: Scene): Promise<World> => ({
    nets: await Promise.all(seeds.map((seed) => openNet(lab, `r${seed}`, mostMachines))),
  }),
  claims: [
    {
      says: 'Whatever the rules are, the model and the kernel agree: filters and translations in several chains, by state, device, network, port and their absence',
      by: `${cases} generated clusters (seeds ${seeds.join(' and ')}) of none to three nodes with none to two pods each, by VXLAN or plain routes, with and without masquerade, on one network or two with a router between them; each loaded, and ${probesEach} connections of each tried; a case that fails is made smaller before it is shown`,
      limit: 300,
      prove: async ({ nets }) => {
        const tried: Tried[] = [];
        await Promise.all(
          nets.map((net, index) => tryCases(net, seeds[index] ?? 0, cases / nets.length, tried)),
        );
        const sum = (of: (one: Tried) => number) => tried.reduce((all, one) => all + of(one), 0);
        const shapes = new Set(tried.map(({ shape }) => JSON.stringify(shape)));
        return `${tried.length} cases of ${shapes.size} shapes, ${sum(({ probes }) => probes)} probes, ${sum(({ open }) => open)} open, ${sum(({ tunnelled }) => tunnelled)} of these through a tunnel`;
      },
    },
  ],
});

/** What one case has shown. */
interface Tried {
  readonly shape: RandomCase['shape'];
  readonly probes: number;
  readonly open: number;
  readonly tunnelled: number;
}

/** Tries generated cases, one after another. @throws with the smallest that fails */
async function tryCases(net: Net, seed: number, numRuns: number, tried: Tried[]): Promise<void> {
  const property = fc.asyncProperty(randomCases(probesEach), async ({ shape, topology, probes }) => {
    const expected = expectedIn(topology, probes);
    await net.build(topology, { tcp: randomPorts, udp: randomPorts });
    await Promise.all(
      topology.machines
        .filter(({ tables }) => tables.length > 0)
        .map(({ name, tables }) => net.load(name, rulesOf(tables))),
    );
    const lines = await disagreements(net, expected, 100);
    if (lines.length > 0)
      throw new Error(`${lines.slice(0, 5).join('\n')}\n${topologyText(shape, topology)}`);
    const open = expected.filter(({ walk }) => walk.arrives);
    const tunnelled = open.filter(({ walk }) => walk.steps.some(({ kind }) => kind === 'tunnel')).length;
    tried.push({ shape, probes: expected.length, open: open.length, tunnelled });
  });
  const outcome = await fc.check(property, { seed, numRuns, interruptAfterTimeLimit: 240_000 });
  if (outcome.failed || outcome.numRuns < numRuns)
    throw new Error(
      `seed ${outcome.seed}, path ${outcome.counterexamplePath ?? ''}, after ${outcome.numRuns} cases and ${outcome.numShrinks} steps smaller:\n${outcome.errorInstance instanceof Error ? outcome.errorInstance.message : 'not all were tried in time'}`,
    );
}

function topologyText(shape: RandomCase['shape'], { machines }: Topology): string {
  return [
    JSON.stringify(shape),
    ...machines
      .filter(({ tables }) => tables.length > 0)
      .map(({ name, tables }) => `${name}:\n${rulesOf(tables)}`),
  ].join('\n');
}
