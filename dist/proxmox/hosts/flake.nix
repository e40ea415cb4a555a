# Written by asterism from the description of cluster proxmox. Change it there and run npm run synth;
# edits in this file are lost.
# nixos-rebuild switch --flake ./dist/proxmox/hosts#NAME --target-host root@ADDRESS
{
  description = "NixOS machines of cluster proxmox";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";

  outputs = { nixpkgs, ... }: {
    nixosConfigurations = {
      "alphard" = nixpkgs.lib.nixosSystem { modules = [ ./alphard/configuration.nix ]; };
      "hamal" = nixpkgs.lib.nixosSystem { modules = [ ./hamal/configuration.nix ]; };
      "mizar" = nixpkgs.lib.nixosSystem { modules = [ ./mizar/configuration.nix ]; };
      "alkaid" = nixpkgs.lib.nixosSystem { modules = [ ./alkaid/configuration.nix ]; };
    };
  };
}
