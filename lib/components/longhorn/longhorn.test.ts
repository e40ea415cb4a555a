import { findingsIn } from '../../check';
import { k3s } from '../../machines';
import { type ClusterInput, defineCluster } from '../../plan';
import { bundled, planned, smallCluster } from '../../testing/clusters';
import { find, manifestsOf, planFrom, read } from '../../testing/facts';
import { field } from '../../testing/field';
import { expectGolden, yamlDocuments } from '../../testing/golden';
import { hostTexts } from '../../testing/machines';
import { pis, vms } from '../../testing/typical-clusters';
import { policiesOf } from '../../testing/policies';
import { problemText } from '../../values';
import { app } from '../app';
import { kafka } from '../kafka';
import { longhorn } from '.';
import { everything, plain, secrets } from './fixture';
import type { LonghornProps } from './props';

const at = 'small.components.longhorn';
const [disk] = plain.disks;
const [fast] = plain.classes;
const ada = { nodes: { 'kubernetes.io/hostname': 'ada' } };

const problemsOf = (input: ClusterInput) => defineCluster(input).problems.map(problemText);

test('golden of Longhorn with everything', () => {
  const component = longhorn(everything);
  const { upstream, workloads, secrets: needs } = planFrom(component);
  expectGolden(
    'longhorn/everything.yaml',
    yamlDocuments([upstream, { workloads }, { secrets: needs }, ...manifestsOf(component)]),
  );
});

test.each<readonly [string, Partial<LonghornProps>, readonly string[]]>([
  [
    'a class for which no disk has the tag',
    { classes: [{ name: 'ssd', replicas: 1, tags: ['ssd'] }] },
    [
      `${at}.classes[0].tags: no node has a disk with tag "ssd", so its claims would stay Pending; the tags of disks are "nvme"`,
    ],
  ],
  [
    'a class with a tag where disks have none',
    { disks: [{}], classes: [fast] },
    [
      `${at}.classes[0].tags: no node has a disk with tag "nvme", so its claims would stay Pending; leave tags out, or write them for disks`,
    ],
  ],
  [
    'a class that wants two tags of one disk, which two disks have',
    {
      disks: [disk, { ...disk, path: '/srv/longhorn', tags: ['large'] }],
      classes: [{ ...fast, tags: ['nvme', 'large'] }],
    },
    [
      `${at}.classes[0].tags: no node has a disk with tag "nvme" and tag "large", so its claims would stay Pending; the tags of disks are "large" and "nvme"`,
    ],
  ],
  [
    'more replicas than nodes that may hold them',
    { classes: [{ ...fast, replicas: 3 }] },
    [
      `${at}.classes[0].replicas: 3 replicas need as many nodes with a disk with tag "nvme", and only bob has one; write 1 or less, or more disks`,
    ],
  ],
  [
    'more replicas than nodes with any disk, by default',
    { disks: [disk, ada], classes: [{ name: 'longhorn' }] },
    [
      `${at}.classes[0].replicas: 3 replicas need as many nodes with a disk, and only ada and bob have one; write 2 or less, or more disks`,
    ],
  ],
  [
    'disks of nodes that are not there',
    { disks: [disk, { nodes: { 'storage-type': 'ssd' } }] },
    [
      `${at}.disks[1].nodes: no node has storage-type=ssd; label a node in small.nodes, or choose other labels`,
    ],
  ],
  [
    'two disks in one folder',
    { disks: [disk, {}] },
    [
      `${at}.disks[1].path: "/var/lib/longhorn" is a disk of node bob already; write another path, or labels of other nodes`,
    ],
  ],
  [
    'two classes of one name',
    { classes: [fast, fast] },
    [`${at}.classes[1].name: two have the name "longhorn-nvme"; rename one of them`],
  ],
  [
    'a local volume that is made before its pod has a node',
    { classes: [{ ...fast, locality: 'strict-local', binding: 'Immediate' }] },
    [
      `${at}.classes[0].binding: 'Immediate' makes the volume before its pod has a node, and with 'strict-local' the pod can run where the volume is only; write 'WaitForFirstConsumer': a claim is Pending until its pod is scheduled, which is normal, and gets its volume there`,
    ],
  ],
  [
    'a local volume with two replicas',
    { disks: [disk, ada], classes: [{ name: 'local', replicas: 2, locality: 'strict-local' }] },
    [
      `${at}.classes[0].replicas: 'strict-local' keeps one copy on the node of the pod, and there are 2; write replicas: 1, or locality: 'best-effort'`,
    ],
  ],
  [
    'a backup that goes nowhere',
    { jobs: [{ name: 'weekly', task: 'backup', schedule: '0 4 * * 0' }] },
    [
      `${at}.jobs[0].task: nothing says where backups go; write backup: { to: 'nfs', server: …, path: … }, or task: 'snapshot'`,
    ],
  ],
  [
    'a class with a job that is not there',
    {
      classes: [{ ...fast, jobs: ['dayly'] }],
      jobs: [{ name: 'daily', task: 'snapshot', schedule: '0 3 * * *' }],
    },
    [`${at}.classes[0].jobs[0]: "dayly" is not the name of a job; did you mean "daily"?`],
  ],
  [
    'a job with too long a name',
    { jobs: [{ name: 'a'.repeat(41), task: 'snapshot', schedule: '0 3 * * *' }] },
    [
      `${at}.jobs.${'a'.repeat(41)}.name: "${'a'.repeat(41)}" has 41 characters; write at most 40: Longhorn takes no more`,
    ],
  ],
  [
    'a bucket at an address without https',
    { backup: { ...everything.backup, endpoint: 'http://s3.example.com' } },
    [
      `${at}.backup.endpoint: "http://s3.example.com" is not the https URL of a host; write one such as https://s3.example.com`,
    ],
  ],
  [
    'a default class beside that of k3s',
    { classes: [{ ...fast, isDefault: true }] },
    [
      `${at}.classes[0]: "local-path" of k3s and "longhorn-nvme" are both the default storage class, and Kubernetes takes the newer one; let one of them be the default: add 'local-storage' to disable in k3s({ … }) or drop isDefault of class longhorn-nvme of longhorn`,
    ],
  ],
])('%s is reported', (_, changes, messages) => {
  expect(read(longhorn({ ...plain, ...changes })).messages).toEqual(messages);
});

