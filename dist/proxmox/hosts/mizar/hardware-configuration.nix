# Written by asterism from the description of cluster proxmox. Change it there and run npm run synth;
# edits in this file are lost.
# Compare it with `nixos-generate-config --show-hardware-config` on mizar before the first switch.
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
    device = "/dev/disk/by-uuid/dd933e34-9e75-4a1c-8597-61e6d3b7af63";
    # placeholder: file system of / in the template
    fsType = "ext4";
  };

  nixpkgs.hostPlatform = "x86_64-linux";
}
