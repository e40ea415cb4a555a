import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { host } from '../../inventory';
import type { ClusterInput, ClusterPlan } from '../../plan';
import { vm } from '../../plan/fixtures/base';
import { flannelFacts } from '../../testing/facts';
import { made, workloadOf } from '../../testing/components';
import { planned } from '../../testing/clusters';
import { setStage, type Stage, type StubRule } from '../../testing/stub-programs';
import { parsePort } from '../../values/port';
import { valueOf } from '../../values';
import { noProblem } from '../../testing/policy-ends';
import { dns, enterpriseLinux, gateway, haproxy, filesOfMachines, kea, machineModel, postgresql } from '..';
import type { Machine } from '../machines';
import { databaseStage } from '../postgresql/stage';
import { verifyStages } from './stage';

const [ada, bob] = ['192.0.2.11', '192.0.2.12'];

/** Two nodes and a database, all with packet filters of ours, and one name outside. */
const guarded: ClusterInput = {
  ...flannelFacts,
  name: 'small',
  administrators: { networks: ['198.51.100.0/24'], sshKeys: ['ssh-ed25519 AAAA admin@example.com'] },
  nodes: [
    { name: 'ada', address: ada, role: 'server', mac: '00:00:5E:00:53:0A', ...vm(101) },
    { name: 'bob', address: bob, role: 'agent', mac: '00:00:5E:00:53:0B', ...vm(102) },
  ],
  hosts: [
    host({
      name: 'db',
      description: 'PostgreSQL',
      system: vm(101).system,
      interfaces: [{ name: 'eth0', network: 'nodes', address: '192.0.2.20' }],
      programs: [postgresql({ databases: [{ name: 'orders', owner: 'shop' }] })],
    }),
    host({
      name: 'names',
      description: 'name server',
      interfaces: [{ name: 'eth0', address: '203.0.113.53' }],
      programs: [dns()],
    }),
  ],
  components: [
    made({
      name: 'fetch',
      plan: {
        workloads: [
          workloadOf('fetch', {
            name: 'fetch',
            connects: [{ to: { kind: 'internet', host: 'git.example.com', port: 443 }, why: 'fetch' }],
          }),
        ],
      },
    }),
  ],
};

/** Two nodes behind a gateway with everything that one can serve. */
const behind: ClusterInput = {
  ...guarded,
  api: { host: 'gate' },
  networks: {
    ...flannelFacts.networks,
    nodes: { cidr: '192.0.2.0/24', gateway: '192.0.2.1' },
    uplink: { cidr: '198.51.100.0/24' },
  },
  nodes: [
    { name: 'ada', address: ada, role: 'server', mac: '00:00:5E:00:53:0A' },
    { name: 'bob', address: bob, role: 'agent', mac: '00:00:5E:00:53:0B' },
  ],
  hosts: [
    host({
      name: 'gate',
      description: 'gateway',
      system: enterpriseLinux(),
      interfaces: [
        { name: 'eno1', network: 'uplink', address: '198.51.100.9' },
        { name: 'br0', network: 'nodes', address: '192.0.2.1' },
      ],
      programs: [
        kea(),
        haproxy(),
        gateway({ outside: 'uplink', inside: 'nodes', forwards: [{ port: 443, to: '192.0.2.12' }] }),
      ],
    }),
  ],
  dhcp: [{ network: 'nodes', range: '192.0.2.100-192.0.2.110', nameServers: [] }],
};

const rules = [
  'table inet asterism {',
  '  chain input {',
  '    type filter hook input priority filter; policy drop;',
  '    counter packets 3 bytes 180 comment "dropped"',
  '  }',
  '  chain forward {',
  '    type filter hook forward priority filter; policy drop;',
  '    ip saddr 10.42.0.0/16 accept comment "pods"',
  '    counter packets 0 bytes 0 comment "dropped"',
  '  }',
  '}',
  '',
].join('\n');

const scriptOf = (plan: ClusterPlan) =>
  filesOfMachines(machineModel(plan, []), noProblem).find(({ path }) => path === 'verify.sh')?.text ?? '';
