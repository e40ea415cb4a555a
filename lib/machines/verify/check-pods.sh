# talks FROM TO: a pod on one node asks a pod on the same node or another one.
talks() {
  address=$(sed -n "s/^answer-$2 //p" "$scratch/pods")
  [ -n "$address" ] || {
    echo "the pod on $2 has no address"
    return 1
  }
  said=$(in_pod "$1" wget -q -T 5 -O - "http://$address:8080/") || return 1
  echo "$said"
  [ "$said" = "$2" ]
}

check_pods() {
  pods_up
  for from in $nodes; do
    for to in $nodes; do
      check "a pod on $from reaches a pod on $to" \
        "the packet filter of $from or $to does not know the other's address, or forwards nothing" \
        "sh verify.sh firewall; on $to: journalctl -k --grep 'asterism .* drop'" \
        talks "$from" "$to"
    done
  done
}
