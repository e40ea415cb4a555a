import type { Scene, Server } from '../harness';
import type { ApiServer } from './api-server';
import type { Trust } from './internet';

/**
 * Starts the controllers of cert-manager beside an API server.
 * @param nameServer address of the name server through which it finds those of a zone
 */
export function startCertManager(
  scene: Scene,
  api: ApiServer,
  trust: Trust,
  nameServer: string,
): Promise<Server> {
  return scene.start({
    name: 'cert-manager',
    command: scene.program('cert-manager', 'cert-manager'),
    args: [
      ...['--kubeconfig', api.kubeconfig, '--cluster-resource-namespace', 'cert-manager'],
      // It looks every 10 s by default.
      ...['--dns01-recursive-nameservers', `${nameServer}:53`, '--dns01-check-retry-period', '1s'],
    ],
    env: { ...trust, GOGC: '50' },
    // It has no port of its own here; that it took its place is seen by what it does.
    ready: () => true,
  });
}
