import { claimKind, functionShape } from '../../inventory';
import type { Layer } from '../layers';
import type { RunContext } from '../running';

/**
 * The order of the stages: each needs what the ones before have checked. What is in `workloads` can be true only once Argo CD has
 * delivered, so the gate before it leaves these stages out.
 */
export const stagePhases = ['machines', 'filters', 'cluster', 'networks', 'data', 'workloads'] as const;

/** A part of a stage of `verify.sh`. Parts of one name are one stage, run by that name. */
export interface StagePart {
  /** The stage: one lower-case word. */
  readonly name: string;
  /** When the stage runs. */
  readonly phase: (typeof stagePhases)[number];
  /** Where the part stands within the stage. @default 'outside', the first */
  readonly layer?: Layer;
  /** What it checks, in a few words. */
  readonly says: string;
  /** Shell functions, the text of a script each. Those that several parts need are written once. */
  readonly functions: readonly string[];
  /** Lines of the function that runs the checks. */
  readonly checks: readonly string[];
}

/** Parts of stages of `verify.sh`. */
export const verifyStages = claimKind({
  name: 'verifyStages',
  shape: functionShape<(context: RunContext) => readonly StagePart[]>(),
});

/** A group of checks in `verify.sh`, run by its name. */
export interface Stage {
  readonly name: string;
  /** When it runs. */
  readonly phase: StagePart['phase'];
  /** What it checks, in a few words. */
  readonly says: string;
  /** Shell functions; `stage_<name>` among them runs the checks. No line feed at the end. */
  readonly script: string;
}

/** Parts as stages, in order. */
export function joined(parts: readonly StagePart[]): readonly Stage[] {
  const inOrder = stagePhases.flatMap((phase) => parts.filter((part) => part.phase === phase));
  // The first part of a name decides when its stage runs.
  const phaseOf = new Map(inOrder.toReversed().map(({ name, phase }) => [name, phase]));
  return [...new Set(inOrder.map(({ name }) => name))].map((name) => {
    const own = parts.filter((part) => part.name === name);
    const once = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
    return {
      name,
      phase: phaseOf.get(name) ?? 'workloads',
      says: asSentence(once(own.map(({ says }) => says))),
      script: [
        ...once(own.flatMap(({ functions }) => functions.map((text) => text.trimEnd()))),
        [`stage_${name}() {`, ...own.flatMap(({ checks }) => checks.map(indented)), '}'].join('\n'),
      ].join('\n\n'),
    };
  });
}

function indented(lines: string): string {
  return lines.replaceAll(/^(?=.)/gm, '  ');
}

/** `a`, `a, and b`, `a, b, and c`. */
function asSentence(clauses: readonly string[]): string {
  const last = clauses.at(-1) ?? '';
  return clauses.length < 2 ? last : `${clauses.slice(0, -1).join(', ')}, and ${last}`;
}
