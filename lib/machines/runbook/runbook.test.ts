import { lan } from '../../../clusters/lan';
import { pi } from '../../../clusters/pi';
import { proxmox } from '../../../clusters/proxmox';
import type { Cluster, ClusterPlan } from '../../plan';
import { bundleOf, filesOf } from '../../synth';
import { secretIn } from '../../values';
import { hostFiles, machineModel } from '..';

const clusters = [proxmox, pi, lan];

function planOf({ name, plan }: Cluster): ClusterPlan {
  if (plan === undefined) throw new Error(`${name} has problems`);
  return plan;
}

const page = (cluster: Cluster) =>
  hostFiles(machineModel(planOf(cluster), [])).find(({ path }) => path === 'RUNBOOK.md')?.text ?? '';

test('every file and folder that a command names is there', () => {
  const missing = clusters.flatMap((cluster) => {
    const plan = planOf(cluster);
    const paths = filesOf(bundleOf(plan, new Map())).map(({ path }) => path);
    const named = [...page(cluster).matchAll(/(?:dist|apps)\/[\w./-]*\w/g)].map(([path]) => path);
    return named.filter((path) => !paths.some((one) => one === path || one.startsWith(`${path}/`)));
  });
  expect(missing).toEqual([]);
});

test('what is still to be filled in stands on top, each fact with its place', () => {
  for (const cluster of clusters) {
    const text = page(cluster);
    const top = text.slice(0, text.indexOf('## What is where'));
    for (const { at, what } of planOf(cluster).facts.open) expect(top).toContain(`- \`${at}\`: ${what}`);
  }
});

/** Each text comes after the one before it. */
function inOrder(text: string, parts: readonly string[]): void {
  const places = parts.map((part) => text.indexOf(part));
  expect(places).not.toContain(-1);
  expect([...places].sort((one, other) => one - other)).toEqual(places);
}

test('on proxmox: VMs, firewalls, PostgreSQL, the server, the agents, the gate', () => {
  inOrder(page(proxmox), [
    'tofu -chdir=dist/proxmox/hosts/opentofu apply',
    'ssh root@172.22.0.133 sh apply-firewall.sh test nftables.nft',
    'scp -r dist/proxmox/hosts/alkaid/* root@172.22.0.133:/etc/nixos/',
    'scp -r dist/proxmox/hosts/alphard/* root@172.22.0.134:/etc/nixos/',
    'ssh root@172.22.0.134 nixos-rebuild switch',
    'ssh root@172.22.0.134 reboot',
    'scp -r dist/proxmox/hosts/mizar/* root@172.22.0.136:/etc/nixos/',
    'The gate before workloads',
  ]);
});

test('on pi: router, bridge, address, DHCP, firewall, SELinux, HAProxy, then servers, network plugin, agents', () => {
  inOrder(page(pi), [
    'gallade/ROUTER.md',
    'sh open-vswitch.sh',
    'enable --now assign-br-pi-ip',
    'kea-dhcp4 -t',
    'sh apply-firewall.sh confirm',
    'sh selinux.sh',
    'haproxy -c -f',
    'arkveld/hosts.debian.tmpl',
    'arkveld/k3s-config.yaml',
    'do the first steps of apps/pi/bootstrap/README.md',
    'reydau/hosts.debian.tmpl',
    'rathalos/hosts.debian.tmpl',
    'The gate before workloads',
  ]);
});

test('machines behind a gateway are reached by way of it', () => {
  for (const line of page(pi)
    .split('\n')
    .filter((one) => one.includes('@192.168.4.')))
    expect(line).toMatch(/-J root@192\.168\.1\.99/);
});

test('the others get their firewalls before a node joins, and after one has left', () => {
  for (const cluster of [proxmox, pi]) {
    const text = page(cluster);
    const add = text.slice(text.indexOf('### Add a node'), text.indexOf('### Remove a node'));
    const remove = text.slice(text.indexOf('### Remove a node'), text.indexOf('### Rename a node'));
    inOrder(add, ['npm run synth', 'Apply a firewall', 'the new machine']);
    inOrder(remove, ['kubectl drain', 'kubectl delete node', 'npm run synth', 'Apply a firewall']);
  }
});

test('every stage that a step names is one of verify.sh, and no secret stands there', () => {
  for (const cluster of clusters) {
    const text = page(cluster);
    const stages = [...text.matchAll(/^\| (\w+) \| (?!checks)/gm)].map(([, name]) => name ?? '');
    for (const [, words = ''] of text.matchAll(/verify\.sh((?: \w+)+)$/gm))
      for (const word of words.trim().split(' ')) expect(stages).toContain(word);
    expect(secretIn(text)).toBeUndefined();
  }
});

test('one server is backed up as SQLite, several as etcd, and both with the token', () => {
  const backup = (cluster: Cluster) => {
    const text = page(cluster);
    return text.slice(text.indexOf('### Before something breaks'), text.indexOf('## Something is wrong'));
  };
  for (const cluster of [proxmox, lan]) {
    expect(backup(cluster)).toMatch(
      /systemctl stop k3s && tar -cz \/var\/lib\/rancher\/k3s\/server\/db [^;]*\/etc\/rancher\/k3s\/token; systemctl start k3s/,
    );
    expect(page(cluster)).not.toMatch(/etcd-snapshot|cluster-reset|majority/);
  }
  inOrder(backup(pi), [
    'k3s etcd-snapshot save',
    'tar -cz /var/lib/rancher/k3s/server/db/snapshots',
    '/etc/rancher/k3s/token',
    '--cluster-reset-restore-path',
  ]);
  expect(backup(pi)).not.toContain('SQLite');
});

test('a node is taken out of service in the way of its system', () => {
  const remove = (cluster: Cluster) => {
    const text = page(cluster);
    return text.slice(text.indexOf('### Remove a node'), text.indexOf('### Rename a node'));
  };
  expect(remove(proxmox)).not.toContain('systemctl disable');
  expect(remove(pi)).toContain('systemctl disable --now k3s-agent, or k3s on a server');
});
