import type { ChartValues, Component } from '../../component';
import { chartCommand, type ChartSettings } from '../../components/helm-chart/facts-problems';
import { helmChartProps, type HelmChartSettings } from '../../components/helm-chart/props';
import type { Facts } from '../../inventory';
import type { Cluster } from '../../plan';
import { isRecord, keyPath, nearest, parseShape, type Report, shown, suggest } from '../../values';

/** What a person asks for on the command line. */
export interface ChartOptions {
  readonly cluster?: string;
  readonly repo?: string;
  readonly chart?: string;
  readonly version?: string;
  readonly release?: string;
  readonly namespace?: string;
  readonly values?: string;
  readonly write?: boolean;
  readonly plainHttp?: boolean;
}

/** The chart whose facts are taken. */
export interface ChartTarget {
  readonly settings: ChartSettings;
  /** What a person states of the connections of its pods. */
  readonly stated: StatedChart;
  /** Name of the facts file, without `.ts`. */
  readonly file: string;
  /** The command, as the file names it. */
  readonly command: string;
  /** Version of Kubernetes of its cluster: `1.33.5`. @default none is known */
  readonly kubernetes?: string;
}

/** What the cluster file says of a chart beside the settings. */
type StatedChart = Pick<HelmChartSettings, 'connects' | 'inside'>;

/** What describes a chart that no cluster lists. */
const described = ['repo', 'chart', 'version', 'release', 'namespace', 'values'] as const;

/**
 * Finds the chart: a component of a cluster, or what the options describe.
 * @param given the values of `--values`
 */
export function findTarget(
  name: string,
  options: ChartOptions,
  given: ChartValues,
  clusters: readonly Cluster[],
  report: Report,
): ChartTarget | undefined {
  const names = clusters.map((cluster) => cluster.name);
  if (options.cluster !== undefined && !names.includes(options.cluster)) {
    report({
      at: '--cluster',
      reason: `no cluster is named ${shown(options.cluster)}`,
      next: suggest(options.cluster, names),
    });
    return undefined;
  }
  const listing = clusters.filter(({ components = [] }) => components.some((one) => isChart(one, name)));
  if (options.repo !== undefined && listing.length === 0)
    return fromOptions(name, options, given, clusters, report);
  const extra = described.filter((key) => options[key] !== undefined);
  if (extra.length > 0 && listing.length > 0) {
    report({
      at: `--${extra[0] ?? ''}`,
      reason: `${listing.map((cluster) => cluster.name).join(' and ')} lists ${name}, which says this itself`,
      next: `leave ${extra.map((key) => `--${key}`).join(' and ')} out`,
    });
    return undefined;
  }
  const chosen = listing.filter(
    (cluster) => options.cluster === undefined || cluster.name === options.cluster,
  );
  if (chosen.length > 0) return fromClusters(name, listing, chosen, report);
  reportUnlisted(name, options, clusters, report);
  return undefined;
}

function reportUnlisted(
  name: string,
  { cluster }: ChartOptions,
  clusters: readonly Cluster[],
  report: Report,
): void {
  const charts = clusters
    .filter((one) => cluster === undefined || one.name === cluster)
    .flatMap(({ components = [] }) =>
      components.filter((one) => isChart(one, one.name)).map((one) => one.name),
    );
  const others = charts.length === 0 ? [] : [suggest(name, new Set(charts))];
  const describe = 'describe the chart with --repo, --chart and --version';
  report({
    at: cluster ?? 'main.ts',
    reason: `no component ${shown(name)} was made with helmChart()`,
    next: nearest(name, charts) === undefined ? [...others, describe].join(', or ') : suggest(name, charts),
  });
}

/** The chart as the clusters list it. Those of one name may differ from cluster to cluster. */
function fromClusters(
  name: string,
  listing: readonly Cluster[],
  chosen: readonly Cluster[],
  report: Report,
): ChartTarget | undefined {
  const read = (cluster: Cluster, tell: Report) => settingsIn(cluster, name, tell);
  const [first] = chosen;
  const found = first && read(first, report);
  if (first === undefined || found === undefined) return undefined;
  const { settings, stated } = found;
  const isSame = (other: Cluster) =>
    JSON.stringify(read(other, () => undefined)?.settings) === JSON.stringify(settings);
  if (!chosen.every(isSame)) {
    report({
      at: name,
      reason: `${chosen.map((cluster) => cluster.name).join(' and ')} list it with other settings`,
      next: `choose one: ${chartCommand({ cluster: first.name, component: name })}`,
    });
    return undefined;
  }
  const isShared = listing.every(isSame);
  return {
    settings,
    stated,
    file: isShared ? name : `${first.name}-${name}`,
    command: isShared ? `asterism chart ${name}` : chartCommand({ cluster: first.name, component: name }),
    ...kubernetesOf(first.facts),
  };
}

function fromOptions(
  name: string,
  options: ChartOptions,
  given: ChartValues,
  clusters: readonly Cluster[],
  report: Report,
): ChartTarget | undefined {
  const { chart = name, namespace = name, release = name, repo: repository, version } = options;
  if (version === undefined) {
    report({ at: '--version', reason: 'is missing', next: 'write one version of the chart, such as 6.7.1' });
    return undefined;
  }
  const written = { name, namespace, release, repository, chart, version, values: given };
  const optionOf = (at: string) => `--${at.replace(/^\./, '').replace(/^repository/, 'repo')}`;
  const read = readSettings(written, (problem) => {
    report({ ...problem, at: problem.at === '.name' ? 'name' : optionOf(problem.at) });
  });
  const cluster = clusters.find((one) => options.cluster === undefined || one.name === options.cluster);
  return read === undefined
    ? undefined
    : { ...read, file: name, command: `asterism chart ${name}`, ...kubernetesOf(cluster?.facts) };
}

function settingsIn(
  { name: cluster, components = [] }: Cluster,
  name: string,
  report: Report,
): Pick<ChartTarget, 'settings' | 'stated'> | undefined {
  const component = components.find((one) => isChart(one, name));
  const at = keyPath(`${cluster}.components`, name);
  return (
    component &&
    readSettings(component.props, (problem) => {
      report({ ...problem, at: `${at}${problem.at}` });
    })
  );
}

/** Reads what decides what a chart renders. The facts, which may be of another chart by now, do not. */
function readSettings(props: unknown, report: Report): Pick<ChartTarget, 'settings' | 'stated'> | undefined {
  const others = Object.fromEntries(
    Object.entries(isRecord(props) ? props : {}).filter(([key]) => key !== 'facts'),
  );
  const read = parseShape(helmChartProps, others, '', report);
  if (read === undefined) return undefined;
  const { repository, chart, version, name, release = name, namespace, values, connects, inside } = read;
  return {
    settings: { repository, chart, version, release, namespace, values },
    stated: { connects, inside },
  };
}

function isChart({ kind, name }: Component, wanted: string): boolean {
  return kind === 'helm-chart' && name === wanted;
}

/** Helm takes the version without what the distribution puts behind it. */
function kubernetesOf(facts: Facts | undefined): Pick<ChartTarget, 'kubernetes'> {
  const version = /\d+\.\d+\.\d+/.exec(facts?.distribution.version ?? '')?.[0];
  return version === undefined ? {} : { kubernetes: version };
}
