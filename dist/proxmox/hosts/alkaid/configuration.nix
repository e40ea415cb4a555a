# Written by asterism from the description of cluster proxmox. Change it there and run npm run synth;
# what is edited here is lost with the next one.
{ modulesPath, ... }:

{
  imports = [
    (modulesPath + "/virtualisation/proxmox-lxc.nix")
    ./postgresql.nix
  ];

  # This file sets name and addresses, so Proxmox must not write them: the ostype of the container is "unmanaged".
  proxmoxLXC.manageHostName = true;
  proxmoxLXC.manageNetwork = true;
  nixpkgs.hostPlatform = "x86_64-linux";

  networking.hostName = "alkaid";
  networking.useDHCP = false;
  networking.useNetworkd = true;
  systemd.network.networks."10-0-nodes" = {
    # placeholder: the router's address in LAN_Server
    matchConfig.Name = "eth0";
    address = [ "172.22.0.133/24" ];
    gateway = [ "172.22.0.1" ];
  };
  # A container would take its host's name servers.
  networking.useHostResolvConf = false;
  services.resolved.enable = false;
  # Beside networkd and without resolved, not every release writes networking.nameservers into this file: it would name none.
  environment.etc."resolv.conf".text = "nameserver 172.22.100.104\n";

  # NixOS' own firewall stays off: it is a table of its own, and what ours accepts its table would still drop.
  networking.firewall.enable = false;
  networking.nftables = {
    enable = true;
    rulesetFile = ./nftables.nft;
    # The file replaces its own table only. A flush would take the rules of kube-proxy and of the pods' network with it.
    flushRuleset = false;
  };

  services.openssh = {
    enable = true;
    settings = {
      PasswordAuthentication = false;
      KbdInteractiveAuthentication = false;
      PermitRootLogin = "prohibit-password";
    };
  };
  users.users.root.openssh.authorizedKeys.keys = [
    # placeholder: public SSH keys of the administrators
    "ssh-ed25519 AAAAexample admin@example.com"
  ];

  # The release it was installed with: data and defaults of that release are kept. It is not raised with an upgrade.
  system.stateVersion = "25.11";
}