test('volumes name a class of Longhorn, or get the default one, and one node mounts each', () => {
  const shop = (storageClass?: string, access?: 'ReadWriteMany') =>
    app({
      name: 'shop',
      image: 'registry.example.com/shop:1.4.2',
      ports: { http: 8080 },
      volumes: [
        {
          kind: 'claim',
          name: 'files',
          path: '/files',
          size: '1Gi',
          ...(storageClass !== undefined && { storageClass }),
          ...(access !== undefined && { access }),
        },
      ],
    });
  const distribution = k3s({
    version: 'v1.33.5+k3s1',
    networkPlugin: 'flannel',
    disable: ['local-storage'],
  });
  const storage = longhorn({ ...plain, classes: [{ ...fast, isDefault: true }] });
  const cluster = (...components: ClusterInput['components']) =>
    smallCluster([storage, ...components], { distribution });
  expect(problemsOf(cluster(shop(), kafka({ storageClass: 'longhorn-nvme' })))).toEqual([]);
  expect(problemsOf(cluster(shop('longhorn')))).toEqual([
    'small.components.shop.volumes[0].storageClass: no component and no distribution provides storage class "longhorn"; expected "longhorn-nvme"',
  ]);
  expect(problemsOf(cluster(shop(undefined, 'ReadWriteMany')))).toEqual([
    'small.components.shop.volumes[0].access: storage class "longhorn-nvme" has no volumes with ReadWriteMany; expected ReadWriteOnce or ReadWriteOncePod, or another storage class',
  ]);
});

test('what has volumes of Longhorn comes after it, and what has others does not', () => {
  const after = (storageClass: string) =>
    planned(smallCluster([longhorn(plain), kafka({ storageClass })])).components.find(
      ({ name }) => name === 'kafka',
    )?.after;
  expect(after('longhorn-nvme')).toEqual(['longhorn']);
  expect(after('local-path')).toEqual([]);
});

