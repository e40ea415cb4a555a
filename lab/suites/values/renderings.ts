import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { iscConfig } from '../../../lib/machines/dhcp/isc-dhcpd';
import { dhcpSubnets } from '../../../lib/machines/dhcp/subnets';
import type { ClusterPlan } from '../../../lib/plan';
import { bundleOf, type FileSpec, filesOf } from '../../../lib/synth';
import { hostileTrials } from '../../../lib/testing/hostile-trials';
import type { Scene } from '../../harness';

/** Values that are tried, over all leaves of all shapes. */
const count = 50_000;
/** The same values every time. */
const seed = 20_261_126;

/** A file that was rendered with hostile values. */
export interface Rendering {
  /** Where it lies now; its name ends as that of the file in `dist`. */
  readonly file: string;
  readonly text: string;
  /** The values with which it was made. */
  readonly values: string;
}

/** What was rendered, each text once. */
export interface World {
  readonly scene: Scene;
  readonly tried: number;
  readonly taken: number;
  readonly clusters: number;
  readonly files: readonly Rendering[];
  /** Folders of firewalld, each with its zones and policies. */
  readonly firewalls: readonly string[];
  /** Folder in which every reader runs: what a value makes a reader do shows there. */
  readonly folder: string;
}

/** Renders the clusters that were taken whole, and writes what they are made of. */
export function openWorld(scene: Scene): World {
  const folder = scene.newFolder('values');
  const { tried, taken } = hostileTrials(count, seed);
  const files = new Map<string, Rendering>();
  const firewalls = new Map<string, string>();
  taken.forEach(({ cluster, trials }, number) => {
    if (cluster.plan === undefined) return;
    const values = trials.map(({ place, value }) => `${place.leaf} = ${JSON.stringify(value)}`).join(', ');
    const made = filesOf(bundleOf(cluster.plan, new Map()));
    for (const { path, text } of [...made, ...iscFiles(cluster.plan, made)]) {
      const key = `${path.split('/').at(-1) ?? ''}\0${text}`;
      if (files.has(key)) continue;
      const file = join(folder, 'files', `${files.size}`, path.split('/').at(-1) ?? '');
      put(file, text);
      files.set(key, { file, text, values });
    }
    const zones = made.filter(({ path }) => path.includes('/firewalld/'));
    const together = zones.map(({ text }) => text).join('\0');
    if (zones.length === 0 || firewalls.has(together)) return;
    const place = join(folder, 'firewalld', String(number));
    for (const { path, text } of zones) put(join(place, path.split('/firewalld/')[1] ?? ''), text);
    firewalls.set(together, place);
  });
  return {
    scene,
    tried,
    taken: taken.flatMap(({ trials }) => trials).length,
    clusters: taken.length,
    files: [...files.values()],
    firewalls: [...firewalls.values()],
    folder,
  };
}

/** The files whose names end so. */
export function filesNamed({ files }: World, pattern: RegExp): readonly Rendering[] {
  const found = files.filter(({ file }) => pattern.test(file));
  if (found.length === 0) throw new Error(`nothing is named like ${String(pattern)}`);
  return found;
}

/** What ISC's server would get on each host that runs Kea: one host runs one of them, so no cluster has both. */
function iscFiles({ facts }: ClusterPlan, made: readonly FileSpec[]): readonly FileSpec[] {
  return facts.hosts
    .filter(({ name }) => made.some(({ path }) => path.endsWith(`/${name}/kea-dhcp4.conf`)))
    .map((host) => ({ path: `${host.name}/dhcpd.conf`, text: iscConfig(dhcpSubnets(host, facts), facts) }));
}

function put(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
