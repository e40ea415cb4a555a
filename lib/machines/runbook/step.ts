import { claimKind, functionShape } from '../../inventory';
import type { Layer } from '../layers';
import type { Machine } from '../machines';
import type { RunContext } from '../running';

/** What is set up, in the order of the runbook, and then what is looked after. */
export const phases = {
  setUp: ['machines', 'networks', 'filters', 'data', 'cluster', 'gate'],
  maintenance: ['firewalls', 'nodes', 'certificates', 'backups'],
} as const;

/** A part of the runbook: why, the commands, the check after it, and what goes wrong. */
export interface Step {
  /** When it comes. Steps of one phase keep the order of what runs. */
  readonly phase: (typeof phases)['setUp' | 'maintenance'][number];
  readonly title: string;
  readonly why: string;
  /** Shell commands, from the root of the repository; comments among them say what a person does. */
  readonly commands: readonly string[];
  /** Stages of `verify.sh` that have to be ok afterwards. @default nothing to check yet */
  readonly check?: readonly string[];
  /** What failure looks like, and the likely cause. @default nothing of its own */
  readonly trouble?: readonly string[];
}

/** Steps of the runbook. */
export const runbookSteps = claimKind({
  name: 'runbookSteps',
  shape: functionShape<(context: RunContext) => readonly Step[]>(),
});

/** A part of setting up one machine, whose step holds what several programs need. */
export interface SetUpPart {
  readonly machine: Machine;
  readonly layer: Layer;
  /** What it sets up, in a word or two each: `bridge`, `address`. */
  readonly sets: readonly string[];
  /** Packages of the machine's system that it needs; they are installed before the first part. @default none */
  readonly packages?: readonly string[];
  readonly commands: readonly string[];
  /** What the step is called, and what is said before and after the list of its parts. @default `The host NAME` */
  readonly frame?: { readonly title: string; readonly before: string; readonly after: string };
  /** Stages of `verify.sh` that have to be ok when the machine is set up. @default none */
  readonly check?: readonly string[];
  /** What failure looks like, and the likely cause. @default nothing of its own */
  readonly trouble?: readonly string[];
}

/** Parts of setting machines up. Those of one machine are one step. */
export const setUpParts = claimKind({
  name: 'setUpParts',
  shape: functionShape<(context: RunContext) => readonly SetUpPart[]>(),
});

/** What is taken to another machine before something breaks. */
export interface Backup {
  /** Commands that write to files beside the repository. */
  readonly commands: readonly string[];
  /** What is lost without it. @default nothing more than its data */
  readonly why?: string;
  /** How it comes back. @default it is known */
  readonly restore?: string;
}

/** What has to be backed up. */
export const backups = claimKind({
  name: 'backups',
  shape: functionShape<(context: RunContext) => readonly Backup[]>(),
});

/** How a machine takes the configuration in its folder: the commands, from the root of the repository. */
export const deployments = claimKind({
  name: 'deployments',
  shape: functionShape<(machine: Machine, folder: string) => readonly string[]>(),
});

/** A step as Markdown. */
export function stepLines(step: Step, heading: string, folder: string): readonly string[] {
  const { why, commands, check, trouble = [] } = step;
  return [
    heading,
    '',
    why,
    '',
    '```sh',
    ...commands,
    ...(check === undefined ? [] : [`sh ${folder}/verify.sh ${check.join(' ')}`]),
    '```',
    '',
    ...(trouble.length === 0 ? [] : [...trouble.map((line) => `- ${line}`), '']),
  ];
}
