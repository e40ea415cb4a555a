import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scene } from '../../harness';
import { toolPath } from '../../programs';
import type { ApiServer } from '../api-server';
import { apiService } from '../service-address';
import { serviceNetwork } from './cluster';

/**
 * Starts kube-router's network policy controller on a node, in the node's network namespace, as k3s does within its agent. It
 * serves once its rules are loaded.
 * @throws when a round of it fails, with its words
 */
export async function startKubeRouter(scene: Scene, api: ApiServer, node: string): Promise<void> {
  const kubeconfig = join(scene.newFolder(`kube-router-${node}`), 'kubeconfig');
  writeFileSync(
    kubeconfig,
    readFileSync(api.kubeconfig, 'utf8').replace(api.url, `https://${apiService.address}:${apiService.port}`),
  );
  const program = scene.program('kube-router', 'kube-router');
  const name = `kube-router-${node}`;
  // It looks for iptables and ipset on its path.
  for (const tool of ['iptables', 'ipset'] as const) toolPath(tool);
  const log = () => readFileSync(join(scene.folder, `${name}.log`), 'utf8');
  await scene.start({
    name,
    command: toolPath('nsenter'),
    args: [`--net=/run/netns/${node}`, program, 'enforce', kubeconfig, node, serviceNetwork],
    env: { NODE_NAME: node, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` },
    ready: () => log().includes('sync iptables took'),
    limit: 120,
  });
  const [failure] = /^E\d.*$/m.exec(log()) ?? [];
  if (failure !== undefined) throw new Error(`kube-router on ${node}: ${failure}`);
}
