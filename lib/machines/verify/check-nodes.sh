# Each node as a line: name, Ready, address, version.
list_nodes() {
  kube get nodes -o 'jsonpath={range .items[*]}{.metadata.name} {.status.conditions[?(@.type=="Ready")].status} {.status.addresses[?(@.type=="InternalIP")].address} {.status.nodeInfo.kubeletVersion}{"\n"}{end}' >"$scratch/nodes"
}

# node_has NODE COLUMN VALUE
node_has() {
  awk -v node="$1" -v column="$2" -v value="$3" '$1 == node { found = $column }
    END { print found == "" ? "no such node" : found; exit found != value }' "$scratch/nodes"
}

no_other_node() {
  awk -v known=" $nodes " 'index(known, " " $1 " ") == 0 { print $1; bad = 1 }
    END { exit bad }' "$scratch/nodes"
}

# check_nodes VERSION
check_nodes() {
  : >"$scratch/nodes"
  check "the API lists the nodes" \
    "the server is down, kubectl has another cluster's configuration, or a firewall blocks it" \
    "kubectl cluster-info; on a server: @server_log@" \
    list_nodes
  for node in $nodes; do
    check "$node is Ready" \
      "@node@ does not run there, it cannot reach the API, or it has no network plugin" \
      "kubectl describe node $node; on $node: @node_log@" \
      node_has "$node" 2 True
    check "$node has the address $(address_of "$node")" \
      "another interface has the default route, or node-ip is wrong" \
      "check @address@ $node" \
      node_has "$node" 3 "$(address_of "$node")"
    check "$node runs $1" \
      "it was not upgraded with the others, or somebody upgraded it by hand" \
      "install $1 on $node; servers first, one at a time" \
      node_has "$node" 4 "$1"
  done
  check "no other node is registered" \
    "a node was renamed or removed, and its old entry remains" \
    "add it to the description of cluster @cluster@, or kubectl delete node" \
    no_other_node
}
