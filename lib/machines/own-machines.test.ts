import * as v from 'valibot';
import {
  claim,
  type ClusterInput,
  declareMachine,
  declareSystem,
  defineCluster,
  deployments,
  dns,
  factsChecks,
  type FactsCheck,
  host,
  k3s,
  type MachineDeclaration,
  machineFiles,
  nixos,
  nixosHardware,
  placeholder,
  type RunContext,
  runbookSteps,
  scp,
  type SettingsOf,
  shareSettings,
  soleThings,
  ssh,
} from '..';
import { checkClusters } from '../plan/check-clusters';
import { planned } from '../testing/clusters';
import { hostTexts } from '../testing/machines';
import { untyped } from '../testing/untyped';
import { problemText } from '../values';

/** Machines as somebody else's repository has them: libvirt runs the VMs. Nothing else in the project knows it. */
const poolProps = v.strictObject({ uri: v.string(), pool: v.pipe(v.string(), v.minLength(3)) });
const domainProps = v.strictObject({ memory: v.pipe(v.number(), v.minValue(64)), uuid: v.string() });

/** Every node that is a VM of libvirt, in one file. */
const domainFiles = ({ machines }: RunContext) => [
  { path: 'libvirt/domains.txt', text: `${machines.map(({ name }) => name).join('\n')}\n` },
];
const checkDomains: FactsCheck = ({ nodes }, at, report) => {
  if (nodes.length > 2)
    report({ at: `${at}.nodes`, reason: 'the machine has memory for two', next: 'take some out' });
};
const domainSteps = ({ machines }: RunContext) => [
  {
    phase: 'machines' as const,
    title: 'Domains',
    why: 'libvirt makes them.',
    commands: machines.map(({ name }) => `virsh start ${name}`),
  },
];

function libvirt(props: SettingsOf<typeof poolProps>) {
  const shared = shareSettings('libvirt', poolProps, props);
  return {
    domain: (domain: SettingsOf<typeof domainProps>): MachineDeclaration =>
      declareMachine(
        'libvirt-domain',
        domainProps,
        domain,
        ({ uuid }) =>
          shared.read && {
            title: 'domain',
            macFor: 'libvirt assigns it',
            claims: [
              claim(soleThings, { key: `${shared.read.uri} ${uuid}`, what: `domain ${uuid}` }, '.uuid'),
              claim(factsChecks, checkDomains),
              claim(machineFiles, domainFiles),
              claim(runbookSteps, domainSteps),
              claim(nixosHardware, ({ name }) => ({
                configuration: `# ${name} on ${shared.read?.pool ?? ''}\n{ }\n`,
                lines: ['services.spice-vdagentd.enable = true;'],
              })),
            ],
          },
        shared,
      ),
  };
}

/** An operating system that nothing else in the project knows. */
const alpineProps = v.strictObject({ branch: v.string() });
const alpine = (props: SettingsOf<typeof alpineProps>) =>
  declareSystem('alpine', alpineProps, props, ({ branch }) => ({
    title: 'Alpine Linux',
    filtersSsh: true,
    claims: [
      claim(machineFiles, ({ machines }) =>
        machines.map(({ name }) => ({ path: `${name}/repositories`, text: `${branch}\n` })),
      ),
      claim(deployments, (machine, folder) => [
        scp(machine, [`${folder}/repositories`], '/etc/apk/'),
        ssh(machine, 'apk upgrade'),
      ]),
    ],
  }));

const names = host({
  name: 'names',
  description: 'name server',
  interfaces: [{ name: 'eth0', address: '203.0.113.53' }],
  programs: [dns()],
});

const pool = { uri: 'qemu:///system', pool: 'disks' };

type Parts = Pick<ClusterInput['nodes'][number], 'machine' | 'system'>;

/** A cluster of two nodes. */
function cluster(ada: Parts, bob: Parts, more: Partial<ClusterInput> = {}): ClusterInput {
  return {
    name: 'small',
    git: { url: 'https://git.example.com/home/clusters.git', revision: 'main' },
    distribution: k3s({ version: 'v1.33.5+k3s1', networkPlugin: 'flannel' }),
    api: { host: 'ada' },
    networks: {
      nodes: { cidr: '192.0.2.0/24', gateway: '192.0.2.1' },
      pods: { cidr: '10.42.0.0/16' },
      services: { cidr: '10.43.0.0/16' },
    },
    administrators: { networks: ['198.51.100.0/24'], sshKeys: ['ssh-ed25519 AAAA admin@example.com'] },
    nodes: [
      { name: 'ada', address: '192.0.2.11', role: 'server', mac: '00:00:5E:00:53:11', ...ada },
      { name: 'bob', address: '192.0.2.12', role: 'agent', mac: '00:00:5E:00:53:12', ...bob },
    ],
    hosts: [names],
    components: [],
    ...more,
  };
}

