#!/bin/sh
# Written by asterism from the description of cluster pi. Change it there and run npm run synth;
# edits in this file are lost.
#
# Puts the state of the cluster back on one server: sh restore-k3s.sh ARCHIVE, with an archive that the runbook's backup made. k3s
# must not run here, and of several servers on none. The state that is there now is kept beside it. Run it as root.
set -eu
state='/var/lib/rancher/k3s/server'
once='/etc/rancher/k3s/config.yaml.d/begin-cluster.yaml'
# Where the cluster would answer, if it still runs.
addresses='192.168.4.1:6443 192.168.4.12:6443 192.168.4.13:6443'
archive=${1:-}

fail() {
  echo "restore-k3s: $*" >&2
  exit 1
}

[ -s "$archive" ] || fail "archive \"$archive\" not found; expected the path of a backup, such as restore.tgz"
tar -tzf "$archive" >/dev/null 2>&1 || fail "$archive is not a tar archive that gzip packed; nothing was changed"
tar -tzf "$archive" | grep -q '^var/lib/rancher/k3s/server/token$' ||
  fail "$archive has no token of a server, without which its state cannot be read; nothing was changed"
if systemctl is-active --quiet k3s; then
  fail "k3s runs here; stop it first, on every server: systemctl stop k3s. Nothing was changed"
fi
for address in $addresses; do
  if [ "$(curl --silent --insecure --max-time 5 "https://$address/ping" || true)" = pong ]; then
    fail "a cluster answers at $address; stop k3s on every server first. Nothing was changed"
  fi
done

if [ -d "$state/db" ]; then
  kept="$state/db.before-$(date +%Y%m%d%H%M%S)"
  mv "$state/db" "$kept"
  echo "the state that was here is in $kept"
fi
tar -xzf "$archive" -C /
cp "$state/token" '/etc/rancher/k3s/token'
chmod 600 '/etc/rancher/k3s/token'

if [ -e "$state/db/state.db" ]; then
  systemctl start k3s
  echo "k3s runs with the state of the backup"
  exit
fi
snapshot=$(find "$state/db/snapshots" -type f ! -name '*.zip' -exec ls -t {} + 2>/dev/null | head -n 1)
[ -n "$snapshot" ] || fail "$archive has neither state.db nor a snapshot"
trap 'rm -f "$once"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
mkdir -p "$(dirname "$once")"
# A reset refuses a server to join: https://github.com/k3s-io/k3s/pull/8385
printf 'server: ""\n' >"$once"
k3s server --cluster-reset --cluster-reset-restore-path="$snapshot"
systemctl start k3s
rm -f "$once"
echo "k3s runs with the state of $snapshot; each other server joins it once its own state is out of the way"
