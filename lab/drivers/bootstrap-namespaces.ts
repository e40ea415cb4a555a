import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kubeObject } from './committed';
import { refusal } from './resources';
import type { ApiServer } from './api-server';
import { waitFor } from '../harness';

/** Namespaces that a cluster's bootstrap page makes by its commands before the root is applied: by helm or kubectl. */
export function bootstrapNamespaces(tree: string, cluster: string): readonly string[] {
  const page = readFileSync(join(tree, 'apps', cluster, 'bootstrap', 'README.md'), 'utf8');
  const made = [
    ...page.matchAll(/--namespace (\S+) --create-namespace/g),
    ...page.matchAll(/kubectl create namespace (\S+)/g),
  ];
  return [...new Set(made.map(([, name]) => name ?? ''))].sort();
}

/** Makes the namespaces of the bootstrap page. Those that are there already stay, as they do with the page's commands. */
export async function makeBootstrapNamespaces(api: ApiServer, tree: string, cluster: string): Promise<void> {
  // The API server makes it a moment after it began to serve.
  await waitFor('kube-system', 30, async () =>
    (await api.ask('GET', '/api/v1/namespaces/kube-system')).status === 200 ? true : undefined,
  );
  for (const name of bootstrapNamespaces(tree, cluster)) {
    const namespace = kubeObject({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }, name);
    const answer = await api.ask('POST', '/api/v1/namespaces', { body: namespace });
    const why = answer.status === 409 ? undefined : refusal(answer);
    if (why !== undefined) throw new Error(`namespace ${name}: ${why}`);
  }
}
