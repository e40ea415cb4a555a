import type { Facts, Node } from '../../inventory';
import { header, textOf } from '../machine-file';
import type { K3sSettings } from './props';
import { type K3sOption, nodeSettings, tokenFile } from './settings';
import { indented, listLines, nixString } from '../nixos/text';

/** `k3s.nix` of a node: NixOS' own module, and flags for what it has no options for. */
export function k3sModule(node: Node, facts: Facts, settings: K3sSettings): string {
  const { role, server, options } = nodeSettings(node, facts, settings);
  const { version } = settings;
  return textOf([
    ...header(facts, '#'),
    '{ pkgs, ... }:',
    '',
    '{',
    ...indented([
      'services.k3s = {',
      ...indented([
        'enable = true;',
        `# The inventory pins ${version}; nixpkgs decides the patch release of that minor version.`,
        `package = pkgs.${packageOf(version)};`,
        `role = ${nixString(role)};`,
        ...(server === undefined || role === 'server' ? [] : [`serverAddr = ${nixString(server)};`]),
        '# The file is put on the machine by hand. A module is in the Nix store, which every user of the machine can read.',
        `tokenFile = ${nixString(tokenFile)};`,
        ...listLines('extraFlags', options.flatMap(flags).map(nixString)),
      ]),
      '};',
      ...(server === undefined || role === 'agent'
        ? []
        : [
            '# Read while this server has no datastore: it joins, and never begins a second cluster by itself. In a file, since',
            '# begin-cluster.sh leaves it out for the first start, and nothing leaves out a flag.',
            `environment.etc."rancher/k3s/config.yaml".text = ${nixString(`server: ${JSON.stringify(server)}\n`)};`,
          ]),
    ]),
    '}',
  ]);
}

function flags({ name, value }: K3sOption): readonly string[] {
  if (value === true) return [`--${name}`];
  return [value].flat().map((item) => `--${name}=${item}`);
}

/** `k3s_1_33` for v1.33.5+k3s1. */
function packageOf(version: string): string {
  const [, major = '', minor = ''] = /^v?(\d+)\.(\d+)\./.exec(version) ?? [];
  return `k3s_${major}_${minor}`;
}
