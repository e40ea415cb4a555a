import type { ChartValues } from '../../component';
import type { Problem, Report } from '../../values';
import { runProgram } from '../run-program';

/** How long a call of Helm may take, in seconds. */
const patience = 120;

/** What a call of Helm needs beside its words. */
interface HelmCall {
  /** What a person does when Helm refuses. */
  readonly next: string;
  /** What it reads. @default nothing */
  readonly input?: string;
}

/** What Helm printed. */
interface HelmOutput {
  readonly out: string;
  /** Lines on standard error, though it succeeded. */
  readonly complaints: readonly string[];
}

/** Runs Helm from the PATH. @returns undefined after a report */
export async function helm(
  words: readonly string[],
  report: Report,
  { next, input = '' }: HelmCall,
): Promise<HelmOutput | undefined> {
  const at = `helm ${words.slice(0, words[0] === 'show' ? 2 : 1).join(' ')}`;
  const ended = await runProgram('helm', words, input, patience);
  if (ended.is === 'missing') report(missing);
  else if (ended.is === 'late')
    report({
      at,
      reason: `timed out after ${patience} s`,
      next: 'look whether the repository answers, and run it again',
    });
  else if (ended.code !== 0)
    report({
      at,
      reason: `failed: ${lastWords(ended.err) || `it ended with ${ended.code ?? 'a signal'}`}`,
      next,
    });
  else return { out: ended.out, complaints: linesOf(ended.err) };
  return undefined;
}

const missing: Problem = {
  at: 'helm',
  reason: 'not found on the PATH',
  next: 'install Helm 3 or later (https://helm.sh/docs/intro/install/), and run it again',
};

/** What Helm says at last: the error, and what it lists below. */
function lastWords(err: string): string {
  const lines = linesOf(err);
  const first = lines.findLastIndex((line) => line.startsWith('Error: '));
  return lines
    .slice(Math.max(first, 0))
    .join(' ')
    .replace(/^Error: /, '')
    .replace(/\s*Use --debug flag to render out invalid YAML$/, '');
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** What decides what a chart renders. */
export interface Rendering {
  /** Folder of the unpacked chart. */
  readonly folder: string;
  readonly release: string;
  readonly namespace: string;
  readonly values: ChartValues;
  /** Version of Kubernetes: `1.33.5`. @default the one that Helm takes */
  readonly kubernetes?: string;
}

/** Renders a chart as Argo CD does, with its definitions and for the cluster's version of Kubernetes. */
export function renderChart(
  { folder, release, namespace, values, kubernetes }: Rendering,
  report: Report,
): Promise<HelmOutput | undefined> {
  const words = ['template', release, folder, '--namespace', namespace, '--include-crds', '--values', '-'];
  return helm([...words, ...(kubernetes === undefined ? [] : ['--kube-version', kubernetes])], report, {
    // JSON is YAML.
    input: JSON.stringify(values),
    next: 'correct the values in the cluster file, and run it again',
  });
}
