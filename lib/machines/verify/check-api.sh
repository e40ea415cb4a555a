# check_api ADDRESS: pods reach the API at its Service.
check_api() {
  pods_up
  for node in $nodes; do
    check "a pod on $node reaches $1:443" \
      "kube-proxy or its replacement does not run there, or a firewall blocks pods on the way to the servers" \
      "sh verify.sh firewall; kubectl get endpoints kubernetes" \
      in_pod "$node" nc -z -w 5 "$1" 443
  done
}
