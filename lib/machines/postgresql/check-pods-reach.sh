# check_pods_reach MACHINE ADDRESS PORT: packets of pods leave as packets of their nodes.
check_pods_reach() {
  pods_up
  for node in $nodes; do
    check "a pod on $node reaches $2:$3" \
      "the firewall of $1 does not know the node's address, or PostgreSQL listens elsewhere" \
      "RUNBOOK.md, Apply a firewall; on $1: ss -ltn" \
      in_pod "$node" nc -z -w 5 "$2" "$3"
  done
}
