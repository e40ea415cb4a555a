import { type Facts, machineName, nameServerPort, type NodeOrHost } from '../../inventory';
import { header, textOf } from '../host-file';
import { openNote } from '../open-fact';
import { type Card, cardsOf } from './machine';
import { indented, listLines, nixString } from './text';

/**
 * `configuration.nix` of a machine: name, network, log-in by key, packet filter. What it serves is in modules beside it.
 * The options are those of NixOS 25.11 and later.
 * @param rules file of nftables with the packet filter, within the machine's folder
 */
export function configuration(
  machine: NodeOrHost,
  modules: readonly string[],
  facts: Facts,
  rules: string | undefined,
): string {
  const isVm = machine.kind === 'node';
  const imports = [
    ...(isVm ? ['./hardware-configuration.nix'] : ['(modulesPath + "/virtualisation/proxmox-lxc.nix")']),
    ...modules,
  ];
  return textOf([
    ...header(facts, '#'),
    isVm ? '{ ... }:' : '{ modulesPath, ... }:',
    '',
    '{',
    ...indented([
      ...listLines('imports', imports),
      '',
      ...(isVm
        ? [
            '# Proxmox asks it for addresses and stops the VM through it.',
            'services.qemuGuest.enable = true;',
          ]
        : container),
      '',
      ...networkLines(machine, facts),
      '',
      ...filterLines(rules),
      '',
      ...loginLines(facts),
      '',
      '# The release it was installed with: data and defaults of that release are kept. It is not raised with an upgrade.',
      `system.stateVersion = ${nixString(facts.nixos?.release ?? '')};`,
    ]),
    '}',
  ]);
}

const container: readonly string[] = [
  '# This file sets name and addresses, so Proxmox must not write them: the ostype of the container is "unmanaged".',
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
          "# resolved's stub answers on loopback, out of reach for pods; CoreDNS asks what the node's resolv.conf names.",
        ]
      : ["# A container would take its host's name servers.", 'networking.useHostResolvConf = false;']),
    'services.resolved.enable = false;',
    '# Beside networkd and without resolved, not every release writes networking.nameservers into this file: it would name none.',
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
    "# NixOS' own firewall stays off: it is a table of its own, and what ours accepts its table would still drop.",
    'networking.firewall.enable = false;',
    ...(rules === undefined
      ? []
      : [
          'networking.nftables = {',
          '  enable = true;',
          `  rulesetFile = ./${rules};`,
          "  # The file replaces its own table only. A flush would take the rules of kube-proxy and of the pods' network with it.",
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