const messagesOf = (input: ClusterInput) => defineCluster(input).problems.map(problemText);
const { domain } = libvirt(pool);
const [one, two] = [domain({ memory: 2048, uuid: 'one' }), domain({ memory: 2048, uuid: 'two' })];

test('machines of somebody else make their files once for all of them, and take their step in the runbook', () => {
  const input = cluster({ machine: one }, { machine: two });
  expect(messagesOf(input)).toEqual([]);
  const files = hostTexts(input);
  expect(files['libvirt/domains.txt']).toBe('ada\nbob\n');
  expect(files['RUNBOOK.md']).toMatch(/### 1\. Domains\n[^]*virsh start ada\nvirsh start bob\n/);
});

test('a system of this project runs on a machine of somebody else that says what hardware it has', () => {
  const system = nixos({ release: '25.11' });
  const files = hostTexts(cluster({ machine: one, system }, { machine: two, system }));
  expect(files['ada/hardware-configuration.nix']).toBe('# ada on disks\n{ }\n');
  expect(files['bob/configuration.nix']).toContain('services.spice-vdagentd.enable = true;');
  expect(files['bob/configuration.nix']).not.toContain('qemuGuest');
  expect(files['ada/nftables.nft']).toContain('policy drop');
});

test('machines of one cluster were installed with different releases, each of which is an input of the flake', () => {
  const files = hostTexts(
    cluster(
      { machine: one, system: nixos({ release: '25.11' }) },
      { machine: two, system: nixos({ release: '26.05' }) },
    ),
  );
  expect(files['flake.nix']).toContain('"ada" = nixpkgs_25_11.lib.nixosSystem');
  expect(files['flake.nix']).toContain('inputs.nixpkgs_26_05.url = "github:NixOS/nixpkgs/nixos-26.05";');
  expect(files['flake.nix']).toContain('outputs = { nixpkgs_25_11, nixpkgs_26_05, ... }: {');
  expect(files['bob/configuration.nix']).toContain('system.stateVersion = "26.05";');
});

test('a system of somebody else ships its files and says how a machine takes them', () => {
  const system = alpine({ branch: 'v3.22' });
  const input = cluster({ machine: one, system }, { system });
  expect(messagesOf(input)).toEqual([]);
  const files = hostTexts(input);
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining(['ada/repositories', 'bob/repositories', 'ada/k3s-config.yaml']),
  );
  expect(files['RUNBOOK.md']).toContain('apk upgrade');
  expect(files['libvirt/domains.txt']).toBe('ada\n');
  expect(Object.keys(files).filter((path) => /nix|nft/.test(path))).toEqual([]);
});

test('its settings are read at their places, and those that machines share once', () => {
  const { domain: wrong } = libvirt({ ...pool, pool: 'x' });
  const system = untyped(alpine)({ branch: 3 });
  expect(
    messagesOf(
      cluster(
        { machine: wrong({ memory: 1, uuid: 'one' }), system },
        { machine: wrong({ memory: 64, uuid: 'two' }), system },
      ),
    ),
  ).toEqual([
    'small.libvirt.pool: found "x"; expected at least 3',
    'small.nodes.ada.machine.memory: found 1; expected 64 or more',
    'small.alpine.branch: found 3; expected a string',
  ]);
});

test('placeholders among shared settings are listed once, before the people who administer the machines', () => {
  const { domain: open } = libvirt({ ...pool, pool: placeholder('disks', 'name of the pool') });
  const system = alpine({ branch: placeholder('v3.22', 'branch') });
  const input = cluster(
    { machine: open({ memory: 64, uuid: placeholder('one', 'uuid of ada') }), system },
    { machine: open({ memory: 64, uuid: 'two' }), system },
    { administrators: { networks: [placeholder('198.51.100.0/24', 'networks')], sshKeys: [] } },
  );
  expect(planned(input).facts.open.map(({ at }) => at)).toEqual([
    'small.libvirt.pool',
    'small.alpine.branch',
    'small.administrators.networks[0]',
    'small.nodes.ada.machine.uuid',
  ]);
});

