import { clustersIn, committedTree } from '../../drivers/committed';
import { suite } from '../../harness';
import { manifestsRead } from '../yaml';
import { fieldClaims } from './field-claims';
import { objectClaims } from './object-claims';
import { podClaims } from './pod-claims';
import { startCluster, type World } from './world';

export const api = suite<World>({
  name: 'api',
  title:
    'etcd and kube-apiserver 1.33 with the custom resource definitions of what the cluster takes, once for each cluster',
  programs: ['kubernetes', 'definitions'],
  tools: ['etcd', 'openssl'],
  memory: 3.6,
  seconds: 70,
  restsOn: [manifestsRead],
  start: async (scene) => {
    const tree = await committedTree(scene);
    const clusters = await Promise.all(clustersIn(tree).map((name) => startCluster(scene, tree, name)));
    return { tree, clusters };
  },
  claims: [...objectClaims, ...podClaims, ...fieldClaims],
});