const filterFile = (name: string) => ({ [`${name}/nftables.nft`]: rules });
const files = {
  'guarded.sh': scriptOf(planned(guarded)),
  'behind.sh': scriptOf(planned(behind)),
  ...filterFile('ada'),
  ...filterFile('bob'),
  ...filterFile('db'),
  'gate/firewalld/zones/public.xml': '<zone/>\n',
};

const answer = (address: string) =>
  `printf 'Server:\\t10.43.0.10\\nAddress:\\t10.43.0.10:53\\n\\nName:\\tx\\nAddress: ${address}\\n'`;

/** What kubectl says of a cluster in which all is well. */
const wellKubectl: readonly StubRule[] = [
  ['*get pods -A*', "printf 'kube-system/coredns-1 Running \\nkube-system/made-1 Succeeded made\\n'"],
  ['*get applications*', "printf 'root Synced Healthy\\n'"],
  ['*get nodes*', `echo 'ada True ${ada} v1.33.5+k3s1'; echo 'bob True ${bob} v1.33.5+k3s1'`],
  ['*get node ada*', `printf ${ada}`],
  ['*create -f -', 'cat >$stage/made.yaml'],
  ['* wait *', ':'],
  [
    '*get pods*',
    "printf 'answer-ada 10.42.0.2\\nanswer-bob 10.42.1.2\\nask-ada 10.42.0.3\\nask-bob 10.42.1.3\\n'",
  ],
  ['* logs *', "echo '[INFO] plugin/reload: Running'"],
  ['*nslookup*kubernetes.default*', answer('10.43.0.1')],
  ['*nslookup*', answer('203.0.113.7')],
  ['* nc *', ':'],
  ['*wget*http://answer.*', ':'],
  ['*wget*http://10.42.0.2:*', 'echo ada'],
  ['*wget*http://10.42.1.2:*', 'echo bob'],
  ['*--raw /readyz', 'echo ok'],
  ['*delete namespace*', ':'],
];

/** What ssh says of machines on which all is well. */
const wellSsh: readonly StubRule[] = [
  [`*@${ada} hostname`, 'echo ada'],
  [`*@${bob} hostname`, 'echo bob'],
  ['*@192.0.2.20 hostname', 'echo db'],
  ['*@198.51.100.9 hostname', 'echo gate'],
  ['*unshare -n*', 'cat'],
  ['*nft list chains', "sed '/counter/d' $stage/ada/nftables.nft"],
  ['*nft *list table inet asterism*', 'cat $stage/ada/nftables.nft'],
  ['*/dev/tcp/*', ':'],
  ['*psql*', 'echo shop'],
  ['*-p 5432*', "echo 'ssh: connect to host: Connection timed out' >&2; exit 255"],
  ['*cat /etc/firewalld*', "echo '<zone/>'"],
  ['*firewall-cmd --state', 'echo running'],
  ['*--get-all-rules', ':'],
  ['*systemctl is-active*', 'echo active'],
  [`*ip neigh show ${ada}*`, 'echo "lladdr 00:00:5e:00:53:0a REACHABLE"'],
  [`*ip neigh show ${bob}*`, 'echo "lladdr 00:00:5e:00:53:0b STALE"'],
  ['*--list-forward-ports', 'echo "port=443:proto=tcp:toport=:toaddr=192.0.2.12"'],
];

const stages: Stage[] = [];

/** A cluster in which all is well, but for these. */
function cluster(kubectl: readonly StubRule[] = [], ssh: readonly StubRule[] = []): Stage {
  const made = setStage(files, { kubectl: [...kubectl, ...wellKubectl], ssh: [...ssh, ...wellSsh] });
  stages.push(made);
  return made;
}

afterEach(() => {
  for (const stage of stages.splice(0)) stage.remove();
});

