import type { Machine } from '../machines';
import { shellCall } from './call';
import type { StagePart } from './stage';

/**
 * A part of the stage that holds packet filters against the files beside the script.
 * @param functions shell functions, among them `check`
 * @param check name of the function that checks one machine
 */
export function firewallPart(
  machines: readonly Pick<Machine, 'name'>[],
  check: string,
  functions: string,
): readonly StagePart[] {
  if (machines.length === 0) return [];
  return [
    {
      name: 'firewall',
      phase: 'filters',
      says: 'every machine has the firewall of its folder, nothing else drops packets, and drops are counted',
      functions: [functions],
      checks: machines.map(({ name }) => shellCall(check, name)),
    },
  ];
}
