import * as v from 'valibot';
import type { Problem } from '../values';
import type { KindSource, PackagedGroup } from './source';

/** Text of a file inside an installed package, or undefined where there is none. */
export type ReadPackageFile = (packageName: string, path: string) => string | undefined;

const manifest = v.object({ version: v.string(), exports: v.record(v.string(), v.unknown()) });

/** Where a package declares a kind, without the ending: `cilium.io/v2/CiliumNetworkPolicy`. */
export function declarationPath(group: string, { version, kind }: KindSource): string {
  return `${group}/${version}/${kind}`;
}

/**
 * Compares a group with the installed package, whose kinds and versions move with each release.
 *
 * @returns a problem for each missing kind, and a single one when the package itself is missing
 */
export function checkPackagedGroup(source: PackagedGroup, read: ReadPackageFile): Problem[] {
  const at = `lib/importer/sources.ts ${source.group}`;
  const text = read(source.package, 'package.json');
  if (text === undefined) {
    return [{ at, reason: `${source.package} is not installed`, next: 'run npm ci' }];
  }
  const installed = v.parse(manifest, JSON.parse(text));
  const has = (entry: KindSource): boolean => {
    const declaration = read(source.package, `${declarationPath(source.group, entry)}.d.ts`);
    return declaration !== undefined && declares(declaration, source.group, entry);
  };
  return source.kinds
    .filter((entry) => !has(entry))
    .map((entry) => {
      const others = versionsOf(source.group, Object.keys(installed.exports)).filter((version) =>
        has({ ...entry, version }),
      );
      return {
        at: `${at}/${entry.version} ${entry.kind}`,
        reason: `${source.package} ${installed.version} has no such kind`,
        next:
          others.length === 0
            ? 'pin a version of the package that has it, or describe the kind as metallb.ts does'
            : `it has the kind in ${others.join(', ')}; list that, or pin another version of the package`,
      };
    });
}

/** Whether a declaration holds what the generated file relies on: the kind's interface, its version and a spec. */
function declares(text: string, group: string, { version, kind }: KindSource): boolean {
  const start = text.search(new RegExp(`^export interface I${kind}\\b`, 'm'));
  const body = start < 0 ? '' : text.slice(start);
  return body.includes(`"apiVersion": "${group}/${version}"`) && /^ {4}"spec"\??: /m.test(body);
}

/** The versions of a group that a package offers, read from the paths it exports: `./cilium.io/v2`. */
function versionsOf(group: string, exported: readonly string[]): string[] {
  const prefix = `./${group}/`;
  return exported
    .filter((path) => path.startsWith(prefix) && !path.endsWith('/*'))
    .map((path) => path.slice(prefix.length))
    .sort((a, b) => (a < b ? -1 : 1));
}
