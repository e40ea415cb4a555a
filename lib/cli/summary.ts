import { problemText } from '../values';
import { forError, forOutput } from './colors';
import type { SynthResult } from './synthesize';

/** Everything that went wrong, a line each: bad input first, then what must not be shipped. */
export function complaintLines(result: SynthResult): readonly string[] {
  return [
    ...result.problems.map((problem) => `${forError.red('error')} ${problemText(problem)}`),
    ...result.findings.map(
      ({ rule, at, reason, next }) => `${forError.red('error')} ${at}: ${reason}; ${next} [${rule}]`,
    ),
  ];
}

/** Files in the trees that asterism leaves alone, each with the way out. */
export function strangerLines(result: SynthResult): readonly string[] {
  const { edited = [], foreign = [] } = result.plan ?? {};
  return [
    ...edited.map(({ path, wanted, keepsOut }) => {
      const edit = `${forError.yellow('edited')} ${path}:`;
      if (wanted)
        return `${edit} was changed by hand and is left; move the change to clusters/ or lib/, remove the file, run synth again`;
      const besides = keepsOut.length > 0 ? ` and keeps out ${keepsOut.join(', ')}` : '';
      return `${edit} nothing makes it any more, but it was changed by hand and is left${besides}; remove it yourself`;
    }),
    ...foreign.map(({ path, keepsOut }) =>
      keepsOut.length > 0
        ? `${forError.yellow('foreign')} ${path}: was not written by asterism and keeps out ${keepsOut.join(', ')}; move it away, run synth again`
        : `${forError.yellow('foreign')} ${path}: was not written by asterism and is left; move it out of dist/ and apps/, where Argo CD would apply it`,
    ),
  ];
}

/** The files that a synth would change, for `--check`. */
export function driftLines(result: SynthResult): readonly string[] {
  const prune = new Set(result.plan?.prune ?? []);
  return result.changed.map(
    (path) => `${prune.has(path) ? forOutput.red('remove') : forOutput.yellow('change')} ${path}`,
  );
}

/** The placeholders that are left, a line each. */
export function placeholderLines(result: SynthResult): readonly string[] {
  return result.open.map(({ at, what }) => `${forOutput.cyan('placeholder')} ${at}: ${what}`);
}

/** The last line: what a synth made, and how it stands to what is on disk. */
export function summaryLine(result: SynthResult, seconds: number, check: boolean): string {
  const { clusters, plan, open } = result;
  const sum = (key: 'apps' | 'objects') => clusters.reduce((total, cluster) => total + cluster[key], 0);
  const changes = check
    ? [count(plan?.write.length ?? 0, 'file') + ' to write', `${plan?.prune.length ?? 0} to prune`]
    : [count(plan?.write.length ?? 0, 'file') + ' written', `${plan?.prune.length ?? 0} pruned`];
  return [
    `${count(clusters.length, 'cluster')}, ${count(sum('apps'), 'app')}, ${count(sum('objects'), 'object')}`,
    [changes[0], `${plan?.unchanged.length ?? 0} unchanged`, changes[1]].join(', '),
    `${count(open.length, 'placeholder')} left`,
    `${seconds.toFixed(2)} s`,
  ].join(' · ');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
