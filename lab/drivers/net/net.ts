import type { Machine, Topology } from '../../../lib/network/topology/topology';
import type { Scene } from '../../harness';
import { type Agent, startAgents } from './agents';
import { deviceGroup, type Layout, layoutOf, type MachineLayout } from './layout';
import type { AgentProbe, Answer } from './messages';
import type { ProbedPorts, Trial } from './probe';
import { settingsOf } from './settings';

/** Network namespaces in which topologies are built, one after another. */
export interface Net {
  /** Builds a topology in place of the one before. Every machine listens on these ports, except where it relays them, and has no rules yet. */
  readonly build: (topology: Topology, ports: ProbedPorts) => Promise<void>;
  /** Loads a file of rules on a machine of the topology. */
  readonly load: (machine: string, nftables: string) => Promise<void>;
  /** Frees a machine's ports for a real program. */
  readonly hush: (machine: string) => Promise<void>;
  /** The command in which something runs on a machine of the topology. */
  readonly within: (machine: string) => readonly string[];
  /** Tries all connections at once. @param milliseconds after which no answer counts as none @returns in their order */
  readonly probe: (trials: readonly Trial[], milliseconds: number) => Promise<readonly Answer[]>;
}

/**
 * Makes empty namespaces, with an agent in each.
 * @param name tells several apart, up to 8 characters
 * @param size machines of the largest topology
 */
export async function openNet(lab: Scene, name: string, size: number): Promise<Net> {
  const wires = `${name}-wires`;
  await lab.run('ip', ['netns', 'add', wires]);
  const agents = await startAgents(
    lab,
    Array.from({ length: size }, (_, index) => `${name}-${index}`),
  );
  let places: ReadonlyMap<string, Agent> = new Map();
  let standing: Layout | undefined;
  const at = (machine: string): Agent => {
    const agent = places.get(machine);
    if (agent === undefined) throw new Error(`no machine of the topology is named ${machine}`);
    return agent;
  };
  const wire = (lines: readonly string[]) =>
    lab.run('ip', ['-n', wires, '-batch', '-'], { input: textOf(lines) });
  return {
    build: async (topology, ports) => {
      if (topology.machines.length > size)
        throw new Error(`${topology.machines.length} machines for ${size} places`);
      if (standing !== undefined)
        await Promise.all([
          wire(clearing(standing.wires)),
          ...standing.machines.map((own) => clear(at(own.machine.name), own)),
        ]);
      places = new Map(
        topology.machines.flatMap(({ name: machine }, index) => {
          const agent = agents[index];
          return agent === undefined ? [] : [[machine, agent] as const];
        }),
      );
      const layout = layoutOf(
        topology,
        new Map([...places].map(([machine, { namespace }]) => [machine, namespace])),
      );
      standing = layout;
      await Promise.all(
        topology.machines.map((machine) => at(machine.name).tell({ do: 'set', files: settingsOf(machine) })),
      );
      // Cards first, bridges after them: which device is a machine's first decides what masquerade does on lo. A card that is
      // tied to another machine's bridge comes with that, so that machine has to come first in the topology.
      await wire(layout.wires);
      for (const { machine, cables } of layout.machines) await batch(at(machine.name), 'ip', cables);
      await Promise.all(
        layout.machines.map(async ({ machine, addresses, peers }) => {
          const agent = at(machine.name);
          await batch(agent, 'ip', addresses);
          await batch(agent, 'bridge', peers);
          await agent.tell(listenOrder(machine, ports));
        }),
      );
    },
    load: async (machine, nftables) => {
      await at(machine).tell({ do: 'run', command: 'nft', args: ['-f', '-'], input: nftables });
    },
    hush: async (machine) => {
      await at(machine).tell({ do: 'listen', name: machine, tcp: [], udp: [] });
    },
    within: (machine) => ['nsenter', `--net=/run/netns/${at(machine).namespace}`],
    probe: async (trials, milliseconds) => {
      const answers: Answer[] = trials.map(() => null);
      const byMachine = new Map<string, { index: number; probe: AgentProbe }[]>();
      for (const [index, { probe, hopeful }] of trials.entries()) {
        const { from, transport, to, port } = probe;
        // The agent opens TCP and UDP sockets; SCTP is an option of the kernel that many machines lack.
        if (transport === 'sctp') continue;
        const own = byMachine.get(from) ?? [];
        byMachine.set(from, own);
        own.push({ index, probe: { transport, to, port, hopeful } });
      }
      await Promise.all(
        [...byMachine].map(async ([machine, own]) => {
          const order = { do: 'probe' as const, probes: own.map(({ probe }) => probe), milliseconds };
          const got = await at(machine).tell(order);
          for (const [place, { index }] of own.entries()) answers[index] = got[place] ?? null;
        }),
      );
      return answers;
    },
  };
}

/** Takes away what the lines have made, cables with both of their ends. */
function clearing(lines: readonly string[]): readonly string[] {
  const group = `group ${deviceGroup}`;
  return lines.some((line) => line.includes(group)) ? [`link delete ${group}`] : [];
}

async function clear(agent: Agent, { cables, addresses }: MachineLayout): Promise<void> {
  await Promise.all([
    batch(agent, 'ip', clearing([...cables, ...addresses])),
    agent.tell({ do: 'run', command: 'nft', args: ['flush', 'ruleset'], input: '' }),
  ]);
}

async function batch(agent: Agent, command: 'ip' | 'bridge', lines: readonly string[]): Promise<void> {
  if (lines.length > 0) await agent.tell({ do: 'run', command, args: ['-batch', '-'], input: textOf(lines) });
}

function listenOrder({ name, interfaces, tunnel, relays }: Machine, { tcp, udp }: ProbedPorts) {
  const addresses = [
    '127.0.0.1',
    ...interfaces.flatMap(({ address, answersFor = [] }) => [address, ...answersFor]),
    ...(tunnel === undefined ? [] : [tunnel.address]),
  ];
  return {
    do: 'listen' as const,
    name,
    // What passes connections on is a real program, which needs its port.
    tcp: tcp.filter((port) => !relays.some((relay) => relay.port === port)),
    // The tunnel's own port is the kernel's.
    udp: addresses.flatMap((address) =>
      udp.filter((port) => port !== tunnel?.port).map((port) => ({ address, port })),
    ),
  };
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
