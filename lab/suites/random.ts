import fc from 'fast-check';
import type { Scene } from '../../lib/network/scene/scene';
import { parseIpv4 } from '../../lib/values';
import type { Probe } from '../drivers/net/probe';
import { type Net, openNet } from '../drivers/net/net';
import { type Scene as LabScene, suite } from '../harness';
import { disagreements, expectedIn } from './network/compare';
import { randomAddresses, randomMachines, randomPorts, randomScenes } from './network/random-scene';
import { rulesOf } from './network/shipped';

/** Changing it tries other scenes. */
const seed = 20_250;
const cases = 200;
/** Of each case's connections, so many are tried. */
const probesEach = 40;

const loopback = parseIpv4('127.0.0.1', 'loopback', () => undefined);

interface World {
  readonly net: Net;
}

export const random = suite({
  name: 'random',
  title: 'rules that nobody would write, in the model and in the kernel',
  programs: [],
  memory: 0.8,
  seconds: 70,
  tools: ['nft', 'bridge', 'nsenter'],
  start: async (lab: LabScene): Promise<World> => ({ net: await openNet(lab, 'random', 5) }),
  claims: [
    {
      says: 'Whatever the rules are, the model and the kernel agree: filters and translations in several chains, by state, device, network, port and their absence',
      by: `${cases} generated scenes of a router and four hosts (seed ${seed}), each loaded, and ${probesEach} connections of each tried; a case that fails is made smaller before it is shown`,
      limit: 300,
      prove: async ({ net }) => {
        let open = 0;
        let probes = 0;
        const chosen = fc.subarray(everyProbe(), { minLength: probesEach, maxLength: probesEach });
        const property = fc.asyncProperty(randomScenes(), chosen, async (scene, some) => {
          const expected = expectedIn(scene, some);
          await net.build(scene, { tcp: randomPorts, udp: randomPorts });
          await Promise.all(
            scene.machines
              .filter(({ tables }) => tables.length > 0)
              .map(({ name, tables }) => net.load(name, rulesOf(tables))),
          );
          const lines = await disagreements(net, expected, 100);
          probes += expected.length;
          open += expected.filter(({ walk }) => walk.arrives).length;
          if (lines.length > 0) throw new Error(`${lines.slice(0, 5).join('\n')}\n${rulesText(scene)}`);
        });
        const outcome = await fc.check(property, { seed, numRuns: cases, interruptAfterTimeLimit: 240_000 });
        if (outcome.failed || outcome.numRuns < cases)
          throw new Error(
            `seed ${outcome.seed}, path ${outcome.counterexamplePath ?? ''}, after ${outcome.numRuns} cases and ${outcome.numShrinks} steps smaller:\n${outcome.errorInstance instanceof Error ? outcome.errorInstance.message : 'not all were tried in time'}`,
          );
        return `${cases} cases, ${probes} probes, ${open} open`;
      },
    },
  ],
});

function everyProbe(): Probe[] {
  return randomMachines.flatMap((from) =>
    [...randomAddresses, loopback].flatMap((to) =>
      (['tcp', 'udp'] as const).flatMap((transport) =>
        randomPorts.map((port) => ({ from, to, transport, port })),
      ),
    ),
  );
}

function rulesText({ machines }: Scene): string {
  return machines
    .filter(({ tables }) => tables.length > 0)
    .map(({ name, tables }) => `${name}:\n${rulesOf(tables)}`)
    .join('');
}
