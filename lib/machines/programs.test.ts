import * as v from 'valibot';
import {
  claim,
  declareProgram,
  host,
  type HostProgram,
  hostPorts,
  type KindOfClaim,
  programChecks,
  type SettingsOf,
} from '../inventory';
import { flow, hostFlowClaims, hostZone, nodes, packetFilters, type Table } from '../network';
import { type ClusterInput, defineCluster } from '../plan';
import { planned } from '../testing/clusters';
import { asked, modelOf } from '../testing/reach';
import { hostTexts, vmCluster } from '../testing/machines';
import { untyped } from '../testing/untyped';
import { problemText } from '../values';
import { header, machineFiles, textOf } from './machine-file';
import { nixosModules } from './nixos/claim';
import { deployCommands, ssh } from './runbook/commands';
import { runbookSteps } from './runbook/step';
import { shellCall } from './verify/call';
import { verifyStages } from './verify/stage';
import { filesOfMachines, machineModel, nixos, postgresql } from '.';

/** A program as somebody else's repository has it: a time server. Nothing else in the project knows it. */
const chronyProps = v.strictObject({
  port: v.exactOptional(v.pipe(v.number(), v.minValue(1)), 123),
  servers: v.array(v.string()),
});

function chrony(props: SettingsOf<typeof chronyProps>): HostProgram {
  return declareProgram({ name: 'chrony', title: 'chrony' }, chronyProps, props, ({ port, servers }) => [
    claim(hostPorts, () => [{ what: 'chrony', port, transport: 'udp' }], '.port'),
    claim(programChecks, ({ host: { name }, at, report }) => {
      if (servers.length < 2)
        report({
          at: `${at}.servers`,
          reason: `${name} cannot tell which clock is wrong`,
          next: 'name a second one',
        });
    }),
    claim(hostFlowClaims, (_, name) => [flow(nodes, hostZone(name), 'udp', port, 'the time')]),
    claim(machineFiles, ({ model, machines }) =>
      machines.map(({ name }) => ({
        path: `${name}/chrony.conf`,
        text: textOf([
          ...header(model.plan.facts, '#'),
          ...servers.map((server) => `server ${server} iburst`),
        ]),
      })),
    ),
    claim(nixosModules, () => [{ path: 'chrony.nix', text: '{ services.chrony.enable = true; }\n' }]),
    claim(runbookSteps, (context) =>
      context.machines.map((machine) => ({
        phase: 'data',
        title: `The time on ${machine.name}`,
        why: 'Certificates need it.',
        commands: [...(deployCommands(machine, context) ?? []), ssh(machine, 'chronyc tracking')],
        check: ['time'],
      })),
    ),
    claim(verifyStages, ({ machines }) =>
      machines.map(({ name }) => ({
        name: 'time',
        phase: 'data',
        says: 'the clocks agree',
        functions: [
          'check_time() {\n  check "$1 has the time" "no server answers" "chronyc sources" on "$1" chronyc waitsync 1\n}',
        ],
        checks: [shellCall('check_time', name)],
      })),
    ),
  ]);
}

/** The VMs of the small cluster, with a time server beside them. */
function withClock(...programs: readonly HostProgram[]): ClusterInput {
  const clock = host({
    name: 'clock',
    description: 'time server',
    system: nixos({ release: '25.11' }),
    interfaces: [{ name: 'eth0', network: 'nodes', address: '192.0.2.30' }],
    programs,
  });
  return { ...vmCluster, hosts: [...(vmCluster.hosts ?? []), clock] };
}

const right = withClock(chrony({ servers: ['192.0.2.1', '203.0.113.1'] }));
const messagesOf = (input: ClusterInput) => defineCluster(input).problems.map(problemText);

