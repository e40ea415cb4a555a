import type { ApiServer } from '../../drivers/api-server';
import { applications } from '../../drivers/applications';

/**
 * Frees Applications that are being removed and do not end, as the guide tells a person to.
 * @param names those Applications
 * @param namespaces where they have their Jobs
 * @returns what had to be done
 */
export async function freeStuckRemovals(
  api: ApiServer,
  names: readonly string[],
  namespaces: readonly string[],
): Promise<readonly string[]> {
  return [...(await endRetriedSyncs(api, names)), ...(await freeHooks(api, namespaces))];
}

/** A set may sync an Application once more whose folder is gone already. Argo CD tries that again, and removes nothing meanwhile. */
async function endRetriedSyncs(api: ApiServer, names: readonly string[]): Promise<readonly string[]> {
  const all = await applications(api);
  const retried = names.filter((name) => all.get(name)?.status.operationState?.phase === 'Running');
  const patch = JSON.stringify({ status: { operationState: { phase: 'Terminating' } } });
  for (const name of retried)
    await api.kubectl(['-n', 'argocd', 'patch', 'application', name, '--type=merge', '-p', patch]);
  return retried.map((name) => `the sync of ${name} ended`);
}

const finalizer = 'argocd.argoproj.io/hook-finalizer';

/** Argo CD 3.5 at times leaves its finalizer on a Job that is done. */
async function freeHooks(api: ApiServer, namespaces: readonly string[]): Promise<readonly string[]> {
  const fields = '{.metadata.namespace}/{.metadata.name} {.metadata.finalizers}{"\\n"}';
  const { stdout } = await api.kubectl([
    'get',
    'jobs',
    '-A',
    '-o',
    `jsonpath={range .items[*]}${fields}{end}`,
  ]);
  const stuck = stdout
    .split('\n')
    .filter((line) => line.includes(finalizer))
    .map((line) => line.split(' ')[0] ?? '')
    .filter((job) => namespaces.includes(job.split('/')[0] ?? ''));
  const patch = JSON.stringify({ metadata: { finalizers: null } });
  for (const job of stuck) {
    const [namespace = '', name = ''] = job.split('/');
    await api.kubectl(['-n', namespace, 'patch', 'job', name, '--type=merge', '-p', patch]);
  }
  return stuck.map((job) => `${job} freed`);
}
