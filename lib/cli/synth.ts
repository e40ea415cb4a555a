import type { Command } from 'commander';
import type { Cluster } from '../plan';
import { printableProblem, type Problem, problemText, suggest } from '../values';
import { mirrorForCdk8s } from './cdk8s-output';
import { forError } from './colors';
import { jsonText } from './json-text';
import { keptLines } from './kept-data';
import { noteRun } from './note-run';
import {
  complaintLines,
  count,
  conflictLines,
  driftLines,
  fixedLines,
  goneLines,
  placeholderLines,
  strangerLines,
  summaryLine,
  unlistedLine,
  warningLines,
} from './summary';
import { synthesize, type SynthResult } from './synthesize';
import { unlistedClusters } from './unlisted';
import { watch } from './watch';

interface SynthOptions {
  readonly check?: boolean;
  readonly cluster?: readonly string[];
  readonly json?: boolean;
  readonly watch?: boolean;
  readonly placeholders?: boolean;
}

/** `asterism synth`: writes what the clusters are made of. Exit codes: 0 done, 1 findings or drift, 2 bad input. */
export function addSynth(program: Command, clusters: readonly Cluster[], root: string): void {
  program
    .command('synth')
    .description('write the manifests and Applications of the clusters into dist/ and apps/')
    .option('--check', 'write nothing; exit 1 and list the files that would change')
    .option('--cluster <name...>', 'only these clusters')
    .option('--placeholders', 'list the facts that are not filled in yet')
    .option('--json', 'print the result for programs')
    .option('--watch', 'run again after every change of a file of the project')
    .action(async (options: SynthOptions) => {
      if (options.watch === true)
        await watch(root, clusters, async (list, began) => {
          await synth(options, list, root, began);
        });
      else process.exitCode = await synth(options, clusters, root, performance.timeOrigin);
    });
}

/** @param began when this process began to read the clusters, in milliseconds of the clock */
async function synth(
  options: SynthOptions,
  clusters: readonly Cluster[],
  root: string,
  began: number,
): Promise<number> {
  const names = clusters.map((cluster) => cluster.name);
  const unknown = (options.cluster ?? []).filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    for (const name of unknown)
      console.error(
        `${forError.red('error')} ${problemText({ at: '--cluster', reason: `no cluster is named "${name}"`, next: suggest(name, names) })}`,
      );
    return 2;
  }
  const chosen = clusters.filter((cluster) => options.cluster?.includes(cluster.name) ?? true);
  const check = options.check === true;
  const result = synthesize({
    root,
    clusters: chosen,
    all: options.cluster === undefined,
    check,
    began,
  });
  if (!check) mirrorForCdk8s(result.files);
  // What Node needed to start and to load the clusters is part of what a person waits for.
  const seconds = (Date.now() - began) / 1000;
  const unlisted = await unlistedClusters(root, clusters);
  if (options.json === true) console.log(jsonText(jsonOf(result, unlisted, seconds, check)));
  else print(result, unlisted, seconds, options);
  if (!check && options.cluster === undefined && unlisted.length === 0) noteRun(root, chosen, result, began);
  return exitCode(result, check);
}

function print(
  result: SynthResult,
  unlisted: readonly Problem[],
  seconds: number,
  options: SynthOptions,
): void {
  const check = options.check === true;
  for (const line of complaintLines(result)) console.error(line);
  for (const line of warningLines(result)) console.error(line);
  for (const line of strangerLines(result)) console.error(line);
  for (const line of conflictLines(result, check)) console.error(line);
  for (const line of goneLines(result, check)) console.error(line);
  for (const line of keptLines(result.plan, result.files, check)) console.error(line);
  for (const line of fixedLines(result)) console.error(line);
  if (result.problems.length + result.findings.length > 0) {
    const errors = count(result.problems.length + result.findings.length, 'error');
    // A failing disk says itself how far it came.
    console.error(result.plan === undefined ? `${errors}; nothing was written` : errors);
    return;
  }
  for (const problem of unlisted) console.error(unlistedLine(problem));
  if (options.placeholders === true) for (const line of placeholderLines(result)) console.log(line);
  if (check) for (const line of driftLines(result)) console.log(line);
  console.log(summaryLine(result, seconds, check));
  if (check && result.changed.length > 0)
    console.error('dist/ and apps/ do not match the clusters; run npm run synth and commit the result');
}

function exitCode(result: SynthResult, check: boolean): number {
  if (result.problems.length > 0) return 2;
  const strangers = (result.plan?.edited.length ?? 0) + (result.plan?.foreign.length ?? 0);
  const drift = check ? result.changed.length : 0;
  return result.findings.length + strangers + drift > 0 ? 1 : 0;
}

function jsonOf(result: SynthResult, unlisted: readonly Problem[], seconds: number, check: boolean): object {
  const { clusters, problems, findings, warnings, open, changed, plan } = result;
  const wrote = !check && problems.length === 0;
  return {
    clusters,
    problems: problems.map(printableProblem),
    findings: findings.map((finding) => ({ rule: finding.rule, ...printableProblem(finding) })),
    warnings: warnings.map((warning) => ({ rule: warning.rule, ...printableProblem(warning) })),
    written: wrote ? (plan?.write.map((file) => file.path) ?? []) : [],
    unchanged: plan?.unchanged.length ?? 0,
    pruned: wrote ? (plan?.prune ?? []) : [],
    edited: plan?.edited.map((file) => file.path) ?? [],
    foreign: plan?.foreign.map((file) => file.path) ?? [],
    changed,
    unlisted: unlisted.map(printableProblem),
    placeholders: open,
    seconds: Number(seconds.toFixed(3)),
  };
}
