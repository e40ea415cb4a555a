import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstDifference } from '../harness/difference';
import { readValues } from './chart';
import { isSame } from './json';
import type { UsedChart } from './used';

/** The values for the first installation of a chart. */
export interface FirstInstallation {
  /** `apps/pi/bootstrap/values-cilium.yaml` */
  readonly path: string;
  /** Whose it is, as `UsedChart.by` has it: `pi/cilium`. */
  readonly by: string;
}

/** Every `values-….yaml` of a cluster. */
export function firstInstallations(tree: string, cluster: string): readonly FirstInstallation[] {
  const folder = `apps/${cluster}/bootstrap`;
  return readdirSync(join(tree, folder))
    .filter((file) => file.startsWith('values-'))
    .map((file) => ({
      path: `${folder}/${file}`,
      by: `${cluster}/${file.slice('values-'.length, -'.yaml'.length)}`,
    }));
}

/** Where the values and the command of a first installation differ from the Application that takes it over. */
export function installationFindings(
  tree: string,
  { path, by }: FirstInstallation,
  used: UsedChart | undefined,
): readonly string[] {
  if (used === undefined) return [`${path}: there is no Application ${by} with a chart`];
  const values = readValues(readFileSync(join(tree, path), 'utf8'), path);
  const { at, one, other } = firstDifference(values, used.values);
  return [
    ...(isSame(values, used.values)
      ? []
      : [`${path}: ${at}: is ${one} here, and ${other} in Application ${by}`]),
    ...commandFindings(tree, path, used),
  ];
}

function commandFindings(
  tree: string,
  path: string,
  { by, release, chart, version, namespace }: UsedChart,
): readonly string[] {
  const page = pageBeside(path);
  const [command, ...more] = installCommands(tree, page).filter(({ values }) => values === path);
  if (command === undefined || more.length > 0)
    return [`${page}: ${more.length > 0 ? 'several commands take' : 'no command takes'} ${path}`];
  const { words } = command;
  const after = (option: string, place = 1) => words[words.indexOf(option) + place] ?? '';
  const pairs = [
    ['release', after('--install'), release],
    // From an OCI registry it is the end of an address.
    ['chart', after('--install', 2).replace(/^oci:.*\//, ''), chart],
    ['version', after('--version'), version],
    ['namespace', after('--namespace'), namespace],
  ] as const;
  return pairs.flatMap(([what, found, expected]) =>
    found === expected
      ? []
      : [`${page}: the command with ${path} has ${what} "${found}", and Application ${by} "${expected}"`],
  );
}

/** Commands of a cluster's page that take values which do not ship. */
export function strayCommands(tree: string, cluster: string): readonly string[] {
  const shipped = firstInstallations(tree, cluster).map(({ path }) => path);
  const page = `apps/${cluster}/bootstrap/README.md`;
  return installCommands(tree, page)
    .filter(({ values }) => !shipped.includes(values))
    .map(({ values }) => `${page}: a command takes "${values}", which does not ship`);
}

interface InstallCommand {
  readonly words: readonly string[];
  /** The file after `--values`. */
  readonly values: string;
}

function installCommands(tree: string, page: string): readonly InstallCommand[] {
  return readFileSync(join(tree, page), 'utf8')
    .replaceAll(/ \\\n +/g, ' ')
    .split('\n')
    .filter((line) => line.startsWith('helm upgrade '))
    .map((line) => {
      const words = line.split(' ');
      return { words, values: words[words.indexOf('--values') + 1] ?? '' };
    });
}

function pageBeside(path: string): string {
  return path.replace(/[^/]+$/, 'README.md');
}
