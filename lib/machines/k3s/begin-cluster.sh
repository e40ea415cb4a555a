#!/bin/sh
# @header@
#
# Starts k3s on the very first server of a new cluster, and on it alone. The configuration of every server says where it joins, so
# that a server whose disk was replaced joins the others instead of beginning a second cluster. Only this start goes without.
# It may run again: it begins no cluster where there is one. Run it as root.
#
#   sh begin-cluster.sh           where k3s is installed
#   sh begin-cluster.sh prepare   before k3s is installed and started by something else; run it without the word afterwards
set -eu
datastore='@state@/db'
# Where a cluster would answer, if there is one already.
addresses='@addresses@'
once='@drop_in@'
seconds=${BEGIN_SECONDS:-300}

fail() {
  echo "begin-cluster: $*" >&2
  exit 1
}

# answers ADDRESS:PORT: whether k3s serves the API there.
answers() {
  [ "$(curl --silent --insecure --max-time 5 "https://$1/ping" || true)" = pong ]
}

wait_for_api() {
  left=$seconds
  until [ -d "$datastore/etcd/member" ] && answers 127.0.0.1:@port@; do
    [ "$left" -gt 0 ] || fail "the API does not answer after $seconds s; read journalctl -u k3s, then run this again"
    sleep 1
    left=$((left - 1))
  done
}

case "${1:-}" in
  '' | prepare) ;;
  *) fail "unknown word \"$1\"; expected prepare, or nothing" ;;
esac

if [ -d "$datastore/etcd/member" ]; then
  rm -f "$once"
  if [ "${1:-}" != prepare ]; then
    systemctl restart --no-block k3s
    wait_for_api
  fi
  echo "this server is a member of a cluster already"
  exit
fi

# A lone server with SQLite answers itself, and goes on with etcd: https://docs.k3s.io/datastore/ha-embedded#existing-single-node-clusters
if [ ! -e "$datastore/state.db" ]; then
  for address in $addresses; do
    if answers "$address"; then
      fail "a cluster answers at $address, so this server joins it: systemctl restart k3s"
    fi
  done
fi

[ -s '@token@' ] || fail "@token@ not found; run join-token.sh make first"
if [ "${1:-}" != prepare ]; then
  trap 'rm -f "$once"' EXIT
fi
trap 'exit 130' INT
trap 'exit 143' TERM HUP
mkdir -p "$(dirname "$once")"
# The last value of a key counts: https://docs.k3s.io/installation/configuration#multiple-config-files
printf 'server: ""\ncluster-init: true\n' >"$once"
# The long form names the certificate of a cluster, and there is none yet: https://docs.k3s.io/cli/token#server
sed -i '1s/^K10[0-9a-f]*::[^:]*://' '@token@'
if [ "${1:-}" = prepare ]; then
  echo "the next start of k3s begins the cluster"
  exit
fi
systemctl restart --no-block k3s
wait_for_api
echo "the cluster runs on this server"
