import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import * as v from 'valibot';
import { claim, declareProgram, host, type HostProgram } from '../inventory';
import { type ClusterInput, defineCluster } from '../plan';
import { ciliumBase, base } from '../plan/fixtures/base';
import { hostTexts } from '../testing/machines';
import { problemText } from '../values';
import { dns, enterpriseLinux, gateway, haproxy, iscDhcpd, kea, nixos, postgresql } from '.';
import * as catalogue from './catalogue';
import { runbookSteps } from './runbook/step';
import { shellCall } from './verify/call';
import { verifyStages } from './verify/stage';

/** Each program of the catalogue, with settings that are right for the host below. */
const programs: Readonly<Record<string, () => HostProgram>> = {
  dns: () => dns(),
  gateway: () =>
    gateway({ outside: 'uplink', inside: 'nodes', forwards: [{ port: 443, to: '192.0.2.240' }] }),
  haproxy: () => haproxy(),
  iscDhcpd: () => iscDhcpd(),
  kea: () => kea(),
  postgresql: () => postgresql({ databases: [{ name: 'shop', owner: 'shop' }] }),
};

const systems = {
  nixos: nixos({ release: '25.11' }),
  'enterprise-linux': enterpriseLinux(),
  'a system that is not known': undefined,
} as const;

/** A cluster behind one host that runs these programs. */
function behind(on: keyof typeof systems, ...listed: readonly HostProgram[]): ClusterInput {
  const system = systems[on];
  const balances = listed.some(({ name }) => name === 'haproxy');
  return {
    ...ciliumBase,
    api: { host: balances ? 'gate' : 'ada' },
    networks: { ...base.networks, uplink: { cidr: '198.51.100.0/24', gateway: '198.51.100.1' } },
    administrators: { networks: ['198.51.100.0/24'], sshKeys: ['ssh-ed25519 AAAA admin@example.com'] },
    nodes: base.nodes.map((node, index) => ({ ...node, mac: `00:00:5E:00:53:1${index + 1}` })),
    hosts: [
      host({
        name: 'gate',
        description: 'what runs the programs',
        ...(system !== undefined && { system }),
        interfaces: [
          { name: 'eth0', network: 'uplink', address: '198.51.100.2' },
          { name: 'eth1', network: 'nodes', address: '192.0.2.1' },
        ],
        programs: listed,
      }),
      host({
        name: 'names',
        description: 'name server',
        interfaces: [{ name: 'eth0', address: '203.0.113.53' }],
        programs: [dns()],
      }),
    ],
  };
}

test('the list of programs is that of the catalogue', () => {
  // A function that makes an endpoint, the distributions, and the machines and their systems.
  const others = ['postgresqlOn', 'k3s', 'kubernetes', 'enterpriseLinux', 'nixos', 'proxmox', 'raspberryPi'];
  const exported = Object.entries(catalogue).flatMap(([name, value]) =>
    typeof value === 'function' && !others.includes(name) ? [name] : [],
  );
  expect(Object.keys(programs).sort()).toEqual(exported.sort());
});

describe.each(['nixos', 'enterprise-linux', 'a system that is not known'] as const)('on %s', (system) => {
  test.each(Object.entries(programs))('%s is taken, and what it ships is whole', (_name, make) => {
    const input = behind(system, make());
    expect(defineCluster(input).problems.map(problemText)).toEqual([]);
    const files = hostTexts(input);
    expect(hostTexts(input)).toEqual(files);
    for (const [path, text] of Object.entries(files)) {
      expect(path).not.toMatch(/\.\.|^\//);
      expect(text).toMatch(/[^\n]\n$/);
      if (path.endsWith('.md') && !text.includes('the description of cluster small'))
        throw new Error(`${path} says no origin`);
    }
  });

  test.each(Object.entries(programs))('the scripts that %s is part of are shell', (_name, make) => {
    const files = hostTexts(behind(system, make()));
    for (const [path, text] of Object.entries(files).filter(([name]) => name.endsWith('.sh'))) {
      const { status, stderr } = spawnSync('sh', ['-n'], { input: text, encoding: 'utf8' });
      expect([path, status, stderr]).toEqual([path, 0, '']);
    }
  });

  test.each(Object.entries(programs))('what the runbook says of %s is there', (_name, make) => {
    const files = hostTexts(behind(system, make()));
    const page = files['RUNBOOK.md'] ?? '';
    const stages = [...page.matchAll(/^\| (\w+) \| (?!checks)/gm)].map(([, stage]) => stage ?? '');
    for (const [, words = ''] of page.matchAll(/verify\.sh((?: \w+)+)$/gm))
      for (const word of words.trim().split(' ')) expect(stages).toContain(word);
    const paths = Object.keys(files).map((path) => `dist/small/hosts/${path}`);
    for (const [named] of page.matchAll(/dist\/small\/hosts[\w./-]*\w/g))
      expect([named, paths.some((path) => path === named || path.startsWith(`${named}/`))]).toEqual([
        named,
        true,
      ]);
  });
});

/** A program of which nothing says whether it comes before another one. */
const some = (name: string) =>
  declareProgram({ name, title: name }, v.strictObject({}), {}, () => [
    claim(runbookSteps, () => [{ phase: 'data', title: name, why: 'It runs.', commands: [] }]),
    claim(verifyStages, () => [
      { name, phase: 'data', says: 'it runs', functions: [], checks: [shellCall('true', name)] },
    ]),
  ]);

test('the order in which a host lists its programs changes no file', () => {
  const all = [
    dns({ port: 5353 }),
    gateway({ outside: 'uplink', inside: 'nodes' }),
    haproxy(),
    kea(),
    postgresql({ databases: [] }),
    some('one'),
    some('two'),
  ];
  const before = hostTexts(behind('enterprise-linux', ...all));
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
      expect(hostTexts(behind('enterprise-linux', ...shuffled))).toEqual(before);
    }),
    { numRuns: 20 },
  );
});

test('what a host of an Enterprise Linux serves without being a gateway has a step as well', () => {
  const page = hostTexts(behind('enterprise-linux', haproxy(), kea()))['RUNBOOK.md'] ?? '';
  expect(page).toContain(
    'The host gate\n\nIn this order: DHCP, SELinux, balancer; each needs the one before.\n',
  );
});
