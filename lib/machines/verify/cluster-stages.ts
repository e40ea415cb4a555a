import type { Facts } from '../../inventory';
import type { ClusterPlan } from '../../plan';
import { apiOf } from '../machines';
import { nodeGuideOf } from '../node-guide';
import { inDoubleQuotes, inQuotes, shellWord } from '../../values';
import type { StagePart } from './stage';

/** Nodes, names, the API, pods and Services, as a pod on each node sees them. */
export function clusterStages({ facts, components }: ClusterPlan): readonly StagePart[] {
  const names = components
    .flatMap(({ workloads }) => workloads)
    .flatMap(({ connects }) =>
      connects.flatMap(({ to }) => (to.kind === 'internet' && to.host.kind === 'name' ? [to.host.name] : [])),
    );
  return [nodesStage(facts), dnsStage(facts, [...new Set(names)].sort()), apiStage(facts), ...podStages];
}

function nodesStage(facts: Facts): StagePart {
  const { name, distribution } = facts;
  const { version, title } = distribution;
  const { node, nodeLog, serverLog, address } = nodeGuideOf(facts).words;
  return {
    name: 'nodes',
    says: `every node is Ready, has its address and runs the pinned ${title}, and no other node is registered`,
    phase: 'cluster',
    functions: [
      `# Each node as a line: name, Ready, address, version.
list_nodes() {
  kube get nodes -o 'jsonpath={range .items[*]}{.metadata.name} {.status.conditions[?(@.type=="Ready")].status} {.status.addresses[?(@.type=="InternalIP")].address} {.status.nodeInfo.kubeletVersion}{"\\n"}{end}' >"$scratch/nodes"
}

# node_has NODE COLUMN VALUE
node_has() {
  awk -v node="$1" -v column="$2" -v value="$3" '$1 == node { found = $column }
    END { print found == "" ? "no such node" : found; exit found != value }' "$scratch/nodes"
}

no_other_node() {
  awk -v known=" $nodes " 'index(known, " " $1 " ") == 0 { print $1; bad = 1 }
    END { exit bad }' "$scratch/nodes"
}`,
    ],
    checks: [
      `: >"$scratch/nodes"
check "the API lists the nodes" \\
  "the server is down, kubectl has another cluster's configuration, or a firewall blocks it" \\
  "kubectl cluster-info; on a server: ${serverLog}" \\
  list_nodes
for node in $nodes; do
  check "$node is Ready" \\
    "${node} does not run there, it cannot reach the API, or it has no network plugin" \\
    "kubectl describe node $node; on $node: ${nodeLog}" \\
    node_has "$node" 2 True
  check "$node has the address $(address_of "$node")" \\
    "another interface has the default route, or node-ip is wrong" \\
    "check ${address} $node" \\
    node_has "$node" 3 "$(address_of "$node")"
  check "$node runs ${inDoubleQuotes(version)}" \\
    "it was not upgraded with the others, or somebody upgraded it by hand" \\
    "install ${inDoubleQuotes(version)} on $node; servers first, one at a time" \\
    node_has "$node" 4 ${inQuotes(version)}
done
check "no other node is registered" \\
  "a node was renamed or removed, and its old entry remains" \\
  "add it to the description of cluster ${inDoubleQuotes(name)}, or kubectl delete node" \\
  no_other_node`,
    ],
  };
}

