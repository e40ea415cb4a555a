import * as v from 'valibot';
import {
  addressOrDnsName,
  atLeastOne,
  containerPath,
  distinct,
  dnsName,
  label,
  labels,
  type Parsed,
  parsedBy,
  type PropsOf,
  refused,
  schedule,
  shown,
  wholeNumber,
} from '../../core';

const tags = v.pipe(v.array(label), distinct('tags'));

/** Longhorn takes 40 characters. https://github.com/longhorn/longhorn-manager/blob/v1.12.1/datastore/longhorn.go (NameMaximumLength) */
const jobName = v.pipe(
  label,
  parsedBy<string, string>((written) =>
    written.length <= 40
      ? { value: written }
      : refused(
          `${shown(written)} has ${written.length} characters`,
          'write at most 40: Longhorn takes no more',
        ),
  ),
  v.title('DNS label'),
);

/** Disks of nodes, on which the copies of volumes are. */
const disks = v.strictObject({
  /** Labels of the nodes: each node with all of them has such a disk. @default every node */
  nodes: v.exactOptional(labels, {}),
  /** Folder on the disk, which has to be mounted there. @default '/var/lib/longhorn' */
  path: v.exactOptional(containerPath, '/var/lib/longhorn'),
  /** Longhorn's tags of the disk, by which classes choose it: `['nvme']`. @default none */
  tags: v.exactOptional(tags, []),
});

/** A StorageClass. Kubernetes lets none of its settings change: give a class with other settings another name. */
const storageClass = v.strictObject({
  /** Name of the StorageClass. */
  name: dnsName,
  /** Whether it serves volume claims that name no class. On k3s, `local-path` has to be disabled then. @default false */
  isDefault: v.exactOptional(v.boolean(), false),
  /** Copies of each volume, 1 to 20, each on a node of its own. @default 3 */
  replicas: v.exactOptional(wholeNumber('a number of replicas', 1, 20), 3),
  /** Tags that a disk must have to hold a copy. @default any disk */
  tags: v.exactOptional(tags, []),
  /**
   * When a claim gets its volume. `WaitForFirstConsumer`: when its first pod has a node; until then it is Pending, which is
   * normal. `Immediate`: at once, wherever the pod will run. @default 'WaitForFirstConsumer'
   */
  binding: v.exactOptional(v.picklist(['WaitForFirstConsumer', 'Immediate']), 'WaitForFirstConsumer'),
  /**
   * Whether a copy follows the pod to its node: `best-effort` where that has a disk, `strict-local` always, which takes one
   * replica. @default 'disabled'
   */
  locality: v.exactOptional(v.picklist(['disabled', 'best-effort', 'strict-local']), 'disabled'),
  /** What becomes of a volume when its claim is deleted. @default 'Delete' */
  reclaim: v.exactOptional(v.picklist(['Delete', 'Retain']), 'Delete'),
  /** Its file system. @default 'ext4' */
  fileSystem: v.exactOptional(v.picklist(['ext4', 'xfs']), 'ext4'),
  /** Names of the jobs that its volumes get. @default every job */
  jobs: v.exactOptional(v.pipe(v.array(label), distinct('jobs'))),
});

/** What is done with volumes again and again. */
const job = v.strictObject({
  /** Name of the RecurringJob, at most 40 characters. */
  name: jobName,
  /** `snapshot`: a state to go back to, on the same disks. `backup`: a copy at the backup target. */
  task: v.picklist(['snapshot', 'backup']),
  /** When, as a cron schedule in the time of the control plane: `0 3 * * *`. */
  schedule,
  /** How many are kept of each volume, 1 to 100. @default 7 */
  keep: v.exactOptional(wholeNumber('a number of snapshots', 1, 100), 7),
  /** How many volumes at the same time, 1 to 20. @default 1 */
  concurrency: v.exactOptional(wholeNumber('a number of volumes', 1, 20), 1),
});

/** The https URL of a host, with or without a port. */
function parseEndpoint(written: string): Parsed<string> {
  const [, host = '', port = '443'] = /^https:\/\/([^:/]+)(?::(\d{1,5}))?$/.exec(written) ?? [];
  return v.is(addressOrDnsName, host) && Number(port) > 0 && Number(port) < 65_536
    ? { value: written }
    : refused(`${shown(written)} is not the https URL of a host`, 'write one such as https://s3.example.com');
}

/** Where backups go. */
const backup = v.variant('to', [
  v.strictObject({
    /** A folder of an NFS server, version 4. */
    to: v.literal('nfs'),
    /** The server, an address or a name. */
    server: addressOrDnsName,
    /** The folder that it exports: `/srv/backup/pi`. */
    path: containerPath,
  }),
  v.strictObject({
    /** A bucket of S3, or of what speaks its language. */
    to: v.literal('s3'),
    /** Name of the bucket. */
    bucket: dnsName,
    /** Its region: `eu-central-1`; any word where the server has none. */
    region: label,
    /** The server where it is not Amazon's: `https://s3.example.com`. @default Amazon's of the region */
    endpoint: v.exactOptional(v.pipe(v.string(), parsedBy(parseEndpoint), v.title('https URL of a host'))),
    /**
     * Secret in namespace `longhorn-system` with `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, and with `AWS_ENDPOINTS` where
     * there is an endpoint; the cluster file says where it comes from.
     */
    secret: dnsName,
  }),
]);

export const longhornProps = v.strictObject({
  /** Name of the component. It always lives in `longhorn-system`. @default 'longhorn' */
  name: v.exactOptional(label, 'longhorn'),
  /** Disks that hold volumes. Nodes without one mount volumes over the network. */
  disks: v.pipe(v.array(disks), atLeastOne('write { } for a folder of every node')),
  /** StorageClasses; at least one. */
  classes: v.pipe(v.array(storageClass), atLeastOne("write one, such as { name: 'longhorn' }")),
  /** Snapshots and backups by schedule. @default none */
  jobs: v.exactOptional(v.array(job), []),
  /** Where backups go. @default nowhere */
  backup: v.exactOptional(backup),
});

/** What a person writes for Longhorn. */
export type LonghornProps = PropsOf<typeof longhornProps>;

/** The same, as it was read. */
export type LonghornSettings = v.InferOutput<typeof longhornProps>;
