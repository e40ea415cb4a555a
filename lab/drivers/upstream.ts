import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scene } from '../harness';
import { synthKeepingEdits } from './by-hand';
import { chartRepository } from './chart-repository';
import { clustersIn, shippedObjects } from './committed';
import { definitionsOfProduct } from './definitions';
import { gitEnvironment, gitServer } from './git-server';
import { type Handler, startInternet, type Trust } from './internet';
import { sourcesIn } from './sources';

/** Everything that the clusters take from outside, standing in this namespace under the addresses that ship. */
export interface Upstream {
  readonly trust: Trust;
  /** A working copy of the clusters' own repository. */
  readonly copy: string;
  /** Runs synth in the working copy, as a person does before a commit. */
  readonly synth: () => Promise<void>;
  /** Brings the working copy and what is served back to what is committed. */
  readonly reset: () => Promise<void>;
  /** Commits what has changed in the working copy and pushes it. @returns the commit */
  readonly push: (message: string) => Promise<string>;
}

/**
 * Serves the clusters' own repository with the committed tree, the Helm repositories with stand-ins of the charts that the
 * Applications name, and other git repositories with stand-ins.
 * @param whole folders of the versions of charts that are served as they are, by the names of the charts
 */
export async function startUpstream(
  scene: Scene,
  tree: string,
  whole: ReadonlyMap<string, readonly string[]> = new Map(),
): Promise<Upstream> {
  const sources = clustersIn(tree).flatMap((cluster) =>
    sourcesIn(shippedObjects(tree, cluster).map(({ object }) => object)),
  );
  const git = gitServer(scene);
  const hosts: Record<string, Handler> = {};
  const own = new Set(
    sources.filter(({ path }) => path?.startsWith('dist/') === true).map(({ repoURL }) => repoURL),
  );
  const [ownUrl, ...others] = [...own];
  if (ownUrl === undefined || others.length > 0)
    throw new Error(`the clusters share one repository here, found ${[...own].join(', ') || 'none'}`);
  const remotes = new Map<string, string>();
  for (const { repoURL, chart, targetRevision = '' } of sources) {
    const { host, pathname } = new URL(repoURL);
    if (chart !== undefined) {
      const charts = sources.flatMap((source) =>
        source.repoURL === repoURL && source.chart !== undefined
          ? [{ chart: source.chart, version: source.targetRevision ?? '' }]
          : [],
      );
      hosts[host] ??= await chartRepository(scene, repoURL, charts, whole);
    } else if (!remotes.has(repoURL)) {
      hosts[host] ??= git.handler(host);
      remotes.set(repoURL, await git.create(host, pathname.slice(1).replace(/(?:\.git)?$/, '.git')));
      if (repoURL !== ownUrl) await fillDefinitions(scene, remotes.get(repoURL) ?? '', targetRevision);
    }
  }
  const trust = await startInternet(scene, hosts);
  const copy = scene.newFolder('clusters');
  const remote = remotes.get(ownUrl) ?? '';
  const call = (...args: readonly string[]) => scene.run('git', args, { cwd: copy, env: gitEnvironment });
  await call('init', '--quiet');
  cpSync(tree, copy, { recursive: true });
  await scene.run('ln', ['-s', join(scene.project, 'node_modules'), join(copy, 'node_modules')]);
  writeFileSync(join(copy, '.git', 'info', 'exclude'), 'node_modules\n');
  const push = async (message: string): Promise<string> => {
    await call('add', '--all');
    await call('commit', '--quiet', '--allow-empty', '--message', message);
    await call('push', '--quiet', '--force', remote, 'HEAD:main');
    return (await call('rev-parse', 'HEAD')).stdout.trim();
  };
  const first = await push('What is committed');
  const synth = await synthKeepingEdits(scene, copy);
  const reset = async (): Promise<void> => {
    await call('reset', '--quiet', '--hard', first);
    await call('clean', '--quiet', '--force', '-d');
    await call('push', '--quiet', '--force', remote, 'HEAD:main');
  };
  return { trust, copy, synth, push, reset };
}

/** Fills a repository of Gateway API definitions as upstream lays it out, with the definitions of that revision. */
async function fillDefinitions(scene: Scene, remote: string, revision: string): Promise<void> {
  const work = scene.newFolder('gateway-api');
  const folder = join(work, 'config', 'crd');
  const call = (...args: readonly string[]) => scene.run('git', args, { cwd: work, env: gitEnvironment });
  await call('init', '--quiet');
  await scene.run('mkdir', ['-p', folder]);
  const definitions = definitionsOfProduct(scene, 'gateway-api', new Map([['gateway-api', revision]]));
  for (const definition of definitions)
    writeFileSync(join(folder, `${definition.metadata.name}.yaml`), `${JSON.stringify(definition)}\n`);
  writeFileSync(
    join(folder, 'kustomization.yaml'),
    `${JSON.stringify({ resources: definitions.map(({ metadata }) => `${metadata.name}.yaml`) })}\n`,
  );
  await call('add', '--all');
  await call('commit', '--quiet', '--message', revision);
  await call('tag', revision);
  await call('push', '--quiet', remote, 'HEAD:main', revision);
}
