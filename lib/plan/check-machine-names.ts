import type { Facts } from '../inventory';
import type { Report } from '../values';
import type { ReadComponent } from './planned';

/** Reports components that have the name of a machine: a question of `reach` by that name could mean either. */
export function checkMachineNames(
  components: readonly ReadComponent[],
  { nodes, hosts }: Facts,
  at: string,
  report: Report,
): void {
  const machines = new Map([
    ...nodes.map(({ name }) => [name, 'a node'] as const),
    ...hosts.map(({ name }) => [name, 'a host'] as const),
  ]);
  for (const { kind, name } of components) {
    const machine = machines.get(name);
    if (machine !== undefined)
      report({
        at: `${at}.components.${name}.name`,
        reason: `"${name}" is the name of ${machine}, too, and reach could not tell them apart`,
        next: `give one of them another name, such as "${name === kind ? `${name}-1` : `${kind}-${name}`}"`,
      });
  }
}
