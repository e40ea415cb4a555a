import { type HostModel, modelWith, type Rule, tableName } from '../network';

/** Takes the rules of a chain of a machine, and gives those that stand there instead. */
export type ChangeRules = (rules: readonly Rule[], chain: string, machine: string) => readonly Rule[];

/**
 * The model with other rules in its packet filters.
 * @param table whose chains change @default the one that our files touch
 */
export function withOtherRules(model: HostModel, change: ChangeRules, table = tableName): HostModel {
  const machines = model.scene.machines.map((machine) => ({
    ...machine,
    tables: machine.tables.map((one) => ({
      ...one,
      chains: one.chains.map((chain) => ({
        ...chain,
        rules: one.name === table ? change(chain.rules, chain.name, machine.name) : chain.rules,
      })),
    })),
  }));
  return modelWith(model.plan, model.flows, { machines });
}
