import type { Facts } from '../../inventory';
import { isOurs, type Machine } from '../machines';
import { shellCall } from '../verify/call';
import type { StagePart } from '../verify/stage';
import { checkDatabase } from './check-database.script';
import { checkNodesReach } from './check-nodes-reach.script';
import { checkPodsReach } from './check-pods-reach.script';
import { checkShut } from './check-shut.script';
import type { PostgresqlSettings } from './props';

/** Whether a server has its databases, and answers the nodes and no other machine. */
export function databaseStage(
  { port, databases }: PostgresqlSettings,
  machines: readonly Machine[],
  { ssh }: Pick<Facts['distribution'], 'ssh'>,
): readonly StagePart[] {
  return machines.map((machine) => ({
    name: 'database',
    phase: 'data',
    says: 'PostgreSQL has its databases, and only the nodes reach it',
    functions: [checkDatabase, ssh ? checkNodesReach : checkPodsReach, checkShut],
    checks: [
      ...(isOurs(machine)
        ? databases.map(({ name, owner }) => shellCall('check_database', machine.name, name, owner))
        : []),
      ...[ssh ? 'check_nodes_reach' : 'check_pods_reach', 'check_shut'].map((check) =>
        shellCall(check, machine.name, machine.address, String(port)),
      ),
    ],
  }));
}
