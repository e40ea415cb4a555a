# Written by asterism from the description of cluster small. Change it there and run npm run synth;
# edits in this file are lost.
# nixos-rebuild switch --flake ./dist/small/hosts#NAME --target-host root@ADDRESS
{
  description = "NixOS machines of cluster small";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";

  outputs = { nixpkgs, ... }: {
    nixosConfigurations = {
      "ada" = nixpkgs.lib.nixosSystem { modules = [ ./ada/configuration.nix ]; };
      "bob" = nixpkgs.lib.nixosSystem { modules = [ ./bob/configuration.nix ]; };
      "db" = nixpkgs.lib.nixosSystem { modules = [ ./db/configuration.nix ]; };
    };
  };
}
