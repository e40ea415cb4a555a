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

/** Why a suite cannot run. */
export interface Lack {
  readonly why: string;
  /** Whether something went wrong, and is not only missing. */
  readonly failed: boolean;
}

/** Why suites cannot run, by their names. */
export type Lacking = ReadonlyMap<string, Lack>;

/**
 * Builds what is missing for the suites that can run, and says of the others why they cannot.
 * @param signal ends what is being built, and begins nothing more
 */
export async function prepare(
  suites: readonly Suite[],
  progress: Progress,
  signal: AbortSignal,
): Promise<Lacking> {
  const lacking = new Map<string, Lack>();
  for (const suite of suites) {
    const lines = [...rightLines(), ...lackLines(neededTools([suite]))];
    if (lines.length > 0) lacking.set(suite.name, { why: lines.join('\n'), failed: false });
  }
  const able = suites.filter(({ name }) => !lacking.has(name));
  for (const name of neededPrograms(able)) {
    if (isBuilt(name) || signal.aborted) continue;
    const failure = await build(name, progress, signal);
    if (failure === undefined) continue;
    for (const suite of able)
      if (suite.programs.includes(name)) {
        const before = lacking.get(suite.name);
        const why = `${name} could not be built: ${failure}`;
        lacking.set(suite.name, { why: before === undefined ? why : `${before.why}\n${why}`, failed: true });
      }
  }
  return lacking;
}

/** Where each program is. */
export function builtFolders(suites: readonly Suite[]): Record<string, string> {
  return Object.fromEntries(neededPrograms(suites).map((name) => [name, builtFolder(name)]));
}

async function build(
  name: ProgramName,
  progress: Progress,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { what, minutes } = programs[name];
  progress.line(`building ${name}: ${what}, about ${minutes} min`);
  try {
    const tell = (now: string, share?: number) => {
      progress.now(`${name} ${share === undefined ? '' : `${bar(share)} `}${now}`);
    };
    await buildProgram(name, tell, signal);
    progress.line(`built ${name}`);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