function dnsStage({ clusterDomain, apiService }: Facts, names: readonly string[]): StagePart {
  const kubernetes = `kubernetes.default.svc.${clusterDomain}`;
  const outside =
    names.length === 0
      ? ''
      : `
  for name in ${names.map(shellWord).join(' ')}; do
    check "a pod on $node resolves $name" \\
      "the cluster's name server cannot reach the one outside: a firewall blocks port 53 on the way, or the name is a placeholder" \\
      "on $node: nft list table inet asterism; kubectl -n kube-system logs -l k8s-app=kube-dns" \\
      resolves "$node" "$name" .
  done`;
  return {
    name: 'dns',
    says: 'The name server has no errors, and a pod on each node resolves names inside and outside',
    phase: 'cluster',
    functions: [
      `name_server_is_quiet() {
  kube -n kube-system logs -l k8s-app=kube-dns --tail=50 >"$scratch/name-server" || return 1
  if grep -E '\\[(ERROR|FATAL)\\]' "$scratch/name-server"; then return 1; fi
  grep -q . "$scratch/name-server" || {
    echo "its log is empty"
    return 1
  }
}

# resolves NODE NAME PATTERN: the first lines name the server that was asked, and the answer follows an empty line.
resolves() {
  in_pod "$1" nslookup -type=a "$2" >"$scratch/answer" 2>&1 || {
    cat "$scratch/answer"
    return 1
  }
  cat "$scratch/answer"
  sed '1,/^$/d' "$scratch/answer" | grep -q "^Address.*$3"
}`,
    ],
    checks: [
      `pods_up
check "the name server has no errors in its last lines" \\
  "it cannot reach the API or the name server outside" \\
  "kubectl -n kube-system logs -l k8s-app=kube-dns" \\
  name_server_is_quiet
for node in $nodes; do
  check "a pod on $node resolves ${kubernetes}" \\
    "the name server does not run, or packets between pods are dropped on the way to it" \\
    "sh verify.sh firewall pods" \\
    resolves "$node" ${kubernetes} '${apiService}'${outside}
done`,
    ],
  };
}

function apiStage(facts: Facts): StagePart {
  const [address, port] = apiOf(facts).split(':');
  const { ssh } = facts.distribution;
  return {
    name: 'api',
    says: `a pod on each node reaches the API${ssh ? ', and so does every agent' : ''}`,
    phase: 'cluster',
    functions: [],
    checks: [
      `pods_up
for node in $nodes; do
  check "a pod on $node reaches ${facts.apiService}:443" \\
    "kube-proxy or its replacement does not run there, or a firewall blocks pods on the way to the servers" \\
    "sh verify.sh firewall; kubectl get endpoints kubernetes" \\
    in_pod "$node" nc -z -w 5 ${facts.apiService} 443
done`,
      ...(ssh
        ? [
            `for node in $agents; do
  check "$node reaches ${address ?? ''}:${port ?? ''}" \\
    "the firewall of the machine there does not know this node's address" \\
    "RUNBOOK.md, Apply a firewall" \\
    on "$node" "$(opens ${address ?? ''} ${port ?? ''})"
done`,
          ]
        : []),
    ],
  };
}

const podStages: readonly StagePart[] = [
  {
    name: 'pods',
    says: 'pods reach each other on every pair of nodes',
    phase: 'cluster',
    functions: [
      `# talks FROM TO: a pod on one node asks a pod on the same node or another one.
talks() {
  address=$(sed -n "s/^answer-$2 //p" "$scratch/pods")
  [ -n "$address" ] || {
    echo "the pod on $2 has no address"
    return 1
  }
  said=$(in_pod "$1" wget -q -T 5 -O - "http://$address:8080/") || return 1
  echo "$said"
  [ "$said" = "$2" ]
}`,
    ],
    checks: [
      `pods_up
for from in $nodes; do
  for to in $nodes; do
    check "a pod on $from reaches a pod on $to" \\
      "the packet filter of $from or $to does not know the other's address, or forwards nothing" \\
      "sh verify.sh firewall; on $to: journalctl -k --grep 'asterism .* drop'" \\
      talks "$from" "$to"
  done
done`,
    ],
  },
  {
    name: 'services',
    says: 'a pod on each node reaches a Service by its name',
    phase: 'cluster',
    functions: [],
    checks: [
      `pods_up
for node in $nodes; do
  check "a pod on $node reaches a Service by its name" \\
    "names do not resolve (sh verify.sh dns), or kube-proxy or its replacement does not run there" \\
    "kubectl -n $namespace get endpointslices; kubectl -n kube-system get pods -o wide" \\
    in_pod "$node" wget -q -T 5 -O /dev/null "http://answer.$namespace.svc.cluster.local:8080/"
done`,
    ],
  },
];
