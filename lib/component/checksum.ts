import { createHash } from 'node:crypto';

/**
 * Annotation of a pod template that changes with the files its pods mount. A change of a ConfigMap alone restarts nothing;
 * this makes the workload roll.
 */
export function filesChecksum(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const hash = createHash('sha256');
  for (const name of Object.keys(files).sort()) hash.update(`${name}\0${files[name] ?? ''}\0`);
  return { 'asterism.dev/files-checksum': hash.digest('hex').slice(0, 16) };
}
