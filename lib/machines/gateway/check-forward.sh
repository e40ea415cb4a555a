forwards() {
  on "$1" 'firewall-cmd --zone=public --list-forward-ports' >"$scratch/forwards" || return 1
  cat "$scratch/forwards"
  grep -q "port=$2:proto=tcp:.*toaddr=$3" "$scratch/forwards"
}

# check_forward GATEWAY PORT ADDRESS: the gateway passes a port on to an address inside.
check_forward() {
  check "$1 passes port $2 on to $3" \
    "its firewall is not the one in $1/firewalld" \
    "RUNBOOK.md, Apply a firewall" \
    forwards "$1" "$2" "$3"
}
