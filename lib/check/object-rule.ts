import type { ShippedObject } from '../synth';
import type { Finding, CheckRule } from './finding';
import type { ShippedKind, View } from './view';

/** A rule that looks at each object by itself. */
export interface ObjectRule extends Pick<CheckRule, 'id' | 'why'> {
  /** Gives what judges all objects of a kind; undefined where the rule has nothing to say about any of them. */
  readonly judges: (view: View) => (kind: ShippedKind) => Judge | undefined;
  /** What it finds beside the objects. @default nothing */
  readonly beside?: (view: View) => readonly Finding[];
}

/** What a rule finds in one object. */
export type Judge = (shipped: ShippedObject) => readonly Finding[];

/**
 * What rules find, in the order of rules and objects. Those that look at each object by itself share one walk, which asks once a
 * kind what is the same for the whole kind: to fetch an object from memory for each rule takes longer than to judge it.
 */
export function findingsOf(rules: readonly (CheckRule | ObjectRule)[], view: View): readonly Finding[] {
  const found = rules.map((rule): Finding[] => ('check' in rule ? [...rule.check(view)] : []));
  const judgesOf = rules.map((rule) => ('check' in rule ? undefined : rule.judges(view)));
  const byKind = new Map(
    view.kinds.map((kind) => [
      kind,
      judgesOf.flatMap((judgeOf, index) => {
        const judge = judgeOf?.(kind);
        const findings = found[index];
        return judge === undefined || findings === undefined ? [] : [{ judge, findings }];
      }),
    ]),
  );
  view.objects.forEach((shipped, index) => {
    const kind = view.kindAt[index];
    const judges = kind === undefined ? undefined : byKind.get(kind);
    for (const { judge, findings } of judges ?? [])
      for (const finding of judge(shipped)) findings.push(finding);
  });
  return rules.flatMap((rule, index) => [
    ...(found[index] ?? []),
    ...('check' in rule ? [] : (rule.beside?.(view) ?? [])),
  ]);
}
