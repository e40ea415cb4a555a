# The port must be closed to this machine. The script needs ssh anyway, so ssh tries the connection.
shut() {
  ssh -o BatchMode=yes -o ConnectTimeout=5 -p "$2" "$user@$1" true >"$scratch/knock" 2>&1
  tail -n 1 "$scratch/knock"
  grep -q -E 'timed out|refused|No route' "$scratch/knock"
}

# check_shut MACHINE ADDRESS PORT
check_shut() {
  check "$2:$3 is closed to this machine" \
    "the firewall of $1 is not loaded, or this machine is one of the nodes" \
    "sh verify.sh firewall" \
    shut "$2" "$3"
}
