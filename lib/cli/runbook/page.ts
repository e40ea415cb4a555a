import { clusterTasks, machineModel, pageName, type RunbookTask, taskPage } from '../../machines';
import type { Cluster } from '../../plan';
import { inWords, type Problem, suggest } from '../../values';

/** What a person typed. */
export interface AskedTask {
  readonly task: string | undefined;
  readonly target: string | undefined;
  readonly cluster: string | undefined;
}

/** A task of one of the clusters. */
interface KnownTask {
  readonly cluster: string;
  readonly task: RunbookTask;
}

/** The page that a person asks for, a list of all tasks where none is named, or what is wrong with the question. */
export function askedPage(clusters: readonly Cluster[], asked: AskedTask): string | readonly Problem[] {
  const names = clusters.map(({ name }) => name);
  if (asked.cluster !== undefined && !names.includes(asked.cluster))
    return [
      {
        at: '--cluster',
        reason: `no cluster is named "${asked.cluster}"`,
        next: suggest(asked.cluster, names),
      },
    ];
  const chosen = clusters.filter(({ name }) => asked.cluster === undefined || name === asked.cluster);
  const wrong = chosen.flatMap(({ problems }) => problems);
  if (wrong.length > 0) return wrong;
  const problems: Problem[] = [];
  const known = chosen.flatMap(({ plan }): readonly KnownTask[] =>
    plan === undefined
      ? []
      : clusterTasks(machineModel(plan, []), (problem) => problems.push(problem)).map((task) => ({
          cluster: plan.facts.name,
          task,
        })),
  );
  if (problems.length > 0) return problems;
  if (known.length === 0)
    return [
      {
        at: 'runbook',
        reason: `there are no tasks for ${inWords(chosen.map(({ name }) => name))}: asterism has none for its distribution, and no component with volumes`,
        next: 'read the guide of the distribution',
      },
    ];
  return asked.task === undefined ? listOf(known) : pageOf(known, asked.task, asked.target);
}

function listOf(known: readonly KnownTask[]): string {
  const width = Math.max(0, ...known.map(({ task }) => typed(task).length));
  return known
    .map(({ cluster, task }) => `${cluster}  ${typed(task).padEnd(width)}  ${task.title}\n`)
    .join('');
}

function typed({ name, target }: RunbookTask): string {
  return target === undefined ? name : `${name} ${target}`;
}

function pageOf(
  known: readonly KnownTask[],
  name: string,
  target: string | undefined,
): string | readonly Problem[] {
  const named = known.filter(({ task }) => task.name === name);
  if (named.length === 0) {
    const all = [...new Set(known.map(({ task }) => task.name))].sort();
    return [{ at: 'runbook', reason: `no task is named "${name}"`, next: suggest(name, all) }];
  }
  const targets = [...new Set(named.flatMap(({ task }) => task.target ?? []))];
  const fitting = named.filter(({ task }) => task.target === target);
  const [found, ...others] = fitting;
  if (found === undefined)
    return [
      target === undefined
        ? {
            at: `runbook ${name}`,
            reason: 'the target is missing',
            next: `write ${inWords(targets, 'or')} after it`,
          }
        : {
            at: `runbook ${name}`,
            reason: targets.length === 0 ? `it takes no target, found "${target}"` : `"${target}" not found`,
            next: targets.length === 0 ? `write asterism runbook ${name}` : suggest(target, targets),
          },
    ];
  if (others.length > 0)
    return [
      {
        at: `runbook ${pageName(found.task)}`,
        reason: `${inWords(fitting.map(({ cluster }) => cluster))} have this task`,
        next: 'write --cluster and one of these names',
      },
    ];
  return taskPage(found.task, found.cluster);
}
