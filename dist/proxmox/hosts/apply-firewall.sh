#!/bin/sh
# Written by asterism from the description of cluster proxmox. Change it there and run npm run synth;
# what is edited here is lost with the next one.
#
# Loads a firewall for a trial, and puts the old one back unless somebody confirms. Run it as root on the machine itself:
#   sh apply-firewall.sh test nftables.nft [SECONDS]   load it; after SECONDS (60) the old one comes back
#   sh apply-firewall.sh test firewalld [SECONDS]      the same with a folder of zones and policies for firewalld
#   sh apply-firewall.sh confirm                       keep it; only a new connection can say that, since an open one
#                                                      goes on whatever the rules are
#   sh apply-firewall.sh rollback                      put the old one back at once
#   sh apply-firewall.sh status                        is a trial running, and what happened last
set -eu
umask 077
state=/run/asterism-firewall
log=/run/asterism-firewall.log
table='inet asterism'
# firewalld's old files stand on the disk, since its new ones do: a restart during a trial would keep them.
zones=/etc/firewalld
zones_before=/etc/firewalld.before
self=$(cd "$(dirname "$0")" && pwd)/$(basename "$0")

die() {
  echo "apply-firewall: $*" >&2
  exit 1
}

tell() {
  echo "apply-firewall: $*"
  echo "$(date) $*" >>"$log"
}

check_nftables() {
  grep -q "^table $table {" "$1" || die "$1: it has no table $table; give it the machine's nftables.nft"
  if grep -q '^[[:space:]]*flush ruleset' "$1"; then
    die "$1: it flushes every table, those of k3s too; give it the machine's nftables.nft"
  fi
  nft -c -f "$1" || die "$1: nft refuses it, see above; nothing was changed"
}

# As a file for nft that replaces the table in one step; no table before means none afterwards.
save_nftables() {
  {
    echo "table $table"
    echo "delete table $table"
    nft -s list table "$table" 2>/dev/null || true
  } >"$state/before"
  nft -c -f "$state/before" || die "the table that is loaded cannot be saved; nothing was changed"
}

load_nftables() {
  nft -f "$1"
}

restore_nftables() {
  nft -f "$state/before"
}

check_firewalld() {
  [ -d "$1/zones" ] || die "$1: it has no folder zones; give it the machine's folder firewalld"
  [ ! -e "$zones_before" ] || die "$zones_before is left from another trial; look at it, then move it away"
  cp -a "$zones" "$state/new"
  cp -R "$1/." "$state/new/"
  # Of a rule that makes no sense it only warns, and goes on without it. What it says of the old files is known.
  { complaints "$zones" || true; echo success; } >"$state/known"
  complaints "$state/new" >"$state/said" || echo "it ends with $?" >>"$state/said"
  if grep -vxFf "$state/known" "$state/said" >&2; then
    die "$1: firewalld refuses it, see above; nothing was changed"
  fi
}

complaints() {
  firewall-offline-cmd --system-config "$1" --check-config 2>&1
}

save_firewalld() {
  cp -a "$zones" "$zones_before" && return
  rm -rf "$zones_before"
  die "$zones cannot be saved as $zones_before; nothing was changed"
}

load_firewalld() {
  rm -rf "$zones" && cp -a "$state/new" "$zones" && reload_firewalld
}

restore_firewalld() {
  [ -d "$zones_before" ] && rm -rf "$zones" && mv "$zones_before" "$zones" && reload_firewalld
}

# SELinux would keep firewalld from files with the label of another folder.
reload_firewalld() {
  if command -v restorecon >/dev/null; then restorecon -R "$zones"; fi
  firewall-cmd --reload
}

trial() {
  new=$1 seconds=$2
  case $seconds in
    '' | *[!0-9]*) die "\"$seconds\" is not a number of seconds" ;;
  esac
  [ -e "$new" ] || die "$new: not found"
  # Making the folder is what keeps two people from a trial at the same time.
  mkdir "$state" 2>/dev/null || die "a trial is running: confirm it or roll it back first"
  trap 'rm -rf "$state"' EXIT
  if [ -d "$new" ]; then kind=firewalld; else kind=nftables; fi
  "check_$kind" "$new"
  "save_$kind"
  echo "$kind" >"$state/kind"
  echo "${SSH_CONNECTION:-}" >"$state/connection"
  trial=$$-$(date +%Y%m%d%H%M%S)
  echo "$trial" >"$state/trial"
  # From here on the watcher cleans up, whatever becomes of this process. It is there before the new rules are.
  trap - EXIT
  setsid sh "$self" watch "$trial" "$seconds" </dev/null >/dev/null 2>&1 &
  if ! "load_$kind" "$new"; then
    undo || true
    die "$new could not be loaded; the old firewall is back"
  fi
  tell "$new is loaded; in $seconds s the old firewall comes back"
  echo "Now, from a new connection: sh $self confirm"
}

# Ends the trial. Whoever takes the folder away first decides what becomes of it.
claim() {
  mv "$state" "$state.$$" 2>/dev/null || return 1
  state=$state.$$
}

undo() {
  claim || return 1
  if "restore_$(cat "$state/kind")"; then
    tell "the old firewall is back"
    rm -rf "$state"
  else
    tell "the old firewall could NOT be put back; what was saved is in $state or $zones_before"
    return 1
  fi
}

watch() {
  left=$2
  while [ "$left" -gt 0 ]; do
    sleep 1
    left=$((left - 1))
    [ "$(cat "$state/trial" 2>/dev/null)" = "$1" ] || exit 0
  done
  tell "not confirmed in time"
  undo
}

confirm() {
  [ -d "$state" ] || die "no trial is running; the log says what became of it: sh $self status"
  now=${SSH_CONNECTION:-}
  [ -n "$now" ] ||
    die "SSH_CONNECTION is not set, so this is not a new SSH connection; if sudo removes the variable, log in as root or keep it"
  [ "$now" != "$(cat "$state/connection")" ] ||
    die "this connection was open before, so it shows nothing; open a new one (ssh -o ControlPath=none) and confirm there"
  claim || die "too late: the old firewall is back"
  rm -rf "$zones_before"
  rm -rf "$state"
  tell "confirmed; the new firewall stays"
}

status() {
  if [ -d "$state" ]; then echo "a trial is running"; else echo "no trial is running"; fi
  if [ -e "$log" ]; then tail -n 5 "$log"; fi
}

usage() {
  sed -n 's/^#   //p' "$self" >&2
  exit 2
}

case "${1:-} $#" in
  'test 2' | 'test 3') trial "$2" "${3:-60}" ;;
  'watch 3') watch "$2" "$3" ;;
  'confirm 1') confirm ;;
  'rollback 1') undo || die "no trial is running, or the old firewall could not be put back: sh $self status" ;;
  'status 1') status ;;
  *) usage ;;
esac