test('where all is well every check of every stage is ok, and its pods are gone', async () => {
  const stage = cluster();
  const { code, lines } = await stage.run(['guarded.sh']);
  expect(lines.filter((line) => !line.startsWith('ok    ') && !line.startsWith('      '))).toEqual([
    expect.stringMatching(/^never checked here: whether backups can be restored; /),
    '47 checks, 0 failed',
  ]);
  expect(lines).toContain('      dropped so far: input 3, forward 0');
  expect(code).toBe(0);
  const [made, gone] = [/namespace asterism-verify-\d+-\d+/, /asterism-verify-[\d-]+/].map((pattern) =>
    stage
      .calls()
      .filter((call) => pattern.test(call))
      .at(-1),
  );
  expect(made).toBe(gone);
  expect(gone).toMatch(/delete namespace asterism-verify-\d{14}-\d+ --wait=false/);
});

test('a gateway is checked from lease to forwarded port, over SSH by way of the gateway', async () => {
  const stage = cluster();
  const { code, lines } = await stage.run([
    'behind.sh',
    'machines',
    'firewall',
    'gateway',
    'balancer',
    'entry',
  ]);
  expect(lines.filter((line) => !line.startsWith('ok    '))).toEqual([
    'not run: nodes dns api pods services workloads',
    expect.stringMatching(/^never checked here: /),
    '14 checks, 0 failed',
  ]);
  expect(code).toBe(0);
  expect(stage.calls()).toContainEqual(expect.stringContaining(`-J root@198.51.100.9 root@${ada} hostname`));
});

