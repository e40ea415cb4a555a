# check_way_in GATEWAY PORT ADDRESS: what the gateway passes on is answered.
check_way_in() {
  check "$3:$2 answers $1" \
    "nothing serves the load balancer's address yet, or no node announces it" \
    "kubectl get services -A; kubectl get gateways,ingresses -A" \
    on "$1" "$(opens "$3" "$2")"
}
