import type { ApiServer } from '../../drivers/api-server';

const finalizer = 'argocd.argoproj.io/hook-finalizer';

/**
 * Takes Argo CD's finalizer off the hooks of Applications that are being removed, as the guide tells a person to: Argo CD 3.5 at times
 * leaves it on a Job that is done, and the Application then never ends.
 * @param namespaces where those Applications have their Jobs
 * @returns the Jobs that were stuck
 */
export async function freeStuckHooks(
  api: ApiServer,
  namespaces: readonly string[],
): Promise<readonly string[]> {
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
  for (const job of stuck) {
    const [namespace = '', name = ''] = job.split('/');
    const patch = JSON.stringify({ metadata: { finalizers: null } });
    await api.kubectl(['-n', namespace, 'patch', 'job', name, '--type=merge', '-p', patch]);
  }
  return stuck;
}
