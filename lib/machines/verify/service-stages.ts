import { type Facts, type Host, serversOf } from '../../inventory';
import { shellWord } from '../../values';
import type { Stage } from './stage';

/** What machines beside the cluster serve to it. */
export function serviceStages(facts: Facts): readonly Stage[] {
  const gateways = facts.hosts
    .filter(({ system }) => system !== undefined)
    .flatMap((host) => gatewayChecks(host, facts));
  const databases = facts.hosts.flatMap((host) => databaseChecks(host));
  return [
    ...(gateways.length === 0
      ? []
      : [
          {
            name: 'gateway',
            says: 'addresses are handed out, the balancer answers, and ports are passed on',
            script: [gatewayFunctions, stageFunction('gateway', gateways)].join('\n\n'),
          },
        ]),
    ...(databases.length === 0
      ? []
      : [
          {
            name: 'database',
            says: 'PostgreSQL has its databases, and answers the nodes and nobody else',
            script: [databaseFunctions, stageFunction('database', databases)].join('\n\n'),
          },
        ]),
  ];
}

function stageFunction(name: string, checks: readonly string[]): string {
  return [`stage_${name}() {`, ...checks.map((check) => `  ${check}`), '}'].join('\n');
}

function gatewayChecks({ name, services, interfaces }: Host, facts: Facts): readonly string[] {
  const { dhcp, apiBalancer, gateway } = services;
  const inside = interfaces.find(({ network }) => network === 'nodes');
  return [
    ...(dhcp === undefined || inside === undefined
      ? []
      : [
          command('check_unit', name, dhcp.server === 'kea' ? 'kea-dhcp4' : 'dhcpd'),
          ...facts.nodes.flatMap((node) =>
            node.mac === undefined
              ? []
              : [command('check_lease', name, inside.name, node.name, node.mac.toLowerCase())],
          ),
        ]),
    ...(apiBalancer === undefined
      ? []
      : [
          command('check_unit', name, 'haproxy'),
          ...serversOf(facts).map((server) => command('check_backend', name, server.name)),
          command('check_balancer', `${facts.api.address}:${facts.api.port}`),
        ]),
    ...(gateway === undefined
      ? []
      : gateway.forwards.map(({ port, to }) => command('check_forward', name, String(port), to))),
  ];
}

function databaseChecks({ name, system, address, services }: Host): readonly string[] {
  const { postgresql } = services;
  if (postgresql === undefined) return [];
  return [
    ...(system === undefined
      ? []
      : postgresql.databases.map(({ name: database, owner }) =>
          command('check_database', name, database, owner),
        )),
    command('check_port', name, address, String(postgresql.port)),
  ];
}

/** A call with its words, quoted where a shell would read them. */
function command(name: string, ...words: readonly string[]): string {
  return [name, ...words.map(shellWord)].join(' ');
}

const gatewayFunctions = `check_unit() {
  check "$2 runs on $1" \\
    "it refused its configuration, or the address it listens on was not there when it started" \\
    "on $1: journalctl -u $2" \\
    on "$1" "systemctl is-active $2"
}

# leased GATEWAY CARD ADDRESS MAC: whoever answers under the address has the node's card.
leased() {
  on "$1" "ping -c 1 -W 2 $3 >/dev/null; ip neigh show $3 dev $2" >"$scratch/neighbour" || return 1
  cat "$scratch/neighbour"
  grep -q -i "lladdr $4" "$scratch/neighbour"
}

check_lease() {
  check "$3 has the address $(address_of "$3") by its lease" \\
    "the MAC address in the cluster file is another one, or the node has not asked since it was changed" \\
    "on $1: journalctl -u kea-dhcp4 -u dhcpd; restart $3" \\
    leased "$1" "$2" "$(address_of "$3")" "$4"
}

check_backend() {
  check "$1 reaches the API on $2" \\
    "k3s does not run on $2" \\
    "on $2: journalctl -u k3s" \\
    on "$1" "$(opens "$(address_of "$2")" 6443)"
}

check_balancer() {
  check "the API answers at $1" \\
    "HAProxy is down, the firewall lacks the port, or the certificate lacks the address (tls-san)" \\
    "sh verify.sh firewall gateway; then restart k3s on one server at a time" \\
    kube --server "https://$1" get --raw /readyz
}

forwards() {
  on "$1" 'firewall-cmd --zone=public --list-forward-ports' >"$scratch/forwards" || return 1
  cat "$scratch/forwards"
  grep -q "port=$2:proto=tcp:.*toaddr=$3" "$scratch/forwards"
}

check_forward() {
  check "$1 passes port $2 on to $3" \\
    "its firewall is not the one in $1/firewalld" \\
    "RUNBOOK.md, Apply a firewall" \\
    forwards "$1" "$2" "$3"
  check "$3:$2 answers $1" \\
    "nothing serves the load balancer's address yet, or no node announces it" \\
    "kubectl get services -A; kubectl get gateways,ingresses -A" \\
    on "$1" "$(opens "$3" "$2")"
}`;

const databaseFunctions = `# The question goes in by standard input: on a command line the shell of the machine would read the name.
owned() {
  database=$(printf '%s' "$2" | sed "s/'/''/g")
  printf '%s\\n' "select pg_get_userbyid(datdba) from pg_database where datname = '$database'" >"$scratch/question"
  owner=$(on "$1" 'runuser -u postgres -- psql -tA' <"$scratch/question") || return 1
  echo "\${owner:-there is no database $2}"
  [ "$owner" = "$3" ]
}

check_database() {
  check "database $2 on $1 belongs to $3" \\
    "init.sql was not run, or not by a superuser" \\
    "RUNBOOK.md, PostgreSQL" \\
    owned "$1" "$2" "$3"
}

# From here it must be shut; ssh is what knocks, since it is what this script has.
shut() {
  ssh -o BatchMode=yes -o ConnectTimeout=5 -p "$2" "$user@$1" true >"$scratch/knock" 2>&1
  tail -n 1 "$scratch/knock"
  grep -q -E 'timed out|refused|No route' "$scratch/knock"
}

check_port() {
  for node in $nodes; do
    check "$node reaches $2:$3" \\
      "the firewall of $1 does not know the node's address, or PostgreSQL listens elsewhere" \\
      "RUNBOOK.md, Apply a firewall; on $1: ss -ltn" \\
      on "$node" "$(opens "$2" "$3")"
  done
  check "$2:$3 is shut for this machine" \\
    "the firewall of $1 is not loaded, or this machine is one of the nodes" \\
    "sh verify.sh firewall" \\
    shut "$2" "$3"
}`;
