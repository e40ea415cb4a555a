import { type MachineModel, modelWith, type FilterRule } from '../network';

/** Takes the rules of a chain of a machine, and gives the rules that replace them. */
export type ChangeRules = (
  rules: readonly FilterRule[],
  chain: string,
  machine: string,
) => readonly FilterRule[];

/**
 * The model with other rules in its packet filters.
 * @param table whose chains change @default the filter of each machine
 */
export function withOtherRules(model: MachineModel, change: ChangeRules, table?: string): MachineModel {
  const machines = model.topology.machines.map((machine) => ({
    ...machine,
    tables: machine.tables.map((one) => ({
      ...one,
      chains: one.chains.map((chain) => ({
        ...chain,
        rules:
          one.name === (table ?? model.filters.get(machine.name)?.table.name)
            ? change(chain.rules, chain.name, machine.name)
            : chain.rules,
      })),
    })),
  }));
  return modelWith(model, { machines });
}
