import { chmodSync, chownSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { KubeObject } from '../committed';
import type { PodSpec, Volume } from './shapes';
import type { Workload } from './template';

const dataShape = v.object({ data: v.record(v.string(), v.string()) });

/** What fills volumes. */
export interface VolumeSources {
  readonly objects: readonly KubeObject[];
  /** Values of Secrets, by `namespace/name` and key: no object of theirs ships. */
  readonly secrets: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * Makes the volumes of a pod as a kubelet does: everything belongs to the pod's group, files of ConfigMaps and Secrets have
 * the mode that is asked for, and a claim keeps what it holds.
 * @param folder folder of the pod; claims of an earlier pod of the same name are in it
 * @returns folder of each volume, by name
 */
export function makeVolumes(
  workload: Workload,
  folder: string,
  sources: VolumeSources,
): ReadonlyMap<string, string> {
  const { spec, claims, namespace } = workload;
  const folders = new Map<string, string>();
  for (const claim of claims) {
    const path = join(folder, 'claims', claim);
    if (!existsSync(path)) makeFolder(path, spec, 0o2775);
    folders.set(claim, path);
  }
  for (const volume of spec.volumes) {
    const path = join(folder, 'volumes', volume.name);
    rmSync(path, { recursive: true, force: true });
    makeFolder(path, spec, 'emptyDir' in volume ? 0o2777 : 0o755);
    if (!('emptyDir' in volume)) writeFiles(path, spec, filesOf(volume, namespace, sources));
    folders.set(volume.name, path);
  }
  return folders;
}

function makeFolder(path: string, { securityContext }: PodSpec, mode: number): void {
  mkdirSync(path, { recursive: true });
  chownSync(path, 0, securityContext.fsGroup);
  chmodSync(path, mode);
}

interface Files {
  readonly files: Readonly<Record<string, string>>;
  readonly mode: number;
}

/** A kubelet puts the files into a folder with a name of its own and links to them, so that it can change all at once. */
function writeFiles(path: string, spec: PodSpec, { files, mode }: Files): void {
  const version = '..2026_01_01_00_00_00.1';
  makeFolder(join(path, version), spec, 0o755);
  symlinkSync(version, join(path, '..data'));
  for (const [name, text] of Object.entries(files)) {
    const file = join(path, version, name);
    writeFileSync(file, text);
    chownSync(file, 0, spec.securityContext.fsGroup);
    chmodSync(file, mode);
    symlinkSync(`..data/${name}`, join(path, name));
  }
}

/** What a ConfigMap or a Secret brings into a volume. */
function filesOf(
  volume: Exclude<Volume, { readonly emptyDir: unknown }>,
  namespace: string,
  { objects, secrets }: VolumeSources,
): Files {
  if ('configMap' in volume) {
    const { name, defaultMode } = volume.configMap;
    const found = objects.find(
      ({ kind, metadata }) =>
        kind === 'ConfigMap' && metadata.name === name && metadata.namespace === namespace,
    );
    if (found === undefined) throw new Error(`ConfigMap ${namespace}/${name} does not ship`);
    return { files: v.parse(dataShape, found).data, mode: defaultMode };
  }
  const { secretName, items, defaultMode } = volume.secret;
  const secret = secrets[`${namespace}/${secretName}`];
  const files = items.map(({ key, path }): [string, string] => {
    const value = secret?.[key];
    if (value === undefined) throw new Error(`Secret ${namespace}/${secretName} has no key ${key}`);
    return [path, value];
  });
  return { files: Object.fromEntries(files), mode: defaultMode };
}
