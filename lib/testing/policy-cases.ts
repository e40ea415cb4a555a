import type { KubeObject } from '../component';
import { judgeFor, type Judgement, readPolicies, type Transport } from '../network/policy';
import { dialectOf, type PluginName } from './dialects';
import { ends, noProblem, podNetwork } from './policy-ends';

/** One thing that a page says of policies, and what follows for some connections. */
export interface PolicyCase {
  /** Where it is written. */
  readonly source: string;
  /** What it says, as a sentence. */
  readonly says: string;
  readonly policies: readonly KubeObject[];
  /** Whose policies are asked. @default web */
  readonly self?: string;
  /** @default false */
  readonly hostFirewall?: boolean;
  /** Version of the plugin. @default not known */
  readonly version?: string;
  /** Whether the pods of the fixtures are all that there are. @default true; with false no other pod is known */
  readonly isComplete?: boolean;
  /** `in friend 80`, `out dns 53/udp`; the answer; and a part of the sentence that says what decides. */
  readonly asks: readonly (readonly [string, Judgement['verdict'], string?])[];
}

/** Makes a test of each question. */
export function describeCases(plugin: PluginName, cases: readonly PolicyCase[]): void {
  const rows = cases.flatMap((one) => one.asks.map((asked) => [one.says, asked[0], asked, one] as const));
  test.each(rows)('%s: %s', (_says, question, [, verdict, decider = ''], one) => {
    const { policies, self = 'web', hostFirewall = false, version, isComplete = true } = one;
    const dialect = dialectOf(plugin, { hostFirewall, ...(version !== undefined && { version }) });
    const judge = judgeFor(readPolicies(policies, dialect, noProblem), {
      pods: podNetwork,
      ...(isComplete && { workloads: allPods }),
    });
    const [, way, other = '', port, transport] =
      /^(in|out) (\w+) (\d+)(?:\/(udp|sctp))?$/.exec(question) ?? [];
    const [mine, theirs] = [endNamed(self), endNamed(other)];
    const found =
      way === 'in'
        ? judge.ingress(theirs, mine, Number(port), transportOf(transport))
        : judge.egress(mine, theirs, Number(port), transportOf(transport));
    expect([found.verdict, found.sentence]).toEqual([verdict, expect.stringContaining(decider)]);
  });
}

const allPods = Object.values(ends).flatMap((end) => (end.kind === 'pod' ? [end] : []));

function transportOf(written: string | undefined): Transport {
  return written === 'udp' || written === 'sctp' ? written : 'tcp';
}

function endNamed(name: string) {
  const found = Object.entries(ends).find(([key]) => key === name);
  if (found === undefined) throw new Error(`no end is called ${name}`);
  return found[1];
}
