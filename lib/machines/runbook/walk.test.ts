import type { ClusterInput } from '../../plan';
import { filesOf } from '../../synth';
import { bundled } from '../../testing/clusters';
import { blocksOf, setWalk } from '../../testing/page-walk/walk';
import { lan, pis, typicalClusters, vms } from '../../testing/typical-clusters';
import { everyMachine, isOurs } from '../machines';

/** Pages of a cluster as blocks in the order in which a person comes to them, and a place to walk them. */
function pagesOf(cluster: ClusterInput, change: (text: string) => string = (text) => text) {
  const bundle = bundled(cluster);
  const runbook = `dist/${cluster.name}/hosts/RUNBOOK.md`;
  const files = filesOf(bundle).map((file) =>
    file.path === runbook ? { ...file, text: change(file.text) } : file,
  );
  const machines = everyMachine(bundle.plan.facts)
    .filter(
      (machine) =>
        isOurs(machine) || files.some(({ path }) => path.endsWith(`/${machine.name}/postgresql.sh`)),
    )
    .map((machine) => ({
      address: machine.address,
      isNode: machine.node !== undefined,
      isNixos: files.some(({ path }) => path.endsWith(`/${machine.name}/configuration.nix`)),
    }));
  const page = (path: string) => blocksOf(path, files.find((file) => file.path === path)?.text ?? '');
  const own = page(runbook);
  return {
    walk: setWalk(files, machines),
    setUp: own.filter(({ heading }) => /^### \d/.test(heading)),
    bootstrap: page(`apps/${cluster.name}/bootstrap/README.md`),
    later: own.filter(({ heading }) => !/^### \d/.test(heading)),
    tasks: files
      .filter(({ path }) => path.includes('/hosts/runbooks/'))
      .map(({ path }) => ({ blocks: page(path), removes: /remove-component-(.*)\.md$/.exec(path)?.[1] })),
  };
}

test.each(typicalClusters.map((cluster) => [cluster.name, cluster] as const))(
  'every block of every page of %s runs in order, finds its files, and leaves none in the repository',
  (name, cluster) => {
    const { walk, setUp, bootstrap, later, tasks } = pagesOf(cluster);
    try {
      expect(walk.run([...setUp, ...bootstrap, ...later])).toEqual([]);
      for (const { blocks, removes } of tasks)
        expect(
          walk.run(
            blocks,
            removes === undefined ? {} : { removed: `apps/${name}/application-${removes}.yaml` },
          ),
        ).toEqual([]);
      expect(walk.added()).toEqual([]);
      expect(tasks.length).toBeGreaterThan(4);
      expect(setUp.length).toBeGreaterThan(2);
    } finally {
      walk.remove();
    }
  },
);

/** A line moved behind another one. */
function moved(text: string, line: RegExp, behind: RegExp): string {
  const lines = text.split('\n');
  const from = lines.findIndex((one) => line.test(one));
  const [taken = ''] = lines.splice(from, 1);
  lines.splice(lines.findIndex((one) => behind.test(one)) + 1, 0, taken);
  return lines.join('\n');
}

/** Faults that pages had once: what is changed back, and what the walk says. */
const faults: readonly (readonly [string, ClusterInput, (text: string) => string, RegExp])[] = [
  [
    'a gate that asks for what comes after it',
    pis,
    (text) => text.replace(/(verify\.sh machines firewall nodes dns .*) balancer$/m, '$1 balancer entry'),
    /entry cannot be ok before anything is delivered/,
  ],
  [
    'the configuration of k3s that is not copied',
    pis,
    (text) => text.replace(/^scp .*\/eve\/k3s-config\.yaml .*\n/m, ''),
    /install-k3s\.sh before etc\/rancher\/k3s\/config\.yaml is there/,
  ],
  [
    'k3s before its configuration',
    lan,
    (text) => moved(text, /joe\/k3s-config\.yaml/, /install-k3s\.sh server/),
    /install-k3s\.sh before etc\/rancher\/k3s\/config\.yaml is there/,
  ],
  [
    'SELinux before the files that it labels',
    pis,
    (text) => moved(text, /gate\/tmpfiles\.d/, /sh selinux\.sh/),
    /selinux\.sh before etc\/tmpfiles\.d\/haproxy\.conf is there/,
  ],
  [
    'Kea beside a DHCP server that runs',
    pis,
    (text) => text.replace(/\{ systemctl disable --now dhcpd .*?; \} && /, ''),
    /dhcpd still has the port/,
  ],
  [
    'packages that are not installed first',
    pis,
    (text) => text.replace(/^ssh .* dnf install --assumeyes firewalld.*\n/m, ''),
    /is not a folder on|the folder of/,
  ],
  [
    'an agent without the token',
    vms,
    (text) => text.replace(/^ssh .*join-token\.sh show \| .*192\.0\.2\.12 .*\n/m, ''),
    /\/etc\/rancher\/k3s\/token, which the configuration reads, is not on the machine/,
  ],
];

test.each(faults)('%s: the walk finds it', (_, cluster, change, said) => {
  const { walk, setUp } = pagesOf(cluster, change);
  try {
    expect(walk.run(setUp).map((failed) => failed.said)).toContainEqual(expect.stringMatching(said));
  } finally {
    walk.remove();
  }
});

test('OpenTofu that works in the repository: the walk finds what it leaves', () => {
  const { walk, setUp } = pagesOf(vms, (text) =>
    text.replaceAll('-chdir=../vms-tofu', '-chdir=dist/vms/hosts/opentofu'),
  );
  try {
    expect(walk.run(setUp)).toEqual([]);
    expect(walk.added()).toContain('dist/vms/hosts/opentofu/terraform.tfstate');
  } finally {
    walk.remove();
  }
});
