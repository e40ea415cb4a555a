import { claimsOf, type Facts } from '../inventory';
import { keptSettings } from '../machines';
import type { WritePlan } from './write-plan';

/** A setting that a machine's new configuration changes although a running cluster keeps it. */
export interface FixedSetting {
  readonly cluster: string;
  /** What keeps it, as its distribution is called: `k3s`. */
  readonly by: string;
  /** As the distribution names it: `cluster-cidr`. */
  readonly setting: string;
  readonly before: string;
  readonly after: string;
}

/**
 * What a plan changes of the settings that a distribution takes when a cluster is made and keeps, each once a cluster: nodes
 * keep their shares of the pod network, and Services their addresses. Whether the cluster runs already is not known here.
 */
export function fixedSettings(
  plan: Pick<WritePlan, 'write' | 'disk'>,
  clusters: readonly Pick<Facts, 'name' | 'distribution'>[],
): readonly FixedSetting[] {
  const found = new Map<string, FixedSetting>();
  const byName = new Map(clusters.map((facts) => [facts.name, facts.distribution]));
  for (const { path, text } of plan.write) {
    const [tree, cluster = '', part] = path.split('/');
    const [old, distribution] = [plan.disk.get(path), byName.get(cluster)];
    if (tree !== 'dist' || part !== 'hosts' || old?.kind !== 'file' || old.text === undefined) continue;
    if (distribution === undefined) continue;
    const kept = claimsOf(distribution, keptSettings).flatMap(({ value }) => value);
    const [before, now] = [settingsIn(old.text), settingsIn(text)];
    for (const setting of kept) {
      const [earlier, after] = [before.get(setting), now.get(setting)];
      if (earlier !== undefined && after !== undefined && earlier !== after)
        found.set(`${cluster} ${setting}`, {
          cluster,
          by: distribution.title,
          setting,
          before: earlier,
          after,
        });
    }
  }
  return [...found.values()];
}

/** Settings as YAML has them, `name: value`, and as flags, `--name=value`. */
function settingsIn(text: string): ReadonlyMap<string, string> {
  const settings = text.matchAll(/(?<![\w-])(?:--)?([a-z][\w-]*)(?:=|: ?)"?([^\s"]+)/g);
  return new Map([...settings].map(([, name = '', value = '']) => [name, value]));
}
