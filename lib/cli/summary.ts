import { type Foreign, listMark, listOf, treeAround } from '../synth';
import { type Problem, problemText } from '../values';
import { forError, forOutput } from './colors';
import type { SynthResult } from './synthesize';

/** Everything that went wrong, a line each: bad input first, then what must not be shipped. */
export function complaintLines(result: SynthResult): readonly string[] {
  return [
    ...result.problems.map((problem) => `${forError.red('error')} ${problemText(problem)}`),
    ...result.findings.map((finding) => `${forError.red('error')} ${problemText(finding)} [${finding.rule}]`),
  ];
}

/** What a person should know of what ships, a line each. */
export function warningLines({ warnings }: SynthResult): readonly string[] {
  return warnings.map((warning) => `${forError.yellow('warning')} ${problemText(warning)} [${warning.rule}]`);
}

/** A cluster of the project of which nothing is made. */
export function unlistedLine(problem: Problem): string {
  return `${forError.yellow('unlisted')} ${problemText(problem)}`;
}

/** Files in the trees that asterism leaves alone, each with the way out. */
export function strangerLines(result: SynthResult): readonly string[] {
  const { edited = [], foreign = [] } = result.plan ?? {};
  return [
    ...edited.map(({ path, wanted, keepsOut }) => {
      const edit = `${forError.yellow('edited')} ${path}:`;
      if (wanted)
        return `${edit} was changed by hand and is left; make the change where the cluster is described, remove the file, run synth again`;
      const besides = keepsOut.length > 0 ? ` and keeps out ${namesOf(keepsOut)}` : '';
      return `${edit} nothing makes it any more, but it was changed by hand and is left${besides}; remove it yourself`;
    }),
    ...foreign.map((stranger) => `${forError.yellow('foreign')} ${strangerText(stranger)}`),
  ];
}

function strangerText({ path, kind, keepsOut }: Foreign): string {
  const besides = keepsOut.length > 0 ? ` and keeps out ${namesOf(keepsOut)}` : ' and is left';
  if (path === listOf(treeAround(path)) && kind === 'file')
    return `${path}: lacks the line by which asterism knows its lists${besides}; if an asterism without that line wrote it, put "${listMark}" on top, otherwise move it away; run synth again`;
  const next =
    keepsOut.length > 0
      ? 'move it away, run synth again'
      : 'move it out of dist/ and apps/, where Argo CD would apply it';
  return `${path}: was not written by asterism${besides}; ${next}`;
}

/** Files that a merge left in conflict, each with what happened or the way out. */
export function conflictLines(result: SynthResult, check: boolean): readonly string[] {
  const text = check
    ? 'git left conflict markers in it; run npm run synth, then git add dist apps'
    : 'git had left conflict markers in it; synth wrote it again; git add it';
  return (result.plan?.conflicts ?? []).map((path) => `${forError.yellow('conflict')} ${path}: ${text}`);
}

/** The trees of clusters that are not in `main.ts` any more: what a slip there removes must not go unseen. */
export function goneLines(result: SynthResult, check: boolean): readonly string[] {
  const kept = new Set(result.clusters.map(({ name }) => name));
  const gone = new Map<string, number>();
  for (const path of result.plan?.prune ?? []) {
    const name = path.split('/')[1] ?? '';
    if (!kept.has(name)) gone.set(name, (gone.get(name) ?? 0) + 1);
  }
  return [...gone].map(([name, files]) => {
    const verb = check ? 'would be' : files === 1 ? 'was' : 'were';
    const what = `${forError.yellow('gone')} ${name}: main.ts lists no such cluster, so ${count(files, 'file')} of it ${verb} removed`;
    return `${what}; if that is not meant, list it again and run synth`;
  });
}

/** Changes of what is fixed when a cluster is made: a cluster that runs already does not follow them. */
export function fixedLines({ fixed = [] }: SynthResult): readonly string[] {
  return fixed.map(
    ({ cluster, by, setting, before, after }) =>
      `${forError.yellow('warning')} ${cluster}: ${setting} changes from ${before} to ${after}, and ${by} keeps the old one on a cluster that runs; make the cluster again with the new one, or write the old one`,
  );
}

/** The first few of many names. */
function namesOf(paths: readonly string[]): string {
  const rest = paths.length - 3;
  return rest > 0 ? `${paths.slice(0, 3).join(', ')} and ${rest} more` : paths.join(', ');
}

/** The files that a synth would change, for `--check`. */
export function driftLines(result: SynthResult): readonly string[] {
  const prune = new Set(result.plan?.prune ?? []);
  const verb = (path: string): string => {
    if (prune.has(path)) return forOutput.red('remove');
    return result.plan?.disk.has(path) === true ? forOutput.yellow('change') : forOutput.green('add');
  };
  return result.changed.map((path) => `${verb(path)} ${path}`);
}

/** The placeholders that are left, a line each. */
export function placeholderLines(result: SynthResult): readonly string[] {
  return result.open.map(({ at, what }) => `${forOutput.cyan('placeholder')} ${at}: ${what}`);
}

/** The last line: what a synth made, how it stands to what is on disk, and how long that took. */
export function summaryLine(result: SynthResult, seconds: number, check: boolean): string {
  return `${madeText(result, check)} · ${seconds.toFixed(2)} s`;
}

/** The same without the time. */
export function madeText(result: SynthResult, check: boolean): string {
  const { clusters, plan, open } = result;
  const sum = (key: 'apps' | 'objects') => clusters.reduce((total, cluster) => total + cluster[key], 0);
  const changes = check
    ? [count(plan?.write.length ?? 0, 'file') + ' to write', `${plan?.prune.length ?? 0} to prune`]
    : [count(plan?.write.length ?? 0, 'file') + ' written', `${plan?.prune.length ?? 0} pruned`];
  return [
    `${count(clusters.length, 'cluster')}, ${count(sum('apps'), 'app')}, ${count(sum('objects'), 'object')}`,
    [changes[0], `${plan?.unchanged.length ?? 0} unchanged`, changes[1]].join(', '),
    `${count(open.length, 'placeholder')} left`,
  ].join(' · ');
}

/** A number of things: `1 error`, `2 errors`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
