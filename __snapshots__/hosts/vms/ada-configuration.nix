# Written by asterism from the description of cluster small. Change it there and run npm run synth;
# edits in this file are lost.
{ ... }:

{
  imports = [
    ./hardware-configuration.nix
    ./k3s.nix
  ];

  # Proxmox reads the addresses of the VM from the guest agent, and shuts the VM down with it.
  services.qemuGuest.enable = true;

  networking.hostName = "ada";
  networking.useDHCP = false;
  networking.useNetworkd = true;
  systemd.network.networks."10-0-nodes" = {
    matchConfig.MACAddress = "00:00:5E:00:53:11";
    address = [ "192.0.2.11/24" ];
    gateway = [ "192.0.2.1" ];
  };
  # resolved's stub listens on loopback, which pods cannot reach; CoreDNS asks the servers in the node's resolv.conf.
  services.resolved.enable = false;
  # With networkd and without resolved, some releases do not write networking.nameservers into this file.
  environment.etc."resolv.conf".text = "nameserver 203.0.113.53\n";

  # NixOS' own firewall stays off: it is a separate table, and would still drop what ours accepts.
  networking.firewall.enable = false;
  networking.nftables = {
    enable = true;
    rulesetFile = ./nftables.nft;
    # The file replaces its own table only. A flush would also remove the rules of kube-proxy and the network plugin.
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
    "ssh-ed25519 AAAA admin@example.com"
  ];

  # The release that was installed first: data formats and defaults stay those of it. Do not raise it with an upgrade.
  system.stateVersion = "25.11";
}