describe('a program that somebody else wrote', () => {
  test('has its settings read, with their places', () => {
    expect(messagesOf(withClock(chrony({ port: 0, servers: [] })))).toEqual([
      'small.hosts.clock.programs.chrony.port: found 0; expected 1 or more',
    ]);
  });

  test('reports what its check finds, and a port that another program has', () => {
    expect(messagesOf(withClock(chrony({ servers: ['192.0.2.1'] })))).toEqual([
      'small.hosts.clock.programs.chrony.servers: clock cannot tell which clock is wrong; name a second one',
    ]);
    const twice = withClock(chrony({ servers: ['a', 'b'] }), {
      ...chrony({ servers: ['a', 'b'] }),
      name: 'ntp',
    });
    expect(messagesOf(twice)).toEqual([
      'small.hosts.clock.programs.ntp.port: chrony needs port 123/udp on host clock, which chrony already uses; change the port of one of them, or move it to another host',
    ]);
  });

  test('opens the packet filter of its host for its flow, and that of no other', () => {
    const files = hostTexts(right);
    const opened = Object.entries(files).filter(
      ([path, text]) => path.endsWith('.nft') && text.includes('the time'),
    );
    expect(opened.map(([path]) => path)).toEqual(['clock/nftables.nft']);
    expect(files['clock/nftables.nft']).toContain(
      'ip saddr { 192.0.2.11, 192.0.2.12 } udp dport 123 accept comment "the time"',
    );
  });

  test('is what reach answers from', () => {
    const model = modelOf(right);
    expect(asked(model, 'ada', 'clock', 123, 'udp').verdict).toBe('allowed');
    expect(asked(model, 'ada', 'clock', 124, 'udp').verdict).toBe('blocked');
    expect(asked(modelOf(withClock()), 'ada', 'clock', 123, 'udp').verdict).toBe('blocked');
  });

  test('ships its files, among them its module of NixOS', () => {
    const files = hostTexts(right);
    expect(files['clock/chrony.conf']).toMatch(/^# Written by asterism[^]*\nserver 192\.0\.2\.1 iburst\n/);
    expect(files['clock/configuration.nix']).toContain('./chrony.nix');
    expect(files['clock/chrony.nix']).toContain('services.chrony');
  });

  test('has its step in the runbook and its stage in verify.sh', () => {
    const files = hostTexts(right);
    expect(files['RUNBOOK.md']).toMatch(
      /### \d\. The time on clock\n[^]*scp -r dist\/small\/hosts\/clock\/\* root@192\.0\.2\.30:\/etc\/nixos\/\n[^]*chronyc tracking\nsh dist\/small\/hosts\/verify\.sh time\n/,
    );
    expect(files['RUNBOOK.md']).toContain('| time | the clocks agree |');
    expect(files['verify.sh']).toContain('stage_time() {\n  check_time clock\n}');
    expect(files['verify.sh']).toMatch(/^stages='.* time workloads'$/m);
  });
});

describe('a packet filter', () => {
  const closed: Table = {
    family: 'inet',
    name: 'closed',
    chains: [{ name: 'in', type: 'filter', hook: 'input', priority: 0, policy: 'drop', rules: [] }],
  };
  const wall = declareProgram({ name: 'wall', title: 'wall' }, v.strictObject({}), {}, () => [
    claim(packetFilters, () => ({ program: 'wall', table: closed, exact: false })),
  ]);

  test('that a program of the host brings takes the place of the one that follows from its system', () => {
    expect(asked(modelOf(right), 'ada', 'clock', 123, 'udp').verdict).toBe('allowed');
    const model = modelOf(withClock(chrony({ servers: ['a', 'b'] }), wall));
    const answer = asked(model, 'ada', 'clock', 123, 'udp');
    expect([answer.verdict, answer.decides]).toEqual(['blocked', expect.stringContaining('chain in')]);
    const files = hostTexts(withClock(wall));
    expect(files['clock/nftables.nft']).toBeUndefined();
    expect(files['clock/configuration.nix']).not.toContain('networking.nftables');
    expect(files['RUNBOOK.md']).toContain('| clock | 192.0.2.30 | time server | not managed here |');
    expect(files['verify.sh']).not.toContain('check_nftables clock');
  });

  test('is made once: the topology has the very table from which the file is rendered', () => {
    const { topology, filters } = modelOf(right).hosts;
    expect([...filters.keys()]).toEqual(['ada', 'bob', 'db', 'clock']);
    for (const [name, { table }] of filters)
      expect(topology.machines.find((machine) => machine.name === name)?.tables[0]).toBe(table);
  });
});

test('a host lists programs, each once', () => {
  const server = postgresql({ databases: [] });
  expect(messagesOf(withClock(server, server))).toEqual([
    'small.hosts.clock.programs.postgresql: "postgresql" is listed twice; list it once, with all its settings',
  ]);
});

test('a value that is not a program, and one that makes something else than claims, is reported at its place', () => {
  const wrong = untyped<ClusterInput>(withClock);
  expect(messagesOf(wrong(chrony))).toEqual([
    'small.hosts.clock.programs[0]: found the function chrony; expected a program, such as dns()',
  ]);
  expect(messagesOf(wrong({ ...chrony({ servers: ['a', 'b'] }), claims: ['time'] }))).toEqual([
    'small.hosts.clock.programs.chrony.claims[0]: "time" is not a claim; make it with claim(kind, value), where kind comes from claimKind()',
  ]);
});

describe('a program whose functions fail', () => {
  const fail = (): never => {
    throw new Error('no clock');
  };
  const broken = (
    name: string,
    kind: KindOfClaim<(...args: never[]) => unknown>,
    make: () => unknown = fail,
  ) => withClock({ ...chrony({ servers: ['a', 'b'] }), name, claims: [{ kind, value: make }] });

  test.each([
    ['hostPorts', hostPorts, 'its list of ports failed: no clock'],
    ['programChecks', programChecks, 'its check failed: no clock'],
    ['hostFlowClaims', hostFlowClaims, 'its flows between machines failed: no clock'],
  ] as const)('is a problem at its place: %s', (_, kind, reason) => {
    expect(messagesOf(broken('chrony', kind))).toEqual([
      `small.hosts.clock.programs.chrony: ${reason}; correct the function of this claim, and run it again`,
    ]);
  });

  const shipped = (input: ClusterInput) => {
    const messages: string[] = [];
    const files = filesOfMachines(machineModel(planned(input), []), (problem) =>
      messages.push(problemText(problem)),
    );
    expect(files.map(({ path }) => path)).toContain('RUNBOOK.md');
    return messages;
  };

  test.each([
    ['machineFiles', machineFiles],
    ['runbookSteps', runbookSteps],
    ['verifyStages', verifyStages],
  ] as const)('keeps nothing else from being made: %s', (name, kind) => {
    const messages = shipped(broken('chrony', kind));
    expect([...new Set(messages)]).toEqual([
      `small.hosts.clock.programs.chrony: its ${name} failed: no clock; correct the function of this claim, and run it again`,
    ]);
  });

  test.each(['../escaped', '/etc/passwd', 'clock/../../x', 'clock//x', './x', 'clock/a b', ''])(
    'ships nothing at %j',
    (path) => {
      const [message, ...more] = shipped(broken('chrony', machineFiles, () => [{ path, text: 'x\n' }]));
      expect(more).toEqual([]);
      expect(message).toMatch(/^small\.hosts: a program of a machine ships \{.*\}; write \{ path, text \}/);
    },
  );

  test('does not write a file that another program writes', () => {
    expect(
      shipped(broken('chrony', machineFiles, () => [{ path: 'clock/nftables.nft', text: 'x\n' }])),
    ).toEqual(['small.hosts: two programs ship clock/nftables.nft; give one of the files another name']);
  });
});

test('the services of older cluster files are answered with what is written now', () => {
  const old = {
    ...host({ name: 'old', description: 'old', interfaces: [{ name: 'eth0', address: '192.0.2.40' }] }).input,
    services: { dns: {} },
  };
  expect(messagesOf({ ...vmCluster, hosts: [...(vmCluster.hosts ?? []), { input: old }] })).toEqual([
    'small.hosts.old.services: unknown key "services"; list the programs of the host, such as programs: [dns()]; the reference has a page for each program',
  ]);
});
