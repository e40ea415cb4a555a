/**
 * What we set of a VM, by the names of the provider bpg/proxmox: `proxmox_virtual_environment_vm`. What holds an object here is a
 * block there, for which JSON takes one object; `network_device` is a list.
 */
export interface ProxmoxVm {
  /** A comment; OpenTofu reads past this key. */
  readonly '//'?: readonly string[];
  readonly name: string;
  readonly description: string;
  /** Node of Proxmox on which it runs. */
  readonly node_name: string;
  readonly vm_id: number;
  readonly clone: { readonly vm_id: number };
  readonly cpu: {
    readonly cores: number;
    /** Weight against other VMs. */
    readonly units: number;
  };
  /** MiB. */
  readonly memory: { readonly dedicated: number };
  readonly disk: {
    readonly datastore_id: string;
    /** GB. */
    readonly size: number;
    readonly interface: 'scsi0';
  };
  readonly network_device: readonly [NetworkDevice];
  /** The provider asks the guest agent for its addresses; without one running in the VM, it waits for 15 minutes. */
  readonly agent: { readonly enabled: boolean };
  /** Resources that are there before. */
  readonly depends_on?: readonly string[];
}

/**
 * A network card. Its list is an attribute and no block to the provider, and OpenTofu refuses an object of it in which a key is
 * missing: what is `null` stays as the provider has it.
 */
export interface NetworkDevice {
  readonly bridge: string;
  readonly disconnected: null;
  readonly enabled: null;
  readonly firewall: null;
  readonly mac_address: string | null;
  readonly model: null;
  readonly mtu: null;
  readonly queues: null;
  readonly rate_limit: null;
  readonly trunks: null;
  readonly vlan_id: null;
}

/** A variable of OpenTofu. */
export interface TofuVariable {
  readonly type: 'string';
  readonly description: string;
  /** Whether OpenTofu keeps its value out of what it prints. */
  readonly sensitive?: true;
  readonly default?: string;
}
