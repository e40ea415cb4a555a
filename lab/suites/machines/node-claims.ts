import { load } from 'js-yaml';
import * as v from 'valibot';
import { serversOf } from '../../../lib/inventory';
import { runsNixos } from '../../../lib/machines/nixos/claim';
import { k3sFlagMistake } from '../../drivers/k3s-flags';
import { type Claim, inTurn, demand, same } from '../../harness';
import { hostFile, type World } from './world';

const configShape = v.record(v.string(), v.union([v.string(), v.boolean(), v.array(v.string())]));

/** A node's configuration of k3s as it ships. */
function configOf(world: World, cluster: string, node: string): v.InferOutput<typeof configShape> {
  const path = `${node}/k3s-config.yaml`;
  return v.parse(configShape, load(hostFile(world, cluster, path), { filename: path }));
}

export const nodeClaims: readonly Claim<World>[] = inTurn([
  {
    says: 'Each node that does not run NixOS has a configuration of k3s with flags of its role alone, and no token in it',
    by: 'k3s-config.yaml as js-yaml reads it, against the documented flags, how often each may be given, and the inventory',
    prove: (world) => {
      const counted: string[] = [];
      for (const facts of world.clusters) {
        const nodes = facts.nodes.filter((node) => !runsNixos(node));
        const [first, ...others] = serversOf(facts);
        for (const { name, address, role } of nodes) {
          const config = configOf(world, facts.name, name);
          for (const [key, value] of Object.entries(config)) {
            const mistake = k3sFlagMistake(key, value, role);
            demand(mistake === undefined, `${name}: ${mistake ?? ''}`);
          }
          const { token, ...known } = config;
          same(`${name}: token`, token, undefined);
          same(`${name}: address`, [known['node-name'], known['node-ip']], [name, address]);
          same(`${name}: token file`, known['token-file'], '/etc/rancher/k3s/token');
          const isAlone = name === first?.name && others.length === 0;
          same(`${name}: joins`, known['server'] === undefined, isAlone);
          same(`${name}: begins a cluster`, known['cluster-init'], undefined);
        }
        if (nodes.length > 0) counted.push(`${facts.name}: ${nodes.length}`);
      }
      return counted.join(', ');
    },
  },
  {
    says: 'Every control node of pi has both addresses of the gateway in its certificate, and leaves the network to Cilium and volumes to Longhorn',
    by: 'tls-san, flannel-backend and the switches of each k3s-config.yaml',
    prove: (world) => {
      const pi = world.clusters.find(({ name }) => name === 'pi');
      const servers = pi === undefined ? [] : serversOf(pi);
      for (const { name } of servers) {
        const config = configOf(world, 'pi', name);
        same(`${name}: tls-san`, config['tls-san'], ['192.168.1.99', '192.168.4.1']);
        const switches = ['flannel-backend', 'disable-network-policy', 'disable-kube-proxy', 'disable'];
        same(
          `${name}: network`,
          switches.map((key) => config[key]),
          ['none', true, true, ['servicelb', 'traefik', 'local-storage']],
        );
      }
      demand(servers.length === 3, `${servers.length} servers`);
      return `${servers.length} servers`;
    },
  },
]);
