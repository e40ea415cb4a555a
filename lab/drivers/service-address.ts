import { createServer, connect, type Socket } from 'node:net';
import type { Scene } from '../harness';
import type { ApiServer } from './api-server';

/** Address and port of the Service `kubernetes`, at which pods reach the API server. */
export const apiService = { address: '10.43.0.1', port: 443 };

/** Does kube-proxy's part for the one Service `kubernetes`: what comes to its address is handed to the API server. */
export async function serveApiAddress(scene: Scene, api: ApiServer): Promise<void> {
  await addAddress(scene, apiService.address);
  const port = Number(new URL(api.url).port);
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(apiService.port, apiService.address, resolve);
  });
  scene.atEnd(() => {
    server.close();
    for (const socket of open) socket.destroy();
  });
}

/** Gives the suite's network namespace an address more. */
export async function addAddress(scene: Scene, address: string): Promise<void> {
  await scene.run('ip', ['addr', 'add', `${address}/32`, 'dev', 'lo']);
}
