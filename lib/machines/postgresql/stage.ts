import type { Facts } from '../../inventory';
import { isOurs, type Machine } from '../machines';
import { shellCall } from '../verify/call';
import type { StagePart } from '../verify/stage';
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
    functions: [databaseFunctions, portFunction(ssh ? fromNodes : fromPods)],
    checks: [
      ...(isOurs(machine)
        ? databases.map(({ name, owner }) => shellCall('check_database', machine.name, name, owner))
        : []),
      shellCall('check_port', machine.name, machine.address, String(port)),
    ],
  }));
}

const databaseFunctions = `# psql reads the query from standard input: on a command line, the shell of the machine would expand the name.
owned() {
  database=$(printf '%s' "$2" | sed "s/'/''/g")
  printf '%s\\n' "select pg_get_userbyid(datdba) from pg_database where datname = '$database'" >"$scratch/question"
  owner=$(on "$1" 'runuser -u postgres -- psql -tA' <"$scratch/question") || return 1
  echo "\${owner:-database $2 not found}"
  [ "$owner" = "$3" ]
}

check_database() {
  check "database $2 on $1 belongs to $3" \\
    "init.sql was not run, or not by a superuser" \\
    "RUNBOOK.md, PostgreSQL" \\
    owned "$1" "$2" "$3"
}

# The port must be closed to this machine. The script needs ssh anyway, so ssh tries the connection.
shut() {
  ssh -o BatchMode=yes -o ConnectTimeout=5 -p "$2" "$user@$1" true >"$scratch/knock" 2>&1
  tail -n 1 "$scratch/knock"
  grep -q -E 'timed out|refused|No route' "$scratch/knock"
}`;

const why = `"the firewall of $1 does not know the node's address, or PostgreSQL listens elsewhere" \\
      "RUNBOOK.md, Apply a firewall; on $1: ss -ltn"`;

const fromNodes = `for node in $nodes; do
    check "$node reaches $2:$3" \\
      ${why} \\
      on "$node" "$(opens "$2" "$3")"
  done`;

/** Packets of pods leave as packets of their nodes. */
const fromPods = `pods_up
  for node in $nodes; do
    check "a pod on $node reaches $2:$3" \\
      ${why} \\
      in_pod "$node" nc -z -w 5 "$2" "$3"
  done`;

const portFunction = (reached: string): string => `check_port() {
  ${reached}
  check "$2:$3 is closed to this machine" \\
    "the firewall of $1 is not loaded, or this machine is one of the nodes" \\
    "sh verify.sh firewall" \\
    shut "$2" "$3"
}`;
