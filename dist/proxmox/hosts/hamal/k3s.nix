# Written by asterism from the description of cluster proxmox. Change it there and run npm run synth;
# what is edited here is lost with the next one.
{ pkgs, ... }:

{
  services.k3s = {
    enable = true;
    # The inventory says v1.33.5+k3s1; which patch of that minor it is, nixpkgs decides.
    package = pkgs.k3s_1_33;
    role = "agent";
    serverAddr = "https://172.22.0.134:6443";
    # A file that is put on the machine by hand. Every user can read what a module contains in the Nix store.
    tokenFile = "/etc/rancher/k3s/token";
    extraFlags = [
      "--node-name=hamal"
      "--node-ip=172.22.0.135"
    ];
  };
}
