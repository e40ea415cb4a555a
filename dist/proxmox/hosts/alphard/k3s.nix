# Written by asterism from the description of cluster proxmox. Change it there and run npm run synth;
# edits in this file are lost.
{ pkgs, ... }:

{
  services.k3s = {
    enable = true;
    # The inventory pins v1.33.5+k3s1; nixpkgs decides the patch release of that minor version.
    package = pkgs.k3s_1_33;
    role = "server";
    # The file is put on the machine by hand. A module is in the Nix store, which every user of the machine can read.
    tokenFile = "/etc/rancher/k3s/token";
    extraFlags = [
      "--node-name=alphard"
      "--node-ip=172.22.0.134"
      "--cluster-cidr=10.42.0.0/16"
      "--service-cidr=10.43.0.0/16"
      "--cluster-dns=10.43.0.10"
      "--tls-san=172.22.0.134"
      "--disable=servicelb"
      "--disable=traefik"
    ];
  };
}
