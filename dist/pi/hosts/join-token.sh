#!/bin/sh
# Written by asterism from the description of cluster pi. Change it there and run npm run synth;
# edits in this file are lost.
#
# Keeps the join token of a node in /etc/rancher/k3s/token, where k3s reads it. Run it as root.
#
#   sh join-token.sh make             on the first server: takes the token of the cluster, or makes one for a new cluster
#   sh join-token.sh show             prints the token
#   sh join-token.sh take <TOKEN      on every other node: keeps the token that comes from a server
#   sh join-token.sh rotate           on one server: gives the cluster another token
#   sh join-token.sh take-new <TOKEN  on every other node after that
set -eu
umask 077
kept='/etc/rancher/k3s/token'
# Where a cluster would answer, if there is one already.
addresses='192.168.4.1:6443 192.168.4.12:6443 192.168.4.13:6443'
# k3s writes the token of the cluster here, on servers only. What is in the datastore is encrypted with it.
of_cluster='/var/lib/rancher/k3s/server/token'
next="$kept.next"

fail() {
  echo "join-token: $*" >&2
  exit 1
}

# secret FILE: what two forms of one token have in common. The long one begins with the sum of the cluster's certificate.
secret() {
  sed -n '1s/^K10[0-9a-f]*::[^:]*://; 1p' "$1"
}

same() {
  [ "$(secret "$1")" = "$(secret "$2")" ]
}

# keep FILE: puts a token in its place in one step.
keep() {
  cp "$1" "$kept.new"
  mv "$kept.new" "$kept"
}

random() {
  head -c 32 /dev/urandom | base64 -w 0
}

# answers ADDRESS:PORT: whether k3s serves the API there.
answers() {
  [ "$(curl --silent --insecure --max-time 5 "https://$1/ping" || true)" = pong ]
}

make() {
  if [ -s "$of_cluster" ]; then
    if [ -s "$kept" ] && same "$of_cluster" "$kept"; then
      echo "the token is that of the cluster"
    else
      keep "$of_cluster"
      echo "took the token of the cluster from $of_cluster"
    fi
  elif [ -s "$kept" ]; then
    echo "there is a token, and no cluster yet"
  else
    for address in $addresses; do
      if answers "$address"; then
        fail "a cluster answers at $address, and this machine does not have its token; copy it from one of its servers:" \
          "run show there and take here"
      fi
    done
    random >"$kept.new"
    mv "$kept.new" "$kept"
    echo "made a token for a new cluster"
  fi
}

# read_token: what comes on standard input, in a file.
read_token() {
  cat >"$kept.read"
  [ -s "$kept.read" ] || {
    rm -f "$kept.read"
    fail "no token on standard input; nothing was changed"
  }
}

take() {
  read_token
  if [ -s "$of_cluster" ] && ! same "$of_cluster" "$kept.read"; then
    rm -f "$kept.read"
    fail "this server has a datastore with another token, and does not start with this one; nothing was changed"
  fi
  mv "$kept.read" "$kept"
}

take_new() {
  read_token
  if [ -s "$kept" ] && ! same "$kept" "$kept.read"; then cp "$kept" "$kept.before"; fi
  mv "$kept.read" "$kept"
}

show() {
  if [ -s "$of_cluster" ]; then
    cat "$of_cluster"
  elif [ -s "$kept" ]; then
    cat "$kept"
  else
    fail "no token here"
  fi
}

# The new token is in a file before the cluster has it, so a rotation that was interrupted is finished by the next one.
rotate() {
  [ -s "$of_cluster" ] || fail "$of_cluster not found; rotate the token on a server that runs"
  if [ ! -s "$next" ]; then
    random >"$next.new"
    mv "$next.new" "$next"
  fi
  if ! same "$of_cluster" "$next"; then
    cp "$of_cluster" "$kept.before"
    K3S_TOKEN=$(secret "$of_cluster") k3s token rotate --new-token "$(cat "$next")" >&2 ||
      fail "the token was not rotated; run rotate again"
    same "$of_cluster" "$next" || fail "$of_cluster still has the old token; run rotate again"
  fi
  keep "$of_cluster"
  rm -f "$next"
  echo "the cluster has another token; the one before is in $kept.before, which backups until now need"
}

mkdir -p "$(dirname "$kept")"
case "${1:-}" in
  make) make ;;
  show) show ;;
  take) take ;;
  take-new) take_new ;;
  rotate) rotate ;;
  *) fail "unknown command \"${1:-}\"; expected make, show, take, take-new or rotate" ;;
esac
