import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClusterInput } from '../../plan';
import { filesOf } from '../../synth';
import { bundled, planned } from '../../testing/clusters';
import { lan, pis, typicalClusters, vms } from '../../testing/typical-clusters';
import { placeholder, secretIn } from '../../values';
import { noProblem } from '../../testing/policy-ends';
import { enterpriseLinux, filesOfMachines, k3s, machineModel, postgresql } from '..';
import { host, type SystemDeclaration } from '../../inventory';

const page = (cluster: ClusterInput) =>
  filesOfMachines(machineModel(planned(cluster), []), noProblem).find(({ path }) => path === 'RUNBOOK.md')
    ?.text ?? '';

test('every file and folder that a page of a cluster names is there', () => {
  for (const cluster of typicalClusters) {
    const files = filesOf(bundled(cluster));
    const named = files
      .filter(({ path }) => path.endsWith('.md'))
      .flatMap(({ path, text }) =>
        [...text.matchAll(/(?:dist|apps)\/[\w./-]*\w/g)].map(([name]) => [path, name] as const),
      );
    const isThere = (name: string) => files.some(({ path }) => path === name || path.startsWith(`${name}/`));
    expect(named.filter(([, name]) => !isThere(name))).toEqual([]);
  }
});

test('a kubeconfig that is there stays until the server answers', () => {
  const [command = ''] = page(lan).match(/^mkdir -p ~\/\.kube .*$/m) ?? [];
  const home = mkdtempSync(join(tmpdir(), 'asterism-kubeconfig-'));
  const file = join(home, '.kube/lan.yaml');
  const run = (ssh: string) => {
    writeFileSync(join(home, 'ssh'), `#!/bin/sh\n${ssh}\n`, { mode: 0o755 });
    const env = { HOME: home, PATH: `${home}:/usr/bin:/bin` };
    return spawnSync('/bin/sh', ['-c', command], { env }).status;
  };
  expect(run("echo 'server: https://127.0.0.1:6443'")).toBe(0);
  const before = readFileSync(file, 'utf8');
  expect(before).toMatch(/^server: https:\/\/172\.17\.0\.11:6443\n$/);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(run('exit 255')).not.toBe(0);
  expect(readFileSync(file, 'utf8')).toBe(before);
  rmSync(home, { recursive: true });
});

test('what is still to be filled in stands on top, each fact with its place', () => {
  const url = placeholder(vms.git.url, 'clone address of this repository');
  const cidr = placeholder(vms.networks.pods.cidr, 'pod range');
  const networks = { ...vms.networks, pods: { cidr } };
  const text = page({ ...vms, git: { ...vms.git, url }, networks });
  const top = text.slice(0, text.indexOf('## Overview'));
  expect(top).toContain('- `vms.git.url`: clone address of this repository');
  expect(top).toContain('- `vms.networks.pods.cidr`: pod range');
});

/** Each text comes after the one before it. */
function inOrder(text: string, parts: readonly string[]): void {
  const places = parts.map((part) => text.indexOf(part));
  expect(places).not.toContain(-1);
  expect([...places].sort((one, other) => one - other)).toEqual(places);
}

test('of VMs: VMs, firewalls, PostgreSQL, the server, the agents, the gate', () => {
  inOrder(page(vms), [
    'cp dist/vms/hosts/opentofu/*.json ../vms-tofu/',
    'tofu -chdir=../vms-tofu apply plan',
    'ssh root@192.0.2.20 sh apply-firewall.sh test nftables.nft',
    'scp -r dist/vms/hosts/db/* root@192.0.2.20:/etc/nixos/',
    'scp -r dist/vms/hosts/ada/* root@192.0.2.11:/etc/nixos/',
    'ssh root@192.0.2.11 nixos-rebuild switch',
    'ssh root@192.0.2.11 reboot',
    'scp -r dist/vms/hosts/cyd/* root@192.0.2.13:/etc/nixos/',
    'The final check before workloads',
  ]);
});

