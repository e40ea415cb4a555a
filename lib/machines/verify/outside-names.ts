import type { ClusterPlan } from '../../plan';

/** Names outside that the cluster needs. */
export interface OutsideNames {
  /** Repositories of charts and of manifests, which Argo CD and the bootstrap page fetch by HTTPS. */
  readonly sources: readonly string[];
  /** What workloads connect to. */
  readonly others: readonly string[];
}

/** The names outside that pods resolve: of what is installed, and of what workloads say. Examples of open facts are left out. */
export function outsideNames({ facts, components }: ClusterPlan): OutsideNames {
  const isOpen = facts.open.some(({ at }) => at === `${facts.name}.git.url`);
  const upstreams = components.flatMap(({ upstream }) =>
    upstream === undefined ? [] : [upstream.kind === 'helm' ? upstream.repository : upstream.url],
  );
  const sources = sorted([...upstreams, ...(isOpen ? [] : [facts.git.url])].flatMap(hostOf));
  const connected = components
    .flatMap(({ workloads }) => workloads)
    .flatMap(({ connects }) =>
      connects.flatMap(({ to }) => (to.kind === 'internet' && to.host.kind === 'name' ? [to.host.name] : [])),
    );
  return { sources, others: sorted(connected).filter((name) => !sources.includes(name)) };
}

/** The host of a repository that is fetched by HTTPS: `https://host/path`, or `host/path` of a registry. An address has no name. */
function hostOf(repository: string): readonly string[] {
  const [, host = ''] = /^(?:https:\/\/)?([A-Za-z0-9.-]+)(?:\/|$)/.exec(repository) ?? [];
  return /[A-Za-z]/.test(host) && host.includes('.') ? [host.toLowerCase()] : [];
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
