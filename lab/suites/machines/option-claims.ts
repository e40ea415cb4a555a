import * as v from 'valibot';
import { k3sFlagMistake } from '../../drivers/k3s-flags';
import { optionMistakes } from '../../drivers/nix/options';
import type { Claim } from '../../harness';
import { holds, same } from '../pipeline/expect';
import { machineOf, names } from './machine';
import type { World } from './world';

/** The names that the machines' modules use, against lists of those that there are. */
export const optionClaims: readonly Claim<World>[] = [
  {
    says: 'Every option that a machine sets is one that NixOS declares, with a value of its type',
    by: 'the evaluated machines against the options of NixOS 25.11, looked up in nixpkgs; a misspelt one is seen',
    prove: (world) => {
      const mistakes = names(world).flatMap((name) => {
        const { fromNixpkgs, networking, ...others } = machineOf(world, name);
        holds(fromNixpkgs.length > 0, `${name}: takes nothing from nixpkgs`);
        const set = { ...others, networking };
        const misspelt = optionMistakes({ ...set, networking: { hostNaem: name } });
        same(`${name}: misspelt`, misspelt.slice(-1), ['NixOS has no option networking.hostNaem']);
        return optionMistakes(set).map((mistake) => `${name}: ${mistake}`);
      });
      same('mistakes', mistakes, []);
      return `${names(world).length} machines`;
    },
  },
  {
    says: 'Each flag that a NixOS node gives k3s is one of its role',
    by: 'extraFlags of the evaluated nodes, against the documented flags',
    prove: (world) => {
      const flags = world.facts.nodes.flatMap(({ name, role }) => {
        const { k3s } = machineOf(world, name).services;
        return v.parse(v.array(v.string()), k3s?.['extraFlags']).map((flag) => ({ name, role, flag }));
      });
      for (const { name, role, flag } of flags) {
        const [, key = '', value] = /^--([^=]+)(?:=(.*))?$/.exec(flag) ?? [];
        const mistake = k3sFlagMistake(key, value ?? true, role);
        holds(mistake === undefined, `${name}: ${mistake ?? ''}`);
      }
      holds(flags.length > 0, 'no flags');
      return `${flags.length} flags`;
    },
  },
];
