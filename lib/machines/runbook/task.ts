import { claimKind, functionShape } from '../../inventory';
import { textOf } from '../machine-file';
import type { RunContext } from '../running';

/** Something that is done to a running cluster: a page of its own, with commands and a check after each step. */
export interface RunbookTask {
  /** What a person types: `replace-node`. Lower-case words with dashes. */
  readonly name: string;
  /** What it is done to, as a person types it: the name of a node. @default the whole cluster */
  readonly target?: string;
  /** Heading of the page. */
  readonly title: string;
  /** When it is done, and what to know before. */
  readonly why: string;
  readonly steps: readonly TaskStep[];
  /** What failure looks like, and what to do. @default nothing of its own */
  readonly trouble?: readonly string[];
}

/** A step of a task: what it does, its commands for a shell, and how to see that it worked. */
export interface TaskStep {
  readonly title: string;
  /** What a person has to know or do beside the commands. @default nothing */
  readonly why?: string;
  /** Commands from the root of the repository; each may run again. */
  readonly commands: readonly string[];
  /** Commands that fail, or show what is wrong, unless the step worked. */
  readonly check: readonly string[];
}

/** Tasks for a running cluster. */
export const runbookTasks = claimKind({
  name: 'runbookTasks',
  shape: functionShape<(context: RunContext) => readonly RunbookTask[]>(),
});

/** Name of the page of a task, without an ending: `replace-node-ada`. */
export function pageName({ name, target }: Pick<RunbookTask, 'name' | 'target'>): string {
  return target === undefined ? name : `${name}-${target}`;
}

/** A task as a page. */
export function taskPage({ title, why, steps, trouble = [] }: RunbookTask, cluster: string): string {
  return textOf([
    `# ${title}`,
    '',
    `Written by \`npm run synth\` from the description of cluster ${cluster}. Commands run from the root of the repository, in this order, with \`export KUBECONFIG=~/.kube/${cluster}.yaml\`. Do not continue after a step whose check fails.`,
    '',
    why,
    ...steps.flatMap((step, index) => [
      '',
      `## ${index + 1}. ${step.title}`,
      ...(step.why === undefined ? [] : ['', step.why]),
      ...(step.commands.length === 0 ? [] : ['', '```sh', ...step.commands, '```']),
      ...(step.check.length === 0 ? [] : ['', 'Check:', '', '```sh', ...step.check, '```']),
    ]),
    ...(trouble.length === 0 ? [] : ['', '## When it fails', '', ...trouble.map((line) => `- ${line}`)]),
  ]);
}
