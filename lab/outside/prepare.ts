import type { Suite } from '../harness';
import {
  buildProgram,
  builtFolder,
  isBuilt,
  lackLines,
  neededPrograms,
  neededTools,
  type ProgramName,
  programs,
  rightLines,
} from '../programs';
import { bar, type Progress } from './progress';

/** Why a suite cannot run, by the suite's name. */
export type Lacking = ReadonlyMap<string, string>;

/** Builds what is missing for the suites that can run, and says of the others why they cannot. */
export async function prepare(suites: readonly Suite[], progress: Progress): Promise<Lacking> {
  const lacking = new Map<string, string>();
  for (const suite of suites) {
    const lines = [...rightLines(), ...lackLines(neededTools([suite]))];
    if (lines.length > 0) lacking.set(suite.name, lines.join('\n'));
  }
  const able = suites.filter(({ name }) => !lacking.has(name));
  for (const name of neededPrograms(able)) {
    if (isBuilt(name)) continue;
    const failure = await build(name, progress);
    if (failure === undefined) continue;
    for (const suite of able)
      if (suite.programs.includes(name)) lacking.set(suite.name, `${name} could not be built: ${failure}`);
  }
  return lacking;
}

/** Where each program is. */
export function builtFolders(suites: readonly Suite[]): Record<string, string> {
  return Object.fromEntries(neededPrograms(suites).map((name) => [name, builtFolder(name)]));
}

async function build(name: ProgramName, progress: Progress): Promise<string | undefined> {
  const { what, minutes } = programs[name];
  progress.line(`building ${name}: ${what}, about ${minutes} min`);
  try {
    await buildProgram(name, (now, share) => {
      progress.now(`${name} ${share === undefined ? '' : `${bar(share)} `}${now}`);
    });
    progress.line(`built ${name}`);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