/** What is wrong, the stage that sees it, and all its lines that are not ok, up to the likely cause. */
const failures: readonly (readonly [
  what: string,
  stages: string,
  wrong: { readonly kubectl?: readonly StubRule[]; readonly ssh?: readonly StubRule[] },
  told: readonly string[],
])[] = [
  [
    'a machine that is off',
    'machines',
    { ssh: [[`*@${bob}*`, "echo 'ssh: connect to host: No route to host' >&2; exit 255"]] },
    ['machines: bob has its host name: found: ssh: connect to host: No route to host'],
  ],
  [
    'a machine that was not restarted',
    'machines',
    { ssh: [[`*@${bob} hostname`, 'echo nixos']] },
    ['machines: bob has its host name: found: nixos'],
  ],
  [
    'no table',
    'firewall',
    { ssh: [[`*@${bob} nft *list table*`, "echo 'Error: No such file or directory' >&2; exit 1"]] },
    [
      'firewall: bob has its packet filter loaded: found: Error: No such file or directory',
      'firewall: bob has the rules of bob/nftables.nft: found: Error: No such file or directory',
      'firewall: bob counts what it drops: found: Error: No such file or directory',
    ],
  ],
  [
    'a forward chain without the rule for pods',
    'firewall',
    { ssh: [[`*@${bob} nft -s list table*`, "sed '/pods/d' $stage/bob/nftables.nft"]] },
    [
      'firewall: bob has the rules of bob/nftables.nft: found: missing: ip saddr 10.42.0.0/16 accept comment "pods"',
    ],
  ],
  [
    'the firewall of the system beside ours',
    'firewall',
    {
      ssh: [
        [
          `*@${bob} nft list chains`,
          "echo 'table inet nixos-fw {'; echo 'type filter hook input priority filter; policy drop;'",
        ],
      ],
    },
    ['firewall: bob has no other table that drops: found: table inet nixos-fw drops as well'],
  ],
  [
    'a node that is missing, one that is not Ready, an old k3s, and a stranger',
    'nodes',
    {
      kubectl: [
        ['*get nodes*', `echo 'ada False ${ada} v1.32.1+k3s1'; echo 'old True 192.0.2.99 v1.33.5+k3s1'`],
      ],
    },
    [
      'nodes: ada is Ready: found: False',
      'nodes: ada runs v1.33.5+k3s1: found: v1.32.1+k3s1',
      'nodes: bob is Ready: found: no such node',
      `nodes: bob has the address ${bob}: found: no such node`,
      'nodes: bob runs v1.33.5+k3s1: found: no such node',
      'nodes: no other node is registered: found: old',
    ],
  ],
  [
    'CoreDNS that cannot reach the API',
    'dns',
    { kubectl: [['* logs *', "echo '[ERROR] plugin/kubernetes: dial tcp 10.43.0.1:443: i/o timeout'"]] },
    [
      'dns: the name server has no errors in its last lines: found: [ERROR] plugin/kubernetes: dial tcp 10.43.0.1:443: i/o timeout',
    ],
  ],
  [
    'port 53 that is shut on the way out',
    'dns',
    {
      kubectl: [
        ['*ask-bob*git.example.com*', "echo ';; connection timed out; no servers could be reached'; exit 1"],
      ],
    },
    [
      'dns: a pod on bob resolves git.example.com: found: ;; connection timed out; no servers could be reached',
      'dns: a pod on bob reaches git.example.com:443: found: ;; connection timed out; no servers could be reached',
    ],
  ],
  [
    'a name that leads elsewhere',
    'dns',
    { kubectl: [['*ask-ada*kubernetes.default*', answer('203.0.113.1')]] },
    ['dns: a pod on ada resolves kubernetes.default.svc.cluster.local: found: Address: 203.0.113.1'],
  ],
  [
    'an API that pods and agents do not reach',
    'api',
    {
      kubectl: [['*ask-bob* nc *', "echo 'nc: 10.43.0.1 (10.43.0.1:443): Connection timed out' >&2; exit 1"]],
      ssh: [[`*@${bob}*/dev/tcp/${ada}/6443*`, 'exit 124']],
    },
    [
      'api: a pod on bob reaches 10.43.0.1:443: found: nc: 10.43.0.1 (10.43.0.1:443): Connection timed out',
      `api: bob reaches ${ada}:6443: found: nothing`,
    ],
  ],
  [
    'a node that is missing from the mesh',
    'pods',
    { kubectl: [['*ask-ada*wget*10.42.1.2*', "echo 'wget: download timed out' >&2; exit 1"]] },
    ['pods: a pod on ada reaches a pod on bob: found: wget: download timed out'],
  ],
  [
    'a pod that never got an address',
    'pods',
    { kubectl: [['*get pods*', 'echo "answer-ada 10.42.0.2"; echo "answer-bob "']] },
    [
      'pods: a pod on ada reaches a pod on bob: found: the pod on bob has no address',
      'pods: a pod on bob reaches a pod on bob: found: the pod on bob has no address',
    ],
  ],
  [
    'a Service that is not found',
    'services',
    { kubectl: [['*ask-bob*wget*answer.*', "echo 'wget: bad address' >&2; exit 1"]] },
    ['services: a pod on bob reaches a Service by its name: found: wget: bad address'],
  ],
  [
    'pods that do not start',
    'services',
    {
      kubectl: [
        ['* wait *', "echo 'error: timed out waiting for the condition on pods/ask-bob' >&2; exit 1"],
      ],
    },
    ['services: the test pods are ready: found: error: timed out waiting for the condition on pods/ask-bob'],
  ],
  [
    'another owner, a node that is shut out, and a port that is open to all',
    'database',
    {
      ssh: [
        ['*psql*', 'echo postgres'],
        [`*@${bob}*/dev/tcp/*`, 'exit 124'],
        ['*-p 5432*', "echo 'kex_exchange_identification: Connection closed by remote host' >&2; exit 255"],
      ],
    },
    [
      'database: database orders on db belongs to shop: found: postgres',
      'database: bob reaches 192.0.2.20:5432: found: nothing',
      'database: 192.0.2.20:5432 is closed to this machine: found: kex_exchange_identification: Connection closed by remote host',
    ],
  ],
  [
    'firewalld with an older zone and a direct rule',
    'behind firewall',
    {
      ssh: [
        ['*cat /etc/firewalld*', 'echo "<zone></zone>"'],
        ['*--get-all-rules', 'echo "ipv4 nat POSTROUTING 0 -o eno1 -j MASQUERADE"'],
        ['*firewall-cmd --state', "echo 'not running'; exit 252"],
      ],
    },
    [
      'firewall: gate runs firewalld: found: not running',
      'firewall: gate has the zones and policies of gate/firewalld: found: /etc/firewalld/zones/public.xml differs',
      'firewall: gate has no direct rules: found: ipv4 nat POSTROUTING 0 -o eno1 -j MASQUERADE',
    ],
  ],
  [
    'a pod that has no image, and one whose container is not ready',
    'workloads',
    {
      kubectl: [
        [
          '*get pods -A*',
          "printf 'shop/web-1 Pending \\nshop/db-1 Running db\\nasterism-verify-1/ask-ada Pending \\na/b Running \\n'",
        ],
      ],
    },
    ['workloads: every pod runs: found: shop/web-1 Pending, shop/db-1 Running'],
  ],
  [
    'a cluster without pods',
    'workloads',
    { kubectl: [['*get pods -A*', ':']] },
    ['workloads: every pod runs: found: there are no pods'],
  ],
  [
    'a gateway on which nothing works',
    'behind gateway balancer entry',
    {
      ssh: [
        ['*systemctl is-active*', 'echo failed; exit 3'],
        [`*ip neigh show ${bob}*`, 'echo "FAILED"'],
        ['*/dev/tcp/*', 'exit 124'],
        ['*--list-forward-ports', ':'],
      ],
      kubectl: [['*--raw /readyz', "echo 'x509: certificate is valid for 192.0.2.11' >&2; exit 1"]],
    },
    [
      'gateway: kea-dhcp4 runs on gate: found: failed',
      `gateway: bob has the address ${bob} by its lease: found: FAILED`,
      'gateway: haproxy runs on gate: found: failed',
      'gateway: gate passes port 443 on to 192.0.2.12: found: nothing',
      'balancer: gate reaches the API on ada: found: nothing',
      'balancer: the API answers at 198.51.100.9:6443: found: x509: certificate is valid for 192.0.2.11',
      'entry: 192.0.2.12:443 answers gate: found: nothing',
    ],
  ],
];

