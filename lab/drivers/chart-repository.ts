import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Scene } from '../harness';
import type { Handler } from './internet';
import { packStandIn } from './stand-in-chart';

/** A chart that an Application or a command names. */
export interface NamedChart {
  readonly chart: string;
  readonly version: string;
}

/**
 * Makes a Helm repository of stand-in charts.
 * @param url address under which it is asked
 * @param whole folders of the versions of charts that are served as they are, by the names of the charts
 * @returns answers for its host
 */
export async function chartRepository(
  scene: Scene,
  url: string,
  charts: readonly NamedChart[],
  whole: ReadonlyMap<string, readonly string[]> = new Map(),
): Promise<Handler> {
  const { host, pathname } = new URL(url);
  const folder = scene.newFolder(join('repositories', host, pathname));
  for (const { chart, version } of charts) {
    const versions = whole.get(chart);
    if (versions === undefined) await packStandIn(scene, chart, version, folder);
    else await scene.run(scene.program('helm', 'helm'), ['package', ...versions, '--destination', folder]);
  }
  await scene.run(scene.program('helm', 'helm'), ['repo', 'index', folder, '--url', url]);
  return (request, response) => {
    const path = new URL(request.url ?? '/', url).pathname;
    if (posix.dirname(path) !== pathname.replace(/\/$/, '') && posix.dirname(path) !== pathname) {
      response.writeHead(404).end();
      return;
    }
    try {
      response.end(readFileSync(join(folder, posix.basename(path))));
    } catch {
      response.writeHead(404).end();
    }
  };
}