test('of Pis behind a gateway: router, bridge, address, DHCP, firewall, SELinux, HAProxy, then servers, network plugin, agents', () => {
  inOrder(page(pis), [
    'gate/ROUTER.md',
    'dnf install --assumeyes firewalld haproxy kea policycoreutils-python-utils',
    'gate/NetworkManager/conf.d/*',
    'nmcli general reload',
    'sh open-vswitch.sh',
    'enable --now assign-br0-ip',
    'kea-dhcp4 -t',
    'systemctl disable --now dhcpd',
    'systemctl restart kea-dhcp4',
    'sh apply-firewall.sh confirm',
    'gate/haproxy.cfg',
    'gate/tmpfiles.d/*',
    'sh selinux.sh',
    'haproxy -c -f',
    'join-token.sh make',
    'eve/hosts.debian.tmpl',
    'eve/k3s-config.yaml',
    'sh install-k3s.sh server',
    'sh begin-cluster.sh',
    'export KUBECONFIG=~/.kube/pis.yaml',
    'do the first steps of apps/pis/bootstrap/README.md',
    'fay/hosts.debian.tmpl',
    'hal/hosts.debian.tmpl',
    'The final check before workloads',
  ]);
});

test('the gate asks only what can be ok before anything is delivered, and names what comes after', () => {
  for (const cluster of typicalClusters) {
    const text = page(cluster);
    const gate = text.slice(text.indexOf('The final check before workloads'), text.indexOf('## Maintenance'));
    const [, asked = ''] = /^sh .*verify\.sh (.*)$/m.exec(gate) ?? [];
    expect(asked.split(' ')).toEqual(
      expect.arrayContaining(['machines', 'nodes', 'dns', 'pods', 'services']),
    );
    expect(asked).not.toMatch(/\b(workloads|entry)\b/);
    expect(gate).toMatch(/workloads(?: entry)?` checks what cannot be true before/);
  }
});

test('no step but the gate asks for a stage that needs a later step', () => {
  const text = page(pis);
  const first = text.slice(text.indexOf('### 1. '), text.indexOf('### 2. '));
  expect(first).toContain('verify.sh firewall gateway\n');
  const setUp = text.slice(text.indexOf('### 1. '), text.indexOf('The final check'));
  const asked = [...setUp.matchAll(/verify\.sh (.*)$/gm)].map(([, words]) => words);
  expect(asked.join(' ')).not.toMatch(/workloads|entry/);
});

const administrators = { networks: ['198.51.100.0/24'], sshKeys: ['ssh-ed25519 AAAA admin@example.com'] };
const elsewhere = (system?: SystemDeclaration): ClusterInput => {
  const base = host({
    name: 'base',
    description: 'PostgreSQL',
    ...(system !== undefined && { system }),
    interfaces: [{ name: 'eth0', network: 'nodes', address: '172.17.0.20' }],
    programs: [postgresql({ databases: [{ name: 'shop', owner: 'shop' }] })],
  });
  return { ...lan, administrators, hosts: [base] };
};

test.each([
  ['Enterprise Linux', enterpriseLinux()],
  ['a system that is not known', undefined],
])(
  'PostgreSQL on a host with %s has its step, by a script that ships for it, and the host is in the overview',
  (_, system) => {
    const cluster = elsewhere(system);
    const text = page(cluster);
    const step = text.slice(text.indexOf('PostgreSQL on base'), text.indexOf('The server'));
    expect(step).toContain('scp -r dist/lan/hosts/base/* root@172.17.0.20:postgresql/');
    expect(step).toContain('ssh root@172.17.0.20 sh postgresql/postgresql.sh');
    expect(step).not.toMatch(/nixos-rebuild|\/etc\/nixos/);
    expect(text).toMatch(/^\| base \| 172\.17\.0\.20 \| PostgreSQL/m);
    expect(filesOf(bundled(cluster)).map(({ path }) => path)).toContain('dist/lan/hosts/base/postgresql.sh');
  },
);

test('machines behind a gateway are reached by way of it', () => {
  for (const line of page(pis)
    .split('\n')
    .filter((one) => one.includes('@172.16.4.')))
    expect(line).toMatch(/-J root@172\.16\.1\.99/);
});

test('the others get their firewalls before a node joins, and after one has left', () => {
  for (const cluster of [vms, pis]) {
    const text = page(cluster);
    const add = text.slice(text.indexOf('### Add a node'), text.indexOf('### Remove a node'));
    const remove = text.slice(text.indexOf('### Remove a node'), text.indexOf('### Rename a node'));
    inOrder(add, ['npm run synth', 'Apply a firewall', 'the new machine']);
    inOrder(remove, ['kubectl drain', 'kubectl delete node', 'npm run synth', 'Apply a firewall']);
  }
});

test('every stage that a step names is one of verify.sh, and the page contains no secret', () => {
  for (const cluster of typicalClusters) {
    const text = page(cluster);
    const stages = [...text.matchAll(/^\| (\w+) \| (?!checks)/gm)].map(([, name]) => name ?? '');
    for (const [, words = ''] of text.matchAll(/verify\.sh((?: \w+)+)$/gm))
      for (const word of words.trim().split(' ')) expect(stages).toContain(word);
    expect(secretIn(text)).toBeUndefined();
  }
});

test('one server is backed up as SQLite, several as etcd, and both with the token', () => {
  const backup = (cluster: ClusterInput) => {
    const text = page(cluster);
    return text.slice(text.indexOf('### Backups'), text.indexOf('## Troubleshooting'));
  };
  for (const cluster of [vms, lan]) {
    expect(backup(cluster)).toMatch(
      /systemctl stop k3s && tar -cz \/var\/lib\/rancher\/k3s\/server\/db [^;]*\/etc\/rancher\/k3s\/token .*; systemctl start k3s/,
    );
    expect(page(cluster)).not.toMatch(/etcd-snapshot|cluster-reset|majority/);
  }
  inOrder(backup(pis), [
    'k3s etcd-snapshot save',
    'tar -cz /var/lib/rancher/k3s/server/db/snapshots',
    '/etc/rancher/k3s/token',
    'runbooks/restore.md',
  ]);
  expect(backup(pis)).not.toContain('SQLite');
});

test.each<[what: string, tar: string, isKept: boolean]>([
  ['works', 'exec /bin/tar -cz -C "$HOME" calls', false],
  ['breaks off', '/bin/tar -cz -C "$HOME" calls | head -c 20; exit 2', true],
  ['ends early without saying so', '/bin/tar -cz -C "$HOME" calls | head -c 20', true],
  ['cannot log in', 'exit 255', true],
])('a backup of k3s that %s leaves a whole one, and k3s starts again', (what, tar, isKept) => {
  const home = mkdtempSync(join(tmpdir(), 'asterism-backup-'));
  const put = (name: string, text: string) => {
    writeFileSync(join(home, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  };
  put('ssh', what === 'cannot log in' ? 'exit 255' : 'shift; exec sh -c "$*"');
  put('systemctl', 'echo "$*" >>"$HOME/calls"');
  put('tar', `case $1 in -cz) ${tar} ;; *) exec /bin/tar "$@" ;; esac`);
  writeFileSync(join(home, 'calls'), '');
  const folder = join(home, 'repository');
  mkdirSync(folder);
  writeFileSync(join(home, 'lan-k3s.tgz'), 'the one from before');
  const [command = ''] = page(lan).match(/^\(umask 077; ssh .*lan-k3s\.tgz$/m) ?? [];
  const env = { HOME: home, PATH: `${home}:/usr/bin:/bin` };
  const { status } = spawnSync('/bin/sh', ['-c', command], { cwd: folder, env });
  expect(status === 0).toBe(!isKept);
  expect(readFileSync(join(home, 'lan-k3s.tgz'), 'utf8') === 'the one from before').toBe(isKept);
  if (what !== 'cannot log in')
    expect(readFileSync(join(home, 'calls'), 'utf8')).toBe('stop k3s\nstart k3s\n');
  rmSync(home, { recursive: true });
});

test('a claim that waits for its pod is called normal where k3s brings a storage class, and there only', () => {
  const normal = 'that is normal with `WaitForFirstConsumer`, the mode of `local-path`';
  expect(page(vms)).toContain(normal);
  const distribution = k3s({
    version: 'v1.33.5+k3s1',
    networkPlugin: 'none',
    kubeProxy: false,
    disable: ['servicelb', 'traefik', 'local-storage'],
  });
  expect(
    page({ ...pis, distribution, components: pis.components.filter(({ kind }) => kind !== 'app') }),
  ).not.toContain('local-path');
});

test('a node is taken out of service in the way of its system', () => {
  const remove = (cluster: ClusterInput) => {
    const text = page(cluster);
    return text.slice(text.indexOf('### Remove a node'), text.indexOf('### Rename a node'));
  };
  expect(remove(vms)).not.toContain('systemctl disable');
  expect(remove(pis)).toContain('systemctl disable --now k3s-agent, or k3s on a server');
});