test.each(failures)(
  '%s is reported, with cause and next step, and all else is ok',
  async (_, words, wrong, told) => {
    const stage = cluster(wrong.kubectl, wrong.ssh);
    const [first = '', ...rest] = words.split(' ');
    const script = first === 'behind' ? ['behind.sh', ...rest] : ['guarded.sh', first];
    const { code, lines } = await stage.run(script);
    const failed = lines.filter((line) => line.startsWith('FAIL'));
    expect(failed.map((line) => line.replace(/^FAIL {2}/, '').replace(/; likely: .*/, ''))).toEqual(told);
    for (const line of failed) expect(line).toMatch(/; likely: .{10,}; next: .{10,}$/);
    expect(lines.at(-1)).toMatch(new RegExp(`^\\d+ checks, ${told.length} failed$`));
    expect(code).toBe(1);
  },
);

test('names that no parser has read are executed neither here nor on the machines', async () => {
  const plan = planned(guarded);
  const names = [
    'a$(touch $stage/canary)',
    'b;touch canary',
    '`touch canary`',
    "d' or 'x",
    'e"; touch canary; "',
  ];
  const hosts = plan.facts.hosts.map((machine) => ({
    ...machine,
    claims: machine.claims.map((claimed) =>
      claimed.kind === verifyStages
        ? {
            ...claimed,
            value: ({ machines }: { readonly machines: readonly Machine[] }) =>
              databaseStage(
                {
                  port: valueOf(parsePort(5432)),
                  major: 17,
                  databases: names.map((name) => ({ name, owner: name })),
                },
                machines,
                { ssh: true },
              ),
          }
        : claimed,
    ),
  }));
  const stage = setStage(
    { 'verify.sh': scriptOf({ ...plan, facts: { ...plan.facts, hosts } }) },
    {
      // A machine gives the command to a shell of its own.
      ssh: [['*psql*', 'for command; do :; done; stage=$stage sh -c "$command"'], ...wellSsh],
      runuser: [['*', 'cat >>$stage/questions; echo']],
      kubectl: wellKubectl,
    },
  );
  stages.push(stage);
  const { lines } = await stage.run(['verify.sh', 'database']);
  expect(lines.filter((line) => line.includes('belongs to'))).toHaveLength(names.length);
  expect(existsSync(join(stage.folder, 'canary'))).toBe(false);
  expect(readFileSync(join(stage.folder, 'questions'), 'utf8')).toContain("datname = 'd'' or ''x'");
});

