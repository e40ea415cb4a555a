import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { Suite } from '../harness';
import { howToFill, keptFolder } from '../harness/places';
import type { Lack } from './prepare';

/** Folders of what the project does not hold, because it is not ours. */
export interface References {
  /** Custom resource definitions that no pinned module has. Without the folder, no cluster may need them. */
  readonly definitions: string;
  /** Values and schemas of charts. */
  readonly charts: string;
  /** Folders that the environment names and that are not there, a line each. */
  readonly absent: readonly string[];
}

type Kind = keyof Omit<References, 'absent'>;

const variables: Readonly<Record<Kind, string>> = {
  definitions: 'ASTERISM_CRDS',
  charts: 'ASTERISM_CHARTS',
};
const beside: Readonly<Record<Kind, string>> = {
  definitions: '../shared/crds',
  charts: '../shared/charts',
};

/**
 * The folder that the environment names; else the one that `npm run lab:charts` fills; else one beside the project, where
 * there is one.
 */
export function references(project: string, environment: NodeJS.ProcessEnv): References {
  const definitions = chosen('definitions', project, environment);
  const charts = chosen('charts', project, environment);
  const absent = [definitions, charts].flatMap(({ named, path }) =>
    named === undefined || existsSync(path)
      ? []
      : [`${named}: ${path}: folder not found; name another one, or unset the variable`],
  );
  return { definitions: definitions.path, charts: charts.path, absent };
}

/** The same as names for a page that is committed, in which no path of this machine may be. */
export function referenceNames(
  project: string,
  environment: NodeJS.ProcessEnv,
): Readonly<Record<Kind, string>> {
  const name = (kind: Kind): string => {
    const { named, path } = chosen(kind, project, environment);
    return named === undefined ? `\`${relative(project, path)}\`` : `the folder of \`${named}\``;
  };
  return { definitions: name('definitions'), charts: name('charts') };
}

/** A folder, and the variable that names it. */
function chosen(
  kind: Kind,
  project: string,
  environment: NodeJS.ProcessEnv,
): { readonly path: string; readonly named?: string } {
  const value = environment[variables[kind]] ?? '';
  if (value !== '') return { path: resolve(project, value), named: variables[kind] };
  const kept = keptFolder(project, kind);
  const other = resolve(project, beside[kind]);
  return { path: !existsSync(kept) && existsSync(other) ? other : kept };
}

/** Why a suite cannot run without a folder. The suite reports missing definitions, since it knows the kinds that need them. */
export function referenceLack(
  { readsCharts = false }: Pick<Suite, 'readsCharts'>,
  { charts, absent }: References,
): Lack | undefined {
  if (absent.length > 0) return { why: absent.join('\n'), failed: false };
  if (!readsCharts || existsSync(charts)) return undefined;
  return { why: `${charts}: found no values of charts; ${howToFill}`, failed: false };
}
