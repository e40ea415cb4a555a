import type { WritePlan } from './write-plan';

/** A setting that a machine's new configuration changes although a running cluster keeps it. */
export interface FixedSetting {
  readonly cluster: string;
  /** As k3s names it: `cluster-cidr`. */
  readonly setting: string;
  readonly before: string;
  readonly after: string;
}

/**
 * Settings that k3s takes when a cluster is made and that cannot be changed afterwards: nodes keep their shares of the pod
 * network, and Services their addresses. https://docs.k3s.io/cli/server#networking
 */
const setting = /\b(cluster-cidr|service-cidr|cluster-dns|cluster-domain)(?:=|: ?)"?([^\s"]+)/g;

/** What a plan changes of such settings, each once a cluster. Whether the cluster runs already is not known here. */
export function fixedSettings(plan: Pick<WritePlan, 'write' | 'disk'>): readonly FixedSetting[] {
  const found = new Map<string, FixedSetting>();
  for (const { path, text } of plan.write) {
    const [tree, cluster = '', part] = path.split('/');
    const old = plan.disk.get(path);
    if (tree !== 'dist' || part !== 'hosts' || old?.kind !== 'file' || old.text === undefined) continue;
    const before = settingsIn(old.text);
    for (const [name, after] of settingsIn(text)) {
      const earlier = before.get(name);
      if (earlier !== undefined && earlier !== after)
        found.set(`${cluster} ${name}`, { cluster, setting: name, before: earlier, after });
    }
  }
  return [...found.values()];
}

function settingsIn(text: string): ReadonlyMap<string, string> {
  return new Map([...text.matchAll(setting)].map(([, name = '', value = '']) => [name, value]));
}
