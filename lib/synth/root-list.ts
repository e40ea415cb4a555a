import { type App, applicationName } from '../argocd';
import type { Upstream } from '../component';
import type { Facts } from '../inventory';

/**
 * What the root makes, as Markdown: a table for each group, in the order in which Argo CD reaches the first app of each. Apps
 * without a group come first, since namespaces and the network are usually among them.
 * @param level how many marks a heading of a group gets
 */
export function rootList(apps: readonly App[], facts: Facts, level: number): readonly string[] {
  const ordered = [...apps].sort((a, b) => a.wave - b.wave || (a.name < b.name ? -1 : 1));
  const groups = [...new Set(ordered.flatMap(({ group }) => group ?? []))];
  return [undefined, ...groups].flatMap((group) => {
    const members = ordered.filter((app) => app.group === group);
    if (members.length === 0) return [];
    return [
      ...(group === undefined ? [] : [`${'#'.repeat(level)} Group ${group}`, '']),
      '| Wave | Application | Namespace | From |',
      '| ---: | --- | --- | --- |',
      ...members.map(
        (app) =>
          `| ${app.wave} | ${applicationName(facts, app.name)} | ${app.namespace} | ${sourcesOf(app, facts)} |`,
      ),
      '',
    ];
  });
}

/** Where Argo CD gets the objects of an app from. */
function sourcesOf({ name, objects, upstream }: App, facts: Facts): string {
  const folder = objects.length === 0 ? [] : [`\`dist/${facts.name}/${name}\``];
  const sources = [...(upstream === undefined ? [] : [upstreamText(upstream)]), ...folder];
  // A bar ends a cell, in code as well.
  return sources.join(', ').replaceAll('|', '\\|');
}

function upstreamText(upstream: Upstream): string {
  return upstream.kind === 'helm'
    ? `chart ${upstream.chart} ${upstream.version}`
    : `\`${upstream.path}\` of ${upstream.url} at ${upstream.revision}`;
}
