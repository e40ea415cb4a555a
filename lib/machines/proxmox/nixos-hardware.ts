import type { Facts, Node } from '../../inventory';
import { header, textOf } from '../machine-file';
import type { NixosHardware } from '../nixos/claim';
import { indented, listLines, nixString } from '../nixos/text';
import { openNote } from '../open-fact';
import { vmOf, type VmNode } from './claim';

/** What a VM that was cloned on Proxmox adds to the configuration of NixOS. */
export function vmHardware(node: Node, facts: Facts): NixosHardware | undefined {
  const vm = vmOf(node);
  return (
    vm && {
      configuration: hardwareConfiguration(vm, facts),
      lines: [
        '# Proxmox reads the addresses of the VM from the guest agent, and shuts the VM down with it.',
        'services.qemuGuest.enable = true;',
      ],
    }
  );
}

/** QEMU's devices, a BIOS, one disk on `scsi0`. */
function hardwareConfiguration({ node: { name }, vm, proxmox }: VmNode, facts: Facts): string {
  const comment = (place: string) => openNote(facts, place).map((note) => `# ${note}`);
  return textOf([
    ...header(facts, '#'),
    `# Compare it with \`nixos-generate-config --show-hardware-config\` on ${name} before the first switch.`,
    '{ modulesPath, ... }:',
    '',
    '{',
    ...indented([
      ...listLines('imports', ['(modulesPath + "/profiles/qemu-guest.nix")']),
      '',
      ...listLines('boot.initrd.availableKernelModules', bootModules.map(nixString)),
      '# Proxmox starts VMs with a BIOS by default; the boot loader is on the disk scsi0.',
      'boot.loader.grub.enable = true;',
      'boot.loader.grub.device = "/dev/sda";',
      '',
      'fileSystems."/" = {',
      ...indented([
        '# A clone keeps the UUID of its template until its file system gets a new one.',
        ...comment(`nodes.${name}.machine.rootUuid`),
        `device = ${nixString(`/dev/disk/by-uuid/${vm.rootUuid}`)};`,
        ...comment('proxmox.rootType'),
        `fsType = ${nixString(proxmox.rootType)};`,
      ]),
      '};',
      '',
      'nixpkgs.hostPlatform = "x86_64-linux";',
    ]),
    '}',
  ]);
}

/** What has to be loaded before the root file system can be read; the profile brings virtio's. */
const bootModules = ['ata_piix', 'uhci_hcd', 'virtio_pci', 'virtio_scsi', 'sd_mod', 'sr_mod'];
