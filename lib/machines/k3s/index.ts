import { claim } from '../../inventory';
import { machineFiles } from '../host-file';
import { nixosModules } from '../nixos/claim';
import type { MachineTrait } from '../running';
import { backups, runbookSteps } from '../runbook/step';
import { stateBackups } from './backup';
import { k3sFiles } from './files';
import { k3sModule } from './nixos-module';
import { nodeSteps } from './node-steps';

/** k3s, on every node. */
export const k3s: MachineTrait = {
  name: 'k3s',
  appliesTo: ({ node }) => node !== undefined,
  claims: [
    claim(machineFiles, ({ model }) => k3sFiles(model.plan.facts)),
    claim(nixosModules, ({ node }, { model }) =>
      node === undefined ? [] : [{ path: 'k3s.nix', text: k3sModule(node, model.plan.facts) }],
    ),
    claim(runbookSteps, nodeSteps),
    claim(backups, stateBackups),
  ],
};
