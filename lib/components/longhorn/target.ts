import {
  addressOrNameText,
  type Connection,
  type Facts,
  internet,
  machineAt,
  remoteAddress,
  type SecretNeed,
} from '../../core';
import type { LonghornSettings } from './props';

type Backup = NonNullable<LonghornSettings['backup']>;

/** Where backups go, as Longhorn writes it. https://longhorn.io/docs/1.12.1/snapshots-and-backups/backup-and-restore/set-backup-target/ */
export function targetUrl(backup: Backup): string {
  return backup.to === 'nfs'
    ? `nfs://${addressOrNameText(backup.server)}:${backup.path}`
    : `s3://${backup.bucket}@${backup.region}/`;
}

/** What pods connect to for backups. */
export function targetConnections(backup: Backup | undefined, { nodes }: Facts): readonly Connection[] {
  const why = 'write and read backups';
  if (backup === undefined) return [];
  if (backup.to === 'nfs')
    return [{ to: machineAt(addressOrNameText(backup.server), nodes, { port: 2049 }), why }];
  if (backup.endpoint !== undefined) {
    const { host, port } = remoteAddress(backup.endpoint, 443);
    return [{ to: machineAt(host, nodes, { port }), why }];
  }
  // The library of Amazon puts the bucket before the name of the host.
  const host = `s3.${backup.region}.amazonaws.com`;
  return [host, `${backup.bucket}.${host}`].map((name) => internet(name, 443, why));
}

/** The Secret for the backup target. */
export function targetSecrets(backup: Backup | undefined): readonly SecretNeed[] {
  if (backup?.to !== 's3') return [];
  const { secret, endpoint } = backup;
  return [
    {
      name: secret,
      keys: [
        'AWS_ACCESS_KEY_ID',
        'AWS_SECRET_ACCESS_KEY',
        ...(endpoint === undefined ? [] : ['AWS_ENDPOINTS']),
      ],
      why: `for backups${endpoint === undefined ? '' : `, with AWS_ENDPOINTS ${endpoint}`}`,
    },
  ];
}
