import type { Facts } from '../../inventory';
import { header, type MachineFile } from '../machine-file';
import { openNote } from '../open-fact';
import type { RunContext } from '../running';
import { resourceOf, type VmNode, vmsIn } from './claim';
import type { NetworkDevice, ProxmoxVm, TofuVariable } from './tofu-vm';

/**
 * Release of the provider. The names in `tofu-vm.ts` are those of its docs/resources/virtual_environment_vm.md and docs/index.md, and
 * the lab has OpenTofu and this release validate and plan the VMs of the cluster proxmox. No VM was made with it.
 */
const providerVersion = '0.111.1';
const resourceType = 'proxmox_virtual_environment_vm';

/** The VMs of a cluster for OpenTofu. */
export function openTofuFiles({ model }: RunContext): readonly MachineFile[] {
  const { facts } = model.plan;
  const vms = vmsIn(facts);
  return [
    { path: 'opentofu/main.tf.json', text: jsonText(mainFile(vms, facts)) },
    { path: 'opentofu/variables.tf.json', text: jsonText(variablesFile(vms, facts)) },
  ];
}

function mainFile(vms: readonly VmNode[], facts: Facts): object {
  return {
    '//': header(facts, '').map((line) => line.trim()),
    terraform: {
      required_version: '>= 1.6.0',
      required_providers: { proxmox: { source: 'bpg/proxmox', version: providerVersion } },
    },
    provider: { proxmox: { endpoint: '${var.proxmox_endpoint}', api_token: '${var.proxmox_api_token}' } },
    resource: {
      [resourceType]: Object.fromEntries(vms.map((one) => [resourceOf(one), proxmoxVm(one, vms, facts)])),
    },
  };
}

/** A VM as the provider wants it. Agents come after the servers that they join. */
function proxmoxVm({ node, vm, proxmox }: VmNode, vms: readonly VmNode[], facts: Facts): ProxmoxVm {
  const { mac, name, role } = node;
  const before = role === 'agent' ? vms.filter((other) => other.node.role === 'server') : [];
  const notes = ['mac', 'machine.id', 'machine.resource'].flatMap((key) =>
    openNote(facts, `nodes.${name}.${key}`),
  );
  return {
    ...(notes.length > 0 && { '//': notes }),
    name,
    description: plain(`# ${vm.description}`),
    node_name: '${var.proxmox_node}',
    vm_id: vm.id,
    clone: { vm_id: proxmox.template },
    cpu: { cores: vm.cores, units: proxmox.cpuUnits },
    memory: { dedicated: vm.memory },
    disk: { datastore_id: plain(proxmox.datastore), size: vm.disk, interface: 'scsi0' },
    network_device: [networkDevice(plain(proxmox.bridge), mac)],
    agent: { enabled: true },
    ...(before.length > 0 && {
      depends_on: before.map((server) => `${resourceType}.${resourceOf(server)}`),
    }),
  };
}

function networkDevice(bridge: string, mac: string | undefined): NetworkDevice {
  return {
    bridge,
    mac_address: mac ?? null,
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
}

function variablesFile([first]: readonly VmNode[], facts: Facts): object {
  const variable: Readonly<Record<string, TofuVariable>> = {
    proxmox_endpoint: {
      type: 'string',
      description: 'Address of the Proxmox API, such as https://pve.example.com:8006/',
    },
    proxmox_api_token: {
      type: 'string',
      description:
        'API token of Proxmox, USER@REALM!NAME=UUID; TF_VAR_proxmox_api_token keeps it out of files',
      sensitive: true,
    },
    proxmox_node: {
      type: 'string',
      description: ['Proxmox node on which the VMs run', ...openNote(facts, 'proxmox.node')].join('; '),
      ...(first !== undefined && { default: first.proxmox.node }),
    },
  };
  return { '//': header(facts, '').map((line) => line.trim()), variable };
}

/** Text in which OpenTofu looks for no expression. */
function plain(text: string): string {
  return text.replace(/[$%](?=\{)/g, (mark) => mark + mark);
}

function jsonText(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
