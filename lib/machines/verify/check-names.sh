name_server_is_quiet() {
  kube -n kube-system logs -l k8s-app=kube-dns --tail=50 >"$scratch/name-server" || return 1
  if grep -E '\[(ERROR|FATAL)\]' "$scratch/name-server"; then return 1; fi
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
}

# check_names NAME ADDRESS OUTSIDE…: a Service inside with its address, and names outside.
check_names() {
  inside=$1 address=$2
  shift 2
  pods_up
  check "the name server has no errors in its last lines" \
    "it cannot reach the API or the name server outside" \
    "kubectl -n kube-system logs -l k8s-app=kube-dns" \
    name_server_is_quiet
  for node in $nodes; do
    check "a pod on $node resolves $inside" \
      "the name server does not run, or packets between pods are dropped on the way to it" \
      "sh verify.sh firewall pods" \
      resolves "$node" "$inside" "$address"
    for outside in "$@"; do
      check "a pod on $node resolves $outside" \
        "the cluster's name server cannot reach the one outside: a firewall blocks port 53 on the way, or the name is a placeholder" \
        "on $node: nft list table inet @table@; kubectl -n kube-system logs -l k8s-app=kube-dns" \
        resolves "$node" "$outside" .
    done
  done
}