test('its checks run once, and what it needs is asked for', () => {
  const crowded = cluster({ machine: one }, { machine: two });
  const cyd = { name: 'cyd', address: '192.0.2.13', role: 'agent', machine: one } as const;
  expect(messagesOf({ ...crowded, nodes: [...crowded.nodes, cyd] })).toEqual([
    'small.nodes.cyd.mac: is missing, but cyd is a domain; write it: libvirt assigns it',
    'small.nodes: the machine has memory for two; take some out',
  ]);
  const system = alpine({ branch: 'v3.22' });
  const open = cluster({ system }, {}, { administrators: { networks: [], sshKeys: [] } });
  expect(messagesOf(open)).toEqual([
    'small.administrators.networks: the list is empty, so the firewalls of ada would block all SSH connections; write the networks from which administrators connect',
  ]);
});

test('what it has for itself is in one cluster only', () => {
  const first = cluster({ machine: one }, {});
  const second = {
    ...cluster({}, {}),
    name: 'other',
    api: { host: 'eve' },
    nodes: [
      { name: 'eve', address: '192.0.2.21', role: 'server', mac: '00:00:5E:00:53:21', machine: one },
    ] as const,
  };
  expect(checkClusters([planned(first), planned(second)]).map(problemText)).toEqual([
    'other.nodes.eve.machine.uuid: domain one is already that of node ada of cluster small; give node eve its own, or take it out of one of the clusters',
  ]);
});

describe('what is not a machine or a system is a message at its place', () => {
  const none = v.strictObject({});
  const system = alpine({ branch: 'v3.22' });
  const throwing = declareMachine('odd', none, {}, () => ({
    title: 'Odd',
    claims: [
      claim(factsChecks, () => {
        throw new Error('no machine');
      }),
    ],
  }));
  test.each<readonly [string, unknown, string]>([
    [
      'a system in the place of a machine',
      { machine: system },
      'small.nodes.ada.machine: found {"declares":"system","kind":"alpine","settings":{"branch":"v3.22"},"problems":[…; expected a machine, such as raspberryPi({ model: 5, disk: \'nvme\' }), or pve.vm({ … }) with const pve = proxmox({ … })',
    ],
    [
      'a function that was not called',
      { system: alpine },
      "small.nodes.ada.system: found the function alpine; expected a system, such as nixos({ release: '25.11' }) or enterpriseLinux()",
    ],
    [
      'a name that is not safe in scripts',
      { system: declareSystem('odd', none, {}, () => ({ title: '$(reboot)' })) },
      'small.odd: plan.title: found "$(reboot)"; expected letters, digits, spaces, dots, plus signs and hyphens',
    ],
    [
      'a plan with an unknown key',
      { machine: untyped(declareMachine)('odd', none, {}, () => ({ title: 'Odd', titel: 'Odd' })) },
      'small.nodes.ada.machine: plan.titel: unknown key "titel"; remove it, because "title" is set as well',
    ],
    [
      'a check that throws',
      { machine: throwing },
      'small.nodes.ada.machine: its check of the facts failed: no machine; correct the function that checks them, and run it again',
    ],
    [
      'a function that makes no plan',
      { machine: untyped(declareMachine)('odd', none, {}, () => undefined) },
      'small.nodes.ada.machine: plan: found undefined; expected an object with title',
    ],
    [
      'a machine that comes with a system whose settings are wrong',
      {
        machine: declareMachine('odd', none, {}, () => ({
          title: 'Odd',
          system: untyped(alpine)({ branch: 3 }),
        })),
      },
      'small.alpine.branch: found 3; expected a string',
    ],
    [
      'a claim that is none',
      { machine: untyped(declareMachine)('odd', none, {}, () => ({ title: 'Odd', claims: ['disk'] })) },
      'small.nodes.ada.machine.claims[0]: "disk" is not a claim; make it with claim(kind, value), where kind comes from claimKind()',
    ],
  ])('%s', (_, parts, message) => {
    expect(messagesOf(untyped<ClusterInput>(cluster)(parts, {}))).toEqual([message]);
  });
});
