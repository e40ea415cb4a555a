import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isGenerated, ownImports } from '../importer/own-files';
import { type Problem, problemText } from '../values';

/**
 * Files of `imports/` that asterism writes and another program wrote over. `cdk8s import` names its file after the group
 * alone, so that a definition of a group that asterism has, too, takes the place of our constructs.
 * @param root the folder that holds `imports/`, absolute
 */
export function overwrittenImports(root: string): readonly Problem[] {
  const folder = join(root, 'imports');
  return ownImports
    .filter(
      (name) => existsSync(join(folder, name)) && !isGenerated(readFileSync(join(folder, name), 'utf8')),
    )
    .map((name) => ({
      at: `imports/${name}`,
      reason: 'another program wrote over it (cdk8s import does so for a group that asterism has, too)',
      next: 'run npm run import to get it back, then npm run import -- FILE, which gives your kinds a file of their own',
    }));
}

/** Ends the program with 2 before a missing class does. Asked before the library loads. */
export function refuseOverwrittenImports(root: string): void {
  const problems = overwrittenImports(root);
  if (problems.length === 0) return;
  for (const problem of problems) console.error(`error ${problemText(problem)}`);
  process.exit(2);
}
