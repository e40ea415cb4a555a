import { load } from 'js-yaml';
import * as v from 'valibot';
import { serversOf } from '../../../lib/inventory';
import { k3sFlagMistake } from '../../drivers/k3s-flags';
import type { Claim } from '../../harness';
import { holds, same } from '../pipeline/expect';
import { hostFile, type World } from './world';

const configShape = v.record(v.string(), v.union([v.string(), v.boolean(), v.array(v.string())]));

const vmsShape = v.looseObject({
  resource: v.object({
    proxmox_virtual_environment_vm: v.record(v.string(), v.record(v.string(), v.unknown())),
  }),
});

export const nodeClaims: readonly Claim<World>[] = [
  {
    says: 'Each node that does not run NixOS has a configuration of k3s with flags of its role alone, and no token in it',
    by: 'k3s-config.yaml as js-yaml reads it, against the documented flags, how often each may be given, and the inventory',
    prove: (world) => {
      const counted: string[] = [];
      for (const facts of world.clusters) {
        const nodes = facts.nodes.filter(({ machine }) => machine?.kind !== 'vm');
        const [first, ...others] = serversOf(facts);
        for (const { name, address, role } of nodes) {
          const config = v.parse(configShape, load(hostFile(world, facts.name, `${name}/k3s-config.yaml`)));
          for (const [key, value] of Object.entries(config)) {
            const mistake = k3sFlagMistake(key, value, role);
            holds(mistake === undefined, `${name}: ${mistake ?? ''}`);
          }
          const { token, ...known } = config;
          same(`${name}: token`, token, undefined);
          same(`${name}: address`, [known['node-name'], known['node-ip']], [name, address]);
          same(`${name}: token file`, known['token-file'], '/etc/rancher/k3s/token');
          same(`${name}: joins`, known['server'] === undefined, name === first?.name);
          same(
            `${name}: begins etcd`,
            known['cluster-init'],
            name === first?.name && others.length > 0 ? true : undefined,
          );
        }
        if (nodes.length > 0) counted.push(`${facts.name}: ${nodes.length}`);
      }
      return counted.join(', ');
    },
  },
  {
    says: 'Every control node of pi has both addresses of the gateway in its certificate, and leaves the network to Cilium',
    by: 'tls-san, flannel-backend and the switches of each k3s-config.yaml',
    prove: (world) => {
      const pi = world.clusters.find(({ name }) => name === 'pi');
      const servers = pi === undefined ? [] : serversOf(pi);
      for (const { name } of servers) {
        const config = v.parse(configShape, load(hostFile(world, 'pi', `${name}/k3s-config.yaml`)));
        same(`${name}: tls-san`, config['tls-san'], ['192.168.1.99', '192.168.4.1']);
        const switches = ['flannel-backend', 'disable-network-policy', 'disable-kube-proxy', 'disable'];
        same(
          `${name}: network`,
          switches.map((key) => config[key]),
          ['none', true, true, ['servicelb', 'traefik']],
        );
      }
      holds(servers.length === 3, `${servers.length} servers`);
      return `${servers.length} servers`;
    },
  },
  {
    says: 'OpenTofu makes each VM with the values of the inventory, agents after the server, under the name that the state knows',
    by: 'main.tf.json and variables.tf.json read back against the facts; the provider itself is not asked',
    prove: (world) => {
      const { facts } = world;
      const text = hostFile(world, 'proxmox', 'opentofu/main.tf.json');
      const vms = v.parse(vmsShape, JSON.parse(text)).resource.proxmox_virtual_environment_vm;
      const server = 'proxmox_virtual_environment_vm.k3s_server';
      same('names', Object.keys(vms), ['k3s_server', 'k3s_agent', 'k3s_agent_1']);
      facts.nodes.forEach(({ name, mac, role, machine }, index) => {
        const found = Object.entries(Object.values(vms)[index] ?? {}).filter(([key]) => key !== '//');
        const vm = Object.fromEntries(found);
        same(name, vm, {
          name,
          description: `# ${machine?.kind === 'vm' ? machine.description : ''}`,
          node_name: '${var.proxmox_node}',
          vm_id: machine?.kind === 'vm' ? machine.id : 0,
          clone: { vm_id: 9903 },
          cpu: { cores: 4, units: 1024 },
          memory: { dedicated: 16384 },
          disk: { datastore_id: 'Cesspool-VM', size: 32, interface: 'scsi0' },
          network_device: { bridge: 'vmbr0', mac_address: mac },
          agent: { enabled: true },
          ...(role === 'agent' && { depends_on: [server] }),
        });
      });
      const variables = hostFile(world, 'proxmox', 'opentofu/variables.tf.json');
      holds(/"proxmox_api_token": \{[^}]*"sensitive": true/.test(variables), 'the token is not sensitive');
      return `${facts.nodes.length} VMs`;
    },
  },
];
