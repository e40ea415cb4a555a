import { type ChartValues, inWords, type Problem } from '../../core';
import type { ReadFacts } from './chart-facts';
import { valuesChecksum } from './values-checksum';

/** What decides what a chart makes. */
export interface ChartSettings {
  readonly repository: string;
  readonly chart: string;
  readonly version: string;
  readonly release: string;
  readonly namespace: string;
  readonly values: ChartValues;
}

/** Where a chart is listed. */
export interface ChartPlace {
  /** The component in messages: `proxmox.components.podinfo`. */
  readonly at: string;
  readonly cluster: string;
  readonly component: string;
}

/** What keeps the facts of a chart from being those of the chart that the cluster lists: they are missing, or of another one. */
export function factsProblems(
  facts: ReadFacts | 'anything' | undefined,
  settings: ChartSettings,
  place: ChartPlace,
): readonly Problem[] {
  if (facts === 'anything') return [];
  const command = chartCommand(place);
  const at = `${place.at}.facts`;
  if (facts === undefined)
    return [
      {
        at,
        reason: `nothing says what chart ${settings.chart} ${settings.version} makes, so it has neither a project nor policies`,
        next: `run ${command}`,
      },
    ];
  const differences = [
    ...(['repository', 'chart', 'version', 'release', 'namespace'] as const).flatMap((key) =>
      facts[key] === settings[key] ? [] : [`${key} ${facts[key]}, and the cluster has ${settings[key]}`],
    ),
    ...(facts.values === undefined || facts.values === valuesChecksum(settings.values)
      ? []
      : ['other values than the cluster has']),
  ];
  return differences.length === 0
    ? []
    : [
        {
          at,
          reason: `they were taken with ${inWords(differences)}`,
          next: `run ${command}, and read what changes`,
        },
      ];
}

/**
 * Fields of a facts file that are empty though the chart creates objects of the kinds that they come from: the file was written
 * before the field existed.
 */
export function olderFields({
  creates,
  namespace,
  routes,
  ingressClasses,
  definitions,
}: ReadFacts): readonly string[] {
  const own = creates[namespace] ?? [];
  const global = creates[''] ?? [];
  const isRoute = (kind: string) =>
    kind === 'networking.k8s.io/Ingress' || /^gateway\.networking\.k8s\.io\/\w+Route$/.test(kind);
  return [
    ...(routes.length === 0 && own.some(isRoute) ? ['routes'] : []),
    ...(ingressClasses.length === 0 && global.includes('networking.k8s.io/IngressClass')
      ? ['ingressClasses']
      : []),
    ...(definitions.length === 0 && global.includes('apiextensions.k8s.io/CustomResourceDefinition')
      ? ['definitions']
      : []),
  ];
}

/** The command that takes the facts of a chart. */
export function chartCommand({ cluster, component }: Omit<ChartPlace, 'at'>): string {
  return `asterism chart ${component} --cluster ${cluster}`;
}
