import { type Facts, machineName, nameServerPort, type NodeOrHost } from '../../inventory';
import { header, textOf } from '../machine-file';
import { openNote } from '../open-fact';
import { type NixosHardware, nixosReleaseOf } from './claim';
import { type Card, cardsOf } from './machine';
import { indented, listLines, nixString } from './text';

/**
 * `configuration.nix` of a machine: name, network, log-in by key, packet filter. What it serves is in modules beside it.
 * The options are those of NixOS 25.11 and later.
 * @param hardware what the machine of a node adds
 * @param rules file of nftables with the packet filter, within the machine's folder
 */
export function configuration(
  machine: NodeOrHost,
  hardware: NixosHardware | undefined,
  modules: readonly string[],
  facts: Facts,
  rules: string | undefined,
): string {
  const isNode = machine.kind === 'node';
  const lines = isNode ? (hardware?.lines ?? []) : container;
  const release = nixosReleaseOf(isNode ? machine.node : machine.host);
  const imports = [
    ...(isNode ? ['./hardware-configuration.nix'] : ['(modulesPath + "/virtualisation/proxmox-lxc.nix")']),
    ...modules,
  ];
  return textOf([
    ...header(facts, '#'),
    isNode ? '{ ... }:' : '{ modulesPath, ... }:',
    '',
    '{',
    ...indented([
      ...listLines('imports', imports),
      '',
      ...(lines.length === 0 ? [] : [...lines, '']),
      ...networkLines(machine, facts),
      '',
      ...filterLines(rules),
      '',
      ...loginLines(facts),
      '',
      '# The release that was installed first: data formats and defaults stay those of it. Do not raise it with an upgrade.',
      `system.stateVersion = ${nixString(release ?? '')};`,
    ]),
    '}',
  ]);
}

const container: readonly string[] = [
  '# Name and addresses are set here, so Proxmox must not write them: set the ostype of the container to "unmanaged".',
  'proxmoxLXC.manageHostName = true;',
  'proxmoxLXC.manageNetwork = true;',
  'nixpkgs.hostPlatform = "x86_64-linux";',
];

function networkLines(machine: NodeOrHost, facts: Facts): readonly string[] {
  return [
    `networking.hostName = ${nixString(machineName(machine))};`,
    'networking.useDHCP = false;',
    'networking.useNetworkd = true;',
    ...cardsOf(machine, facts).flatMap((card, index) =>
      cardLines(card, `10-${index}-${card.network}`, machine, facts),
    ),
    ...(machine.kind === 'node'
      ? [
          "# resolved's stub listens on loopback, which pods cannot reach; CoreDNS asks the servers in the node's resolv.conf.",
        ]
      : [
          '# Otherwise a container takes the name servers of its host.',
          'networking.useHostResolvConf = false;',
        ]),
    'services.resolved.enable = false;',
    '# With networkd and without resolved, some releases do not write networking.nameservers into this file.',
    `environment.etc."resolv.conf".text = ${nixString(resolvConf(facts))};`,
  ];
}

function cardLines(card: Card, unit: string, machine: NodeOrHost, facts: Facts): readonly string[] {
  const notes = [
    ...(machine.kind === 'node' ? openNote(facts, `nodes.${machine.node.name}.mac`) : []),
    ...(card.gateway === undefined ? [] : openNote(facts, `networks.${card.network}.gateway`)),
  ];
  return [
    `systemd.network.networks.${nixString(unit)} = {`,
    ...indented([
      ...notes.map((note) => `# ${note}`),
      `matchConfig.${card.match.key} = ${nixString(card.match.value)};`,
      `address = [ ${nixString(card.address)} ];`,
      ...(card.gateway === undefined ? [] : [`gateway = [ ${nixString(card.gateway)} ];`]),
    ]),
    '};',
  ];
}

/** `/etc/resolv.conf` with the name servers of the site. */
function resolvConf({ hosts }: Facts): string {
  const servers = hosts.filter((host) => nameServerPort(host) !== undefined);
  return servers.map(({ address }) => `nameserver ${address}\n`).join('');
}

/** @param rules file with the packet filter, beside this one; without one, a program of the host filters */
function filterLines(rules: string | undefined): readonly string[] {
  return [
    "# NixOS' own firewall stays off: it is a separate table, and would still drop what ours accepts.",
    'networking.firewall.enable = false;',
    ...(rules === undefined
      ? []
      : [
          'networking.nftables = {',
          '  enable = true;',
          `  rulesetFile = ./${rules};`,
          '  # The file replaces its own table only. A flush would also remove the rules of kube-proxy and the network plugin.',
          '  flushRuleset = false;',
          '};',
        ]),
  ];
}

function loginLines(facts: Facts): readonly string[] {
  const { sshKeys = [] } = facts.administrators ?? {};
  return [
    'services.openssh = {',
    '  enable = true;',
    '  settings = {',
    '    PasswordAuthentication = false;',
    '    KbdInteractiveAuthentication = false;',
    '    PermitRootLogin = "prohibit-password";',
    '  };',
    '};',
    'users.users.root.openssh.authorizedKeys.keys = [',
    ...sshKeys.flatMap((key, index) => [
      ...openNote(facts, `administrators.sshKeys[${index}]`).map((note) => `  # ${note}`),
      `  ${nixString(key)}`,
    ]),
    '];',
  ];
}
