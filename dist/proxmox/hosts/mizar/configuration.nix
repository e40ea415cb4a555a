# Written by asterism from the description of cluster proxmox. Change it there and run npm run synth;
# what is edited here is lost with the next one.
{ ... }:

{
  imports = [
    ./hardware-configuration.nix
    ./k3s.nix
  ];

  # Proxmox asks it for addresses and stops the VM through it.
  services.qemuGuest.enable = true;

  networking.hostName = "mizar";
  networking.useDHCP = false;
  networking.useNetworkd = true;
  systemd.network.networks."10-0-nodes" = {
    # placeholder: the router's address in LAN_Server
    matchConfig.MACAddress = "BC:24:11:B3:ED:03";
    address = [ "172.22.0.136/24" ];
    gateway = [ "172.22.0.1" ];
  };
  # resolved's stub answers on loopback, out of reach for pods; CoreDNS asks what the node's resolv.conf names.
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