test('no pod is made where kubectl talks to another cluster', async () => {
  const stage = cluster([['*get node ada*', 'printf 203.0.113.5']]);
  const { lines } = await stage.run(['guarded.sh', 'services']);
  expect(lines[0]).toMatch(/^FAIL .*found: kubectl talks to a cluster other than small; likely/);
  expect(stage.calls().filter((call) => call.includes(' create '))).toEqual([]);
});

test('what hangs is ended, and the other checks go on', async () => {
  const stage = cluster([], [[`*@${ada} hostname`, 'exec sleep 60']]);
  const started = Date.now();
  const { code, lines } = await stage.run(['guarded.sh', 'machines'], { VERIFY_SECONDS: '1' });
  expect(lines.map((line) => line.replace(/; likely.*/, ''))).toEqual([
    'FAIL  machines: ada has its host name: found: no answer within 1 s',
    'ok    machines: bob has its host name',
    'ok    machines: db has its host name',
    'not run: firewall nodes dns api pods services database workloads',
    expect.stringMatching(/^never checked here: /),
    '3 checks, 1 failed',
  ]);
  expect(code).toBe(1);
  expect(Date.now() - started).toBeLessThan(5000);
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s in the middle removes the pods', async (signal, expected) => {
  const stage = cluster([['* wait *', 'exec sleep 60']]);
  const { child, ended } = stage.start(['guarded.sh', 'pods']);
  while (!stage.calls().some((call) => call.includes(' wait ')))
    await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill(signal);
  expect((await ended).code).toBe(expected);
  expect(stage.calls().at(-1)).toMatch(/delete namespace asterism-verify-\d/);
});

test('a namespace that cannot be removed is reported', async () => {
  const stage = cluster([['*delete namespace*', 'exit 1']]);
  const { code, lines } = await stage.run(['guarded.sh', 'services']);
  expect(lines.at(-1)).toMatch(
    /^FAIL {2}the namespace asterism-verify-\S+ could not be removed; next: kubectl delete/,
  );
  expect(code).toBe(1);
});

test('the pods would be admitted at the restricted level, and each stands on its node', async () => {
  const stage = cluster([['*create -f -', 'cat >>$stage/calls']]);
  await stage.run(['guarded.sh', 'services']);
  const made = stage.calls().join('\n');
  for (const needed of [
    'nodeName: ada',
    'nodeName: bob',
    'runAsNonRoot: true',
    'allowPrivilegeEscalation: false',
    'capabilities: { drop: [ALL] }',
    'seccompProfile: { type: RuntimeDefault }',
    'pod-security.kubernetes.io/enforce: restricted',
    'image: docker.io/library/busybox:1.37.0',
  ])
    expect(made).toContain(needed);
  expect(made.match(/kind: Pod$/gm)).toHaveLength(4);
});

test('an unknown stage is refused, and help and list need no cluster', async () => {
  const stage = cluster();
  expect((await stage.run(['guarded.sh', 'pdos'])).lines[0]).toBe('verify: unknown stage "pdos"');
  expect((await stage.run(['guarded.sh', 'pdos'])).code).toBe(2);
  expect((await stage.run(['guarded.sh', '--help'])).code).toBe(0);
  const { lines } = await stage.run(['guarded.sh', '--list']);
  expect(lines.map((line) => line.split(' ')[0])).toEqual([
    'machines',
    'firewall',
    'nodes',
    'dns',
    'api',
    'pods',
    'services',
    'database',
    'workloads',
  ]);
  expect(stage.calls()).toEqual([]);
});
