import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scene } from '../harness';
import { type ApiServer } from './api-server';

/** Blocks of shell commands on a cluster's bootstrap page, in order, under their headings. */
export interface BootstrapStep {
  readonly heading: string;
  readonly commands: string;
}

/** Reads the numbered steps of the page that a person follows once. What comes after them is for later. */
export function bootstrapSteps(page: string): readonly BootstrapStep[] {
  const steps: BootstrapStep[] = [];
  for (const section of page.split(/^## /m).slice(1)) {
    const heading = section.split('\n')[0] ?? '';
    if (!/^\d+\. /.test(heading)) continue;
    for (const [, commands = ''] of section.matchAll(/^```sh\n([\s\S]*?)^```$/gm))
      steps.push({ heading, commands });
  }
  if (steps.length === 0) throw new Error('the bootstrap page has no commands');
  return steps;
}

/** Files that commands read by a path of their own, and that the page tells a person to write before. */
export function filesToWrite(commands: string): readonly string[] {
  return [...commands.matchAll(/--from-file=[^=\s]+=\.\/(\S+)/g)].map(([, file = '']) => file);
}

/**
 * Does what the page says, word for word: the shell runs the commands from the root of the repository.
 * @param environment variables that the commands need
 * @param after told of each heading when its commands have run, for what a cluster would do by itself then
 */
export async function followBootstrapPage(
  scene: Scene,
  api: ApiServer,
  tree: string,
  cluster: string,
  environment: Readonly<Record<string, string>>,
  after: (heading: string) => Promise<void> = () => Promise.resolve(),
): Promise<readonly string[]> {
  const page = readFileSync(join(tree, 'apps', cluster, 'bootstrap', 'README.md'), 'utf8');
  const programs = scene.newFolder('path');
  for (const [program, file] of [
    ['kubernetes', 'kubectl'],
    ['helm', 'helm'],
  ] as const)
    await scene.run('ln', ['-sfn', scene.program(program, file), join(programs, file)]);
  const steps = bootstrapSteps(page);
  for (const { heading, commands } of steps) {
    const files = filesToWrite(commands).map((file) => join(tree, file));
    for (const file of files) writeFileSync(file, 'a value of the lab');
    await scene.run('sh', ['-eu', '-c', commands], {
      cwd: tree,
      limit: 240,
      env: {
        ...environment,
        KUBECONFIG: api.kubeconfig,
        HOME: scene.newFolder('home'),
        PATH: `${programs}:${process.env['PATH'] ?? ''}`,
      },
    });
    // The page says so: they are not for git.
    for (const file of files) rmSync(file);
    await after(heading);
  }
  return steps.map(({ heading }) => heading);
}
