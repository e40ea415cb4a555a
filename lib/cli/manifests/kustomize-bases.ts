import { lstatSync } from 'node:fs';
import { join, posix } from 'node:path';
import { type FolderFiles, readDocuments } from '../../synth';
import { isRecord, type Problem, type Report, shown } from '../../values';
import { readFolder } from './read-folder';

/** Names that kustomize looks for. https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/ */
export const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Lists of a kustomization whose entries are files, folders or addresses of such. */
const lists = [
  'resources',
  'components',
  'bases',
  'crds',
  'configurations',
  'generators',
  'transformers',
  'validators',
];
/** Fields that make the result depend on other programs, or on what is not in the project. */
const foreign = ['helmCharts', 'helmChartInflationGenerator', 'openapi'];
/** Keys below which kustomize loads a file, which may be an address as well. */
const loading = ['path', 'files', 'envs', 'env', 'patchesStrategicMerge'];

/**
 * Follows a kustomization to all that it is made of. What is not in the project is refused: the result has to be the same on every
 * machine.
 * @param folder the folder of the kustomization, from the project's root
 * @returns every path that it follows from; undefined after a report
 */
export function readBases(
  root: string,
  folder: string,
  files: FolderFiles,
  report: Report,
): readonly string[] | undefined {
  const paths = new Set(files.paths);
  const seen = new Set<string>();
  const refused: Problem[] = [];
  const refuse: Report = (problem) => refused.push(problem);
  const follow = (base: string, { texts }: FolderFiles): void => {
    if (seen.has(base)) return;
    seen.add(base);
    for (const path of kustomizationNames.map((name) => `${base}/${name}`))
      for (const { line, value } of readDocuments(texts.get(path) ?? '').documents)
        if (isRecord(value)) check(value, base, `${path}:${line}`);
  };
  const check = (kustomization: Readonly<Record<string, unknown>>, base: string, at: string): void => {
    for (const key of foreign)
      if (key in kustomization)
        refuse({
          at,
          reason: `${key} makes the result depend on what is not in the project`,
          next: key.startsWith('helm') ? 'list the chart as helmChart({ … })' : `leave ${key} out`,
        });
    for (const written of loadedIn(kustomization)) if (isAddress(written)) refuse({ at, ...absent(written) });
    for (const written of lists.flatMap((key) => textsIn(kustomization[key]))) enter(written, base, at);
  };
  const enter = (written: string, base: string, at: string): void => {
    const target = posix.join(base, written).replace(/\/$/, '');
    if (isAddress(written) || written.startsWith('/') || target === '.' || target.startsWith('..')) {
      refuse({ at, ...absent(written) });
      return;
    }
    const stats = lstatSync(join(root, target), { throwIfNoEntry: false });
    if (stats === undefined) refuse({ at, ...absent(written) });
    else if (!stats.isDirectory()) paths.add(target);
    else {
      const read = target.startsWith(`${folder}/`) ? files : readFolder(root, target, at, refuse);
      if (read === undefined) return;
      for (const path of read.paths) paths.add(path);
      follow(target, read);
    }
  };
  follow(folder, files);
  refused.forEach(report);
  return refused.length === 0 ? [...paths] : undefined;
}

/** Addresses that kustomize would fetch. https://github.com/kubernetes-sigs/kustomize/blob/master/examples/remoteBuild.md */
function isAddress(written: string): boolean {
  return /^[a-z+]+:\/\/|^[\w.-]+@[\w.-]+:|^git::|[?&]ref=|\.git(\/|$)/i.test(written);
}

function absent(written: string): Pick<Problem, 'reason' | 'next'> {
  return {
    reason: `${shown(written)} is not a file or folder of the project`,
    next: 'put a copy into the project: synth reads nothing else, so that it writes the same on every machine',
  };
}

/** The texts that name a file to be loaded, wherever they are. */
function loadedIn(value: unknown, isLoading = false): readonly string[] {
  if (typeof value === 'string') return isLoading ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item) => loadedIn(item, isLoading));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => loadedIn(item, loading.includes(key)));
}

function textsIn(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
}