test('the Secret of a bucket needs a source, which the message names with its keys', () => {
  expect(problemsOf(smallCluster([longhorn(everything)]))).toEqual([
    "small.secrets.longhorn-system/backup: this secret has no source, and longhorn needs its keys AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_ENDPOINTS for backups, with AWS_ENDPOINTS https://s3.example.com:9000; write 'longhorn-system/backup': { from: 'manual' }, or from 'sealed' or 'external'",
  ]);
});

test('it passes every rule, and its namespace is privileged', () => {
  const bundle = bundled(smallCluster([longhorn(everything)], { secrets }));
  expect(findingsIn(bundle)).toEqual([]);
  const namespace = find(
    bundle.objects.map(({ object }) => object),
    'Namespace',
    'longhorn-system',
  );
  expect(namespace.metadata.labels).toMatchObject({ 'pod-security.kubernetes.io/enforce': 'privileged' });
});

test('managers and volumes reach where backups go, and nothing else outside', () => {
  const egress = (changes: Partial<LonghornProps>, own: ClusterInput['secrets'] = {}) =>
    policiesOf(planned(smallCluster([longhorn({ ...plain, ...changes })], { secrets: own })))
      .filter(({ metadata, spec }) => /-manager/.test(metadata.name) && field(spec, 'egress') !== undefined)
      .map(({ spec }) => JSON.stringify(field(spec, 'egress')));
  const nfs = egress({ backup: { to: 'nfs', server: '192.0.2.20', path: '/srv/backup' } });
  expect(nfs).toHaveLength(2);
  for (const rules of nfs) {
    expect(rules).toContain('"port":2049');
    expect(rules).toContain('192.0.2.20/32');
  }
  const s3 = { to: 's3', bucket: 'volumes', region: 'eu-central-1', secret: 'backup' } as const;
  expect(egress({ backup: s3 }, secrets).join()).toContain('"port":443');
  expect(egress({}).join()).not.toMatch(/"port":(443|2049)/);
});

describe('the nodes', () => {
  const onPis = hostTexts({
    ...pis,
    components: [
      ...pis.components,
      longhorn({ disks: [{ tags: ['nvme'] }], classes: [{ name: 'longhorn', replicas: 1 }] }),
    ],
  });

  test('of the Debian family take a script that prepares them, and are asked whether iSCSI is ready', () => {
    const { 'RUNBOOK.md': runbook = '', 'verify.sh': verify = '', ...others } = onPis;
    expect(others['prepare-longhorn.sh']).toContain('open-iscsi nfs-common');
    for (const { name, address } of pis.nodes) {
      expect(runbook).toContain(`root@${address} sh prepare-longhorn.sh`);
      expect(verify).toContain(`check_initiator ${name}\n`);
    }
  });

  test('get their disks by annotations that name path and tags', () => {
    const { 'RUNBOOK.md': runbook = '' } = onPis;
    for (const { name } of pis.nodes)
      expect(runbook).toContain(
        `kubectl annotate node ${name} --overwrite node.longhorn.io/default-disks-config='[{"path":"/var/lib/longhorn","allowScheduling":true,"tags":["nvme"]}]'`,
      );
  });

  test('without a disk get no annotation', () => {
    const [first] = pis.nodes;
    const { 'RUNBOOK.md': runbook = '' } = hostTexts({
      ...pis,
      components: [
        ...pis.components,
        longhorn({
          disks: [{ nodes: { 'kubernetes.io/hostname': first?.name ?? '' } }],
          classes: [{ name: 'longhorn', replicas: 1 }],
        }),
      ],
    });
    expect(runbook.match(/kubectl annotate node \S+/g)).toEqual([
      `kubectl annotate node ${first?.name ?? ''}`,
    ]);
  });

  test('that run NixOS import a module', () => {
    const texts = hostTexts({
      ...vms,
      components: [
        ...vms.components,
        longhorn({ disks: [{}], classes: [{ name: 'longhorn', replicas: 1 }] }),
      ],
    });
    for (const { name } of vms.nodes) {
      expect(texts[`${name}/configuration.nix`]).toContain('./longhorn.nix');
      expect(texts[`${name}/longhorn.nix`]).toContain(`iqn.2016-08.com.open-iscsi:${name}`);
    }
    expect(Object.keys(texts)).not.toContain('prepare-longhorn.sh');
  });
});
