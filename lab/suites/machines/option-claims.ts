import * as v from 'valibot';
import { k3sFlagMistake } from '../../drivers/k3s-flags';
import { optionMistakes } from '../../drivers/nix/options';
import { type Claim, demand } from '../../harness';
import { flakeOf, machineOf, names } from './machine';
import type { World } from './world';

/** Options that the machines' modules set, against a list of those that there are. */
export const optionsAreKnown: Claim<World> = {
  says: 'Every option that a machine sets is one that NixOS declares, with a value of its type',
  by: 'the evaluated machines against the options of NixOS 25.11, looked up in nixpkgs; a misspelt one is seen',
  prove: async (world) => {
    const { machines } = await flakeOf(world);
    const mistakes = names(world).flatMap((name) => {
      const { fromNixpkgs, ...set } = machines[name] ?? {};
      demand(Array.isArray(fromNixpkgs) && fromNixpkgs.length > 0, `${name}: takes nothing from nixpkgs`);
      const misspelt = optionMistakes({ ...set, networking: { hostNaem: name } });
      demand(
        misspelt.includes('NixOS has no option networking.hostNaem'),
        `${name}: a misspelt option is not seen`,
      );
      return optionMistakes(set).map((mistake) => `${name}: ${mistake}`);
    });
    demand(mistakes.length === 0, mistakes.join('\n'));
    return `${names(world).length} machines`;
  },
};

/** Flags of k3s in them, against a list of those that there are. */
export const flagsAreKnown: Claim<World> = {
  says: 'Each flag that a NixOS node gives k3s is one of its role',
  by: 'extraFlags of the evaluated nodes, against the documented flags',
  prove: async (world) => {
    let counted = 0;
    for (const { name, role } of world.facts.nodes) {
      const { k3s } = (await machineOf(world, name)).services;
      for (const flag of v.parse(v.array(v.string()), k3s?.['extraFlags'] ?? [])) {
        const [, key = flag, value] = /^--([^=]+)(?:=(.*))?$/.exec(flag) ?? [];
        const mistake = k3sFlagMistake(key, value ?? true, role);
        demand(mistake === undefined, `${name}: ${mistake ?? ''}`);
        counted += 1;
      }
    }
    demand(counted > 0, 'no flags');
    return `${counted} flags`;
  },
};
