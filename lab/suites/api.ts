import { type Scene, suite } from '../harness';
import { startApiServer } from '../drivers/api-server';
import { loadDefinitions } from '../drivers/definitions';

export const api = suite({
  name: 'api',
  title: 'etcd and kube-apiserver 1.33 with every custom resource definition',
  programs: ['kubernetes'],
  tools: ['etcd', 'openssl'],
  start: async (scene: Scene) => {
    const server = await startApiServer(scene);
    return { server, definitions: await loadDefinitions(scene, server) };
  },
  claims: [
    {
      says: 'Every custom resource definition is accepted',
      by: 'server-side apply',
      prove: ({ definitions }) => `${definitions} definitions`,
    },
  ],
});
