# Written by asterism from the description of cluster proxmox. Change it there and run npm run synth;
# edits in this file are lost.
# Compare it with `nixos-generate-config --show-hardware-config` on hamal before the first switch.
{ modulesPath, ... }:

{
  imports = [
    (modulesPath + "/profiles/qemu-guest.nix")
  ];

  boot.initrd.availableKernelModules = [
    "ata_piix"
    "uhci_hcd"
    "virtio_pci"
    "virtio_scsi"
    "sd_mod"
    "sr_mod"
  ];
  # Proxmox starts VMs with a BIOS by default; the boot loader is on the disk scsi0.
  boot.loader.grub.enable = true;
  boot.loader.grub.device = "/dev/sda";

  fileSystems."/" = {
    # A clone keeps the UUID of its template until its file system gets a new one.
    # placeholder: UUID of / from `nixos-generate-config --show-hardware-config` on the host
    device = "/dev/disk/by-uuid/00000000-0000-0000-0000-000000000000";
    # placeholder: file system of / in the template
    fsType = "ext4";
  };

  nixpkgs.hostPlatform = "x86_64-linux";
}
