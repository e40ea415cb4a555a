import { argoCd, defineCluster, k3s } from 'asterism';
import { attic } from '../things/attic';
import { bell, bells } from '../things/bell';

export const home = defineCluster({
  name: 'home',
  git: { url: 'https://git.example.com/home/clusters.git', revision: 'main' },
  distribution: k3s({ version: 'v1.33.5+k3s1', networkPlugin: 'flannel' }),
  api: { host: 'ada' },
  networks: {
    nodes: { cidr: '192.0.2.0/24' },
    pods: { cidr: '10.42.0.0/16' },
    services: { cidr: '10.43.0.0/16' },
  },
  nodes: [{ name: 'ada', address: '192.0.2.11', role: 'server', machine: attic({ shelf: 2 }) }],
  components: [argoCd(), bells(), bell({ name: 'door', tone: 440 }), bell({ name: 'gate', tone: 550 })],
});
