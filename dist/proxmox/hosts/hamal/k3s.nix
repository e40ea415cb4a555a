# Written by asterism from the description of cluster proxmox. Change it there and run npm run synth;
# edits in this file are lost.
{ pkgs, ... }:

{
  services.k3s = {
    enable = true;
    # The inventory pins v1.33.5+k3s1; nixpkgs decides the patch release of that minor version.
    package = pkgs.k3s_1_33;
    role = "agent";
    serverAddr = "https://172.22.0.134:6443";
    # The file is put on the machine by hand. A module is in the Nix store, which every user of the machine can read.
    tokenFile = "/etc/rancher/k3s/token";
    extraFlags = [
      "--node-name=hamal"
      "--node-ip=172.22.0.135"
    ];
  };
}
