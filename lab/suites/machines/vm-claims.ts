import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { vmOf } from '../../../lib/machines/proxmox/claim';
import { openTofu } from '../../drivers/opentofu';
import { type Claim, inTurn, demand, same } from '../../harness';
import { sameFields } from './same-fields';
import { hostFile, type World } from './world';

const vmsShape = v.looseObject({
  resource: v.object({
    proxmox_virtual_environment_vm: v.record(v.string(), v.record(v.string(), v.unknown())),
  }),
});

const terraformShape = v.object({
  terraform: v.object({ required_providers: v.object({ proxmox: v.object({ version: v.string() }) }) }),
});

/** What a network card leaves to the provider. */
const unset = {
  disconnected: null,
  enabled: null,
  firewall: null,
  model: null,
  mtu: null,
  queues: null,
  rate_limit: null,
  trunks: null,
  vlan_id: null,
};

/** The shipped files, for OpenTofu. */
function shipped({ scene, tree }: World, name: string) {
  const folder = join(tree, 'dist/proxmox/hosts/opentofu');
  return openTofu(
    scene,
    name,
    ['main.tf.json', 'variables.tf.json'].map((file) => join(folder, file)),
  );
}

export const vmClaims: readonly Claim<World>[] = inTurn([
  {
    says: 'OpenTofu and the provider take the VMs, and refuse a misspelt key of a block and a card with a key too few',
    by: 'tofu validate of the shipped files, and of copies with one change, with the release of the provider that they name',
    prove: async (world) => {
      const { code, stderr } = await shipped(world, 'tofu').validate();
      demand(code === 0, stderr);
      const { required_providers: wanted } = v.parse(
        terraformShape,
        JSON.parse(hostFile(world, 'proxmox', 'opentofu/main.tf.json')),
      ).terraform;
      const pins = readFileSync(
        join(world.scene.project, 'lab/pins/terraform-provider-proxmox/go.mod'),
        'utf8',
      );
      const pinned = /terraform-provider-proxmox v(\S+)/.exec(pins)?.[1];
      same('release of the provider', wanted.proxmox.version, pinned);
      const refused = [
        { from: '"units"', to: '"unitz"', because: 'No argument or block type is named "unitz"' },
        { from: '"model": null,', to: '', because: '"model" is required' },
      ];
      for (const [index, { from, to, because }] of refused.entries()) {
        const copy = shipped(world, `tofu-${index}`);
        copy.change('main.tf.json', (text) => text.replace(from, to));
        const ran = await copy.validate();
        demand(
          ran.code === 1 && ran.stderr.replaceAll(/\s+/g, ' ').includes(because),
          `${to}: ${ran.stderr}`,
        );
      }
      return `release ${pinned ?? ''}`;
    },
  },
  {
    says: 'OpenTofu makes each VM with the values of the inventory, agents after the server, under the name that the state knows',
    by: 'main.tf.json and variables.tf.json read back against the facts',
    prove: (world) => {
      const { facts } = world;
      const text = hostFile(world, 'proxmox', 'opentofu/main.tf.json');
      const vms = v.parse(vmsShape, JSON.parse(text)).resource.proxmox_virtual_environment_vm;
      const server = 'proxmox_virtual_environment_vm.k3s_server';
      same('names', Object.keys(vms), ['k3s_server', 'k3s_agent', 'k3s_agent_1']);
      facts.nodes.forEach((node, index) => {
        const { name, mac, role } = node;
        const own = vmOf(node)?.vm;
        const found = Object.entries(Object.values(vms)[index] ?? {}).filter(([key]) => key !== '//');
        const vm = Object.fromEntries(found);
        sameFields(name, vm, {
          name,
          description: `# ${own?.description ?? ''}`,
          node_name: '${var.proxmox_node}',
          vm_id: own?.id,
          clone: { vm_id: 9903 },
          cpu: { cores: 4, units: 1024 },
          memory: { dedicated: 16384 },
          disk: { datastore_id: 'Cesspool-VM', size: 32, interface: 'scsi0' },
          network_device: [{ bridge: 'vmbr0', mac_address: mac, ...unset }],
          agent: { enabled: true },
          ...(role === 'agent' && { depends_on: [server] }),
        });
      });
      const variables = hostFile(world, 'proxmox', 'opentofu/variables.tf.json');
      demand(
        /"proxmox_api_token": \{[^}]*"sensitive": true/.test(variables),
        'opentofu/variables.tf.json: proxmox_api_token is not sensitive',
      );
      return `${facts.nodes.length} VMs`;
    },
  },
  {
    says: 'What a card leaves open the provider fills with its own values, and the plan makes every VM and nothing else',
    by: 'tofu plan from nothing; Proxmox is not asked',
    prove: async (world) => {
      const plan = await shipped(world, 'tofu-plan').plan();
      const count = world.facts.nodes.length;
      same('plan', /^Plan: .*$/m.exec(plan)?.[0], `Plan: ${count} to add, 0 to change, 0 to destroy.`);
      same('cards', plan.match(/\+ model +=\s"virtio"/g)?.length, count);
      return `${count} VMs`;
    },
  },
]);
