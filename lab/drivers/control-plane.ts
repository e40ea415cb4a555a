import { freePort, type Scene, type Server } from '../harness';
import type { ApiServer } from './api-server';

/** Starts the controller manager and the scheduler of a cluster. */
export async function startControlPlane(
  scene: Scene,
  api: ApiServer,
  name: string,
): Promise<readonly Server[]> {
  const part = async (program: string, args: readonly string[]): Promise<Server> => {
    const port = await freePort();
    return scene.start({
      name: `${name}-${program}`,
      command: scene.program('kubernetes', program),
      args: [
        ...['--kubeconfig', api.kubeconfig, '--authentication-kubeconfig', api.kubeconfig],
        ...['--authorization-kubeconfig', api.kubeconfig, '--bind-address', '127.0.0.1'],
        ...['--secure-port', String(port), '--leader-elect=false', ...args],
      ],
      // Their ports answer under certificates of their own; that they took their place is seen by what they do.
      ready: () => true,
    });
  };
  return Promise.all([
    part('kube-controller-manager', [
      ...[
        '--use-service-account-credentials=true',
        '--service-account-private-key-file',
        api.serviceAccountKey,
      ],
      ...['--root-ca-file', api.certificate, '--concurrent-gc-syncs', '5'],
    ]),
    part('kube-scheduler', []),
  ]);
}
