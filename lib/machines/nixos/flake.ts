import type { Facts } from '../../inventory';
import { header, textOf } from '../machine-file';
import { indented, nixString } from './text';

/** `flake.nix`: every machine under its name, for `nixos-rebuild switch --flake ./dist/CLUSTER/hosts#NAME`. */
export function flake(names: readonly string[], facts: Facts): string {
  return textOf([
    ...header(facts, '#'),
    `# nixos-rebuild switch --flake ./dist/${facts.name}/hosts#NAME --target-host root@ADDRESS`,
    '{',
    ...indented([
      `description = ${nixString(`NixOS machines of cluster ${facts.name}`)};`,
      '',
      `inputs.nixpkgs.url = ${nixString(`github:NixOS/nixpkgs/nixos-${facts.nixos?.release ?? ''}`)};`,
      '',
      'outputs = { nixpkgs, ... }: {',
      '  nixosConfigurations = {',
      ...names.map(
        (name) =>
          `    ${nixString(name)} = nixpkgs.lib.nixosSystem { modules = [ ./${name}/configuration.nix ]; };`,
      ),
      '  };',
      '};',
    ]),
    '}',
  ]);
}
