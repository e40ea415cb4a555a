type Kind = 'text' | 'texts' | 'number' | 'switch';

/**
 * Options of NixOS 25.11 that we set, by the file below nixos/modules of NixOS/nixpkgs that declares them; `*` is a name of one's
 * own. The lab has no nixpkgs to ask. What takes any name by itself (the settings of sshd, of PostgreSQL and of systemd) is
 * named to the last part, so that a misspelt one is seen.
 */
const options: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  'config/networking.nix, tasks/network-interfaces.nix': {
    'networking.hostName': 'text',
    'networking.useDHCP': 'switch',
    'networking.useNetworkd': 'switch',
    'networking.useHostResolvConf': 'switch',
  },
  'misc/nixpkgs.nix': { 'nixpkgs.hostPlatform': 'text' },
  'misc/version.nix': { 'system.stateVersion': 'text' },
  'services/cluster/rancher': {
    'services.k3s.enable': 'switch',
    'services.k3s.package': 'text',
    'services.k3s.role': 'text',
    'services.k3s.serverAddr': 'text',
    'services.k3s.clusterInit': 'switch',
    'services.k3s.tokenFile': 'text',
    'services.k3s.extraFlags': 'texts',
  },
  'services/databases/postgresql.nix': {
    'services.postgresql.enable': 'switch',
    'services.postgresql.package': 'text',
    'services.postgresql.enableTCPIP': 'switch',
    'services.postgresql.authentication': 'text',
    'services.postgresql.settings.port': 'number',
    'services.postgresql.settings.password_encryption': 'text',
  },
  'services/networking/firewall.nix': { 'networking.firewall.enable': 'switch' },
  'services/networking/nftables.nix': {
    'networking.nftables.enable': 'switch',
    'networking.nftables.rulesetFile': 'text',
    'networking.nftables.flushRuleset': 'switch',
  },
  'services/networking/ssh/sshd.nix': {
    'services.openssh.enable': 'switch',
    'services.openssh.settings.PasswordAuthentication': 'switch',
    'services.openssh.settings.KbdInteractiveAuthentication': 'switch',
    'services.openssh.settings.PermitRootLogin': 'text',
    'users.users.*.openssh.authorizedKeys.keys': 'texts',
  },
  'system/boot/kernel.nix': { 'boot.initrd.availableKernelModules': 'texts' },
  'system/boot/loader/grub/grub.nix': {
    'boot.loader.grub.enable': 'switch',
    'boot.loader.grub.device': 'text',
  },
  'system/boot/networkd.nix': {
    'systemd.network.networks.*.matchConfig.Name': 'text',
    'systemd.network.networks.*.matchConfig.MACAddress': 'text',
    'systemd.network.networks.*.address': 'texts',
    'systemd.network.networks.*.gateway': 'texts',
  },
  'system/boot/resolved.nix': { 'services.resolved.enable': 'switch' },
  'system/boot/systemd.nix': {
    'systemd.services.*.description': 'text',
    'systemd.services.*.after': 'texts',
    'systemd.services.*.requires': 'texts',
    'systemd.services.*.wantedBy': 'texts',
    'systemd.services.*.environment.PGPORT': 'text',
    'systemd.services.*.serviceConfig.Type': 'text',
    'systemd.services.*.serviceConfig.RemainAfterExit': 'switch',
    'systemd.services.*.serviceConfig.User': 'text',
    'systemd.services.*.serviceConfig.LoadCredential': 'texts',
    'systemd.services.*.serviceConfig.ExecStart': 'text',
  },
  'system/etc/etc.nix': { 'environment.etc.*.text': 'text' },
  'tasks/filesystems.nix': { 'fileSystems.*.device': 'text', 'fileSystems.*.fsType': 'text' },
  'virtualisation/proxmox-lxc.nix': {
    'proxmoxLXC.manageHostName': 'switch',
    'proxmoxLXC.manageNetwork': 'switch',
  },
  'virtualisation/qemu-guest-agent.nix': { 'services.qemuGuest.enable': 'switch' },
};

const known = new Map(Object.values(options).flatMap((declared) => Object.entries(declared)));

/** What a machine sets that NixOS has no option for, or that has another type there. */
export function optionMistakes(machine: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(machine).flatMap(([name, value]) => mistakesAt([name], value));
}

function mistakesAt(path: readonly string[], value: unknown): readonly string[] {
  const kind = kindOf(path);
  if (kind !== undefined) {
    if (fits(kind, value)) return [];
    return [`${path.join('.')}: expected ${kind}, found ${JSON.stringify(value)}`];
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [`NixOS has no option ${path.join('.')}`];
  return Object.entries(value).flatMap(([name, inner]) => mistakesAt([...path, name], inner));
}

/** The kind of the option at a path. A part of the path may have dots in it: it is compared whole. */
function kindOf(path: readonly string[]): Kind | undefined {
  for (const [option, kind] of known) {
    const parts = option.split('.');
    if (parts.length === path.length && parts.every((part, index) => part === '*' || part === path[index]))
      return kind;
  }
  return undefined;
}

function fits(kind: Kind, value: unknown): boolean {
  switch (kind) {
    case 'text':
      return typeof value === 'string';
    case 'texts':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'number':
      return Number.isInteger(value);
    case 'switch':
      return typeof value === 'boolean';
  }
}
