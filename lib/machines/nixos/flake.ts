import { type Facts, machineName, type NodeOrHost } from '../../inventory';
import { header, textOf } from '../machine-file';
import { nixosReleaseOf } from './claim';
import { indented, nixString } from './text';

/** `flake.nix`: every machine under its name, for `nixos-rebuild switch --flake ./dist/CLUSTER/hosts#NAME`. */
export function flake(machines: readonly NodeOrHost[], facts: Facts): string {
  const releases = [...new Set(machines.map(releaseOf))].sort();
  // Machines that were installed with another release keep their own nixpkgs.
  const input = (release: string) =>
    releases.length === 1 ? 'nixpkgs' : `nixpkgs_${release.replace('.', '_')}`;
  return textOf([
    ...header(facts, '#'),
    `# nixos-rebuild switch --flake ./dist/${facts.name}/hosts#NAME --target-host root@ADDRESS`,
    '{',
    ...indented([
      `description = ${nixString(`NixOS machines of cluster ${facts.name}`)};`,
      '',
      ...releases.map(
        (release) => `inputs.${input(release)}.url = ${nixString(`github:NixOS/nixpkgs/nixos-${release}`)};`,
      ),
      '',
      `outputs = { ${releases.map(input).join(', ')}, ... }: {`,
      '  nixosConfigurations = {',
      ...machines.map((machine) => {
        const name = machineName(machine);
        return `    ${nixString(name)} = ${input(releaseOf(machine))}.lib.nixosSystem { modules = [ ./${name}/configuration.nix ]; };`;
      }),
      '  };',
      '};',
    ]),
    '}',
  ]);
}

function releaseOf(machine: NodeOrHost): string {
  return nixosReleaseOf(machine.kind === 'node' ? machine.node : machine.host) ?? '';
}
