import { smallCluster } from '../../testing/clusters';
import type { ComponentFixture } from '../../testing/component-fixtures';
import { longhorn } from '.';
import { type LonghornProps, longhornProps } from './props';

/** One disk, one class. */
export const plain = {
  disks: [{ nodes: { 'storage-type': 'nvme' }, tags: ['nvme'] }],
  classes: [{ name: 'longhorn-nvme', replicas: 1, tags: ['nvme'] }],
} as const satisfies LonghornProps;

/** Disks on two nodes, a class of each kind, jobs, and a bucket outside the cluster. */
export const everything = {
  disks: [...plain.disks, { nodes: { 'kubernetes.io/hostname': 'ada' }, path: '/srv/longhorn' }],
  classes: [
    { ...plain.classes[0], isDefault: false, locality: 'strict-local', jobs: ['daily'] },
    { name: 'longhorn', replicas: 2, binding: 'Immediate', reclaim: 'Retain', fileSystem: 'xfs' },
  ],
  jobs: [
    { name: 'daily', task: 'snapshot', schedule: '0 3 * * *' },
    { name: 'weekly', task: 'backup', schedule: '0 4 * * 0', keep: 4, concurrency: 2 },
  ],
  backup: {
    to: 's3',
    bucket: 'volumes',
    region: 'home',
    endpoint: 'https://s3.example.com:9000',
    secret: 'backup',
  },
} as const satisfies LonghornProps;

/** Where the Secret of the bucket comes from. */
export const secrets = { 'longhorn-system/backup': { from: 'manual' } } as const;

const nfs = { to: 'nfs', server: '192.0.2.20', path: '/srv/backup' } as const;

export const fixtures: readonly ComponentFixture[] = [
  {
    makes: 'longhorn',
    shape: longhornProps,
    props: everything,
    forms: {
      '': { component: () => longhorn(plain) },
      'with everything': { component: () => longhorn(everything) },
      'with backups by NFS': { component: () => longhorn({ ...plain, backup: nfs }) },
    },
    charts: () => [
      {
        what: 'longhorn with everything',
        name: 'longhorn',
        everything: true,
        cluster: smallCluster([longhorn(everything)], { secrets }),
      },
      {
        what: 'longhorn with backups by NFS',
        name: 'longhorn',
        everything: false,
        cluster: smallCluster([longhorn({ ...plain, backup: nfs })]),
      },
    ],
  },
];
