import { claimsOf, type Facts } from '../../inventory';
import { inLayers } from '../layers';
import { type AllRunning, collected } from '../running';
import type { Stage } from '../verify/stage';
import type { Machine } from '../machines';
import { folderOf, ssh } from './commands';
import { nodeChanges } from './node-changes';
import { plainBackups, plainSteps } from './plain-nodes';
import { backups, phases, runbookSteps, type SetUpPart, setUpParts, type Step } from './step';

/**
 * The steps of a chapter, in order.
 * @param stages the stages of `verify.sh`, in order: checks that a step asks for come in it
 */
export function stepsOf(
  chapter: keyof typeof phases,
  whole: AllRunning,
  stages: readonly Pick<Stage, 'name' | 'phase'>[],
): readonly Step[] {
  const { facts } = whole.model.plan;
  const steps = [
    ...collected(whole, runbookSteps),
    ...(claimsOf(facts.distribution, runbookSteps).length === 0 ? plainSteps(whole) : []),
    ...partSteps(
      collected(whole, setUpParts),
      stages.map(({ name }) => name),
    ),
    gateStep(facts, stages),
    ...nodeChanges(whole.model),
    ...backupStep(whole),
  ];
  return phases[chapter].flatMap((phase) => steps.filter((step) => step.phase === phase));
}

/** One step for each machine that has parts to set up. */
function partSteps(parts: readonly SetUpPart[], stages: readonly string[]): readonly Step[] {
  const machines = [...new Map(parts.map(({ machine }) => [machine.name, machine])).values()];
  return machines.map((machine): Step => {
    const { name } = machine;
    const own = inLayers(parts.filter(({ machine }) => machine.name === name));
    const frame = own.find((part) => part.frame !== undefined)?.frame;
    const sets = own.flatMap((part) => part.sets).join(', ');
    const asked = new Set(own.flatMap(({ check = [] }) => check));
    const check = stages.filter((stage) => asked.has(stage));
    const trouble = own.flatMap((part) => part.trouble ?? []);
    return {
      phase: 'networks',
      title: frame?.title ?? `The host ${name}`,
      why:
        frame === undefined
          ? `In this order: ${sets}; each needs the one before.`
          : `${frame.before} Then ${sets}: each needs the one before. ${frame.after}`,
      commands: [...installCommands(machine, own), ...own.flatMap(({ commands }) => commands)],
      ...(check.length > 0 && { check }),
      ...(trouble.length > 0 && { trouble }),
    };
  });
}

/** Installs what the parts need, before the first of them: their folders and units come with it. */
function installCommands(machine: Machine, parts: readonly SetUpPart[]): readonly string[] {
  const packages = [...new Set(parts.flatMap((part) => part.packages ?? []))].sort();
  return packages.length === 0 ? [] : [ssh(machine, `dnf install --assumeyes ${packages.join(' ')}`)];
}

/** The stages that can be ok before anything is delivered, and after it the rest. */
function gateStep(facts: Facts, stages: readonly Pick<Stage, 'name' | 'phase'>[]): Step {
  const verify = `sh ${folderOf(facts)}/verify.sh`;
  const named = (later: boolean) =>
    stages.flatMap(({ name, phase }) => ((phase === 'workloads') === later ? [name] : []));
  return {
    phase: 'gate',
    title: 'The final check before workloads',
    why: `Ready nodes do not prove that pods reach each other. Every line must be ok before you continue with apps/${facts.name}/bootstrap/README.md. When all apps are delivered, \`${verify} ${named(true).join(' ')}\` checks what cannot be true before.`,
    commands: [`${verify} ${named(false).join(' ')}`],
    trouble: [
      'Pods stay in CrashLoopBackOff after a repair: `kubectl -n kube-system rollout restart deployment NAME`.',
    ],
  };
}

/** The step that backs up state and data to another machine. */
function backupStep(whole: AllRunning): readonly Step[] {
  const { facts } = whole.model.plan;
  const all = [
    ...(claimsOf(facts.distribution, backups).length === 0 ? plainBackups(facts) : []),
    ...collected(whole, backups),
  ];
  const trouble = all.flatMap(({ restore }) => restore ?? []);
  return [
    {
      phase: 'backups',
      title: 'Backups',
      why: [
        'dist/ and apps/ can be generated again; the following cannot.',
        ...all.flatMap(({ why }) => why ?? []),
        'Keep all of this on another machine, readable by you only.',
      ].join(' '),
      commands: [
        '# These files are outside the repository: they contain secrets.',
        ...all.flatMap(({ commands }) => commands),
      ],
      ...(trouble.length > 0 && { trouble }),
    },
  ];
}
