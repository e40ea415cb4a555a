#!/bin/sh
# Written by asterism from the description of cluster proxmox. Change it there and run npm run synth;
# edits in this file are lost.
#
# Loads a firewall for a trial, and restores the old one unless somebody confirms. Run it as root on the machine itself:
#   sh apply-firewall.sh test nftables.nft [SECONDS]   load it; after SECONDS (60) the old one comes back
#   sh apply-firewall.sh test firewalld [SECONDS]      the same with a folder of zones and policies for firewalld
#   sh apply-firewall.sh confirm                       keep it; this works only from a new connection, because a
#                                                      connection that is open survives any change of the rules
#   sh apply-firewall.sh rollback                      restore the old one at once
#   sh apply-firewall.sh status                        whether a trial is running, and the end of the log
set -eu
umask 077
state=/run/asterism-firewall
log=/run/asterism-firewall.log
table='inet asterism'
# The copy of firewalld's old files is on disk: a restart during a trial keeps the new files and empties /run.
zones=/etc/firewalld
zones_before=/etc/firewalld.before
self=$(cd "$(dirname "$0")" && pwd)/$(basename "$0")

die() {
  echo "apply-firewall: $*" >&2
  exit 1
}

report() {
  echo "apply-firewall: $*"
  echo "$(date) $*" >>"$log"
}

check_nftables() {
  grep -q "^table $table {" "$1" || die "$1 does not contain table $table; pass the machine's nftables.nft"
  if grep -q '^[[:space:]]*flush ruleset' "$1"; then
    die "$1 flushes every table, also those of k3s; pass the machine's nftables.nft"
  fi
  nft -c -f "$1" || die "nft rejected $1, see above; nothing was changed"
}

# Saves the table as a file for nft that replaces it in one step. If no table is loaded, the file removes the new one.
save_nftables() {
  {
    echo "table $table"
    echo "delete table $table"
    nft -s list table "$table" 2>/dev/null || true
  } >"$state/before"
  nft -c -f "$state/before" || die "could not save the loaded table; nothing was changed"
}

load_nftables() {
  nft -f "$1"
}

restore_nftables() {
  nft -f "$state/before"
}

check_firewalld() {
  [ -d "$1/zones" ] || die "$1 has no subfolder zones; pass the machine's folder firewalld"
  [ ! -e "$zones_before" ] || die "$zones_before was left by another trial; inspect it, then move it away"
  cp -a "$zones" "$state/new"
  cp -R "$1/." "$state/new/"
  # firewalld only warns about a rule that makes no sense, and skips it. So every message that the old files do not cause
  # counts as an error.
  { complaints "$zones" || true; echo success; } >"$state/known"
  complaints "$state/new" >"$state/said" || echo "firewall-offline-cmd exited with code $?" >>"$state/said"
  if grep -vxFf "$state/known" "$state/said" >&2; then
    die "firewalld rejected $1, see above; nothing was changed"
  fi
}

complaints() {
  firewall-offline-cmd --system-config "$1" --check-config 2>&1
}

save_firewalld() {
  cp -a "$zones" "$zones_before" && return
  rm -rf "$zones_before"
  die "could not save $zones as $zones_before; nothing was changed"
}

load_firewalld() {
  rm -rf "$zones" && cp -a "$state/new" "$zones" && reload_firewalld
}

restore_firewalld() {
  [ -d "$zones_before" ] && rm -rf "$zones" && mv "$zones_before" "$zones" && reload_firewalld
}

# SELinux does not allow firewalld to read files that have the label of another folder.
reload_firewalld() {
  if command -v restorecon >/dev/null; then restorecon -R "$zones"; fi
  firewall-cmd --reload
}

trial() {
  new=$1 seconds=$2
  case $seconds in
    '' | *[!0-9]*) die "\"$seconds\" is not a number of seconds" ;;
  esac
  [ -e "$new" ] || die "$new not found"
  # mkdir is atomic, so two people cannot start a trial at the same time.
  mkdir "$state" 2>/dev/null || die "a trial is running: confirm it or roll it back first"
  trap 'rm -rf "$state"' EXIT
  if [ -d "$new" ]; then kind=firewalld; else kind=nftables; fi
  "check_$kind" "$new"
  "save_$kind"
  echo "$kind" >"$state/kind"
  echo "${SSH_CONNECTION:-}" >"$state/connection"
  trial=$$-$(date +%Y%m%d%H%M%S)
  echo "$trial" >"$state/trial"
  # From here on the watcher cleans up, even if this process is killed. It starts before the new rules are loaded.
  trap - EXIT
  setsid sh "$self" watch "$trial" "$seconds" </dev/null >/dev/null 2>&1 &
  if ! "load_$kind" "$new"; then
    undo || true
    die "$new could not be loaded; the old firewall is back"
  fi
  report "$new is loaded; in $seconds s the old firewall comes back"
  echo "Now, from a new connection: sh $self confirm"
}

# Ends the trial. Renaming the folder is atomic, so the first process that renames it decides the outcome.
claim() {
  mv "$state" "$state.$$" 2>/dev/null || return 1
  state=$state.$$
}

undo() {
  claim || return 1
  if "restore_$(cat "$state/kind")"; then
    report "the old firewall is back"
    rm -rf "$state"
  else
    report "the old firewall could NOT be restored; its copy is in $state or $zones_before"
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
  report "no confirmation received"
  undo
}

confirm() {
  [ -d "$state" ] || die "no trial is running; the log shows how the last one ended: sh $self status"
  now=${SSH_CONNECTION:-}
  [ -n "$now" ] ||
    die "SSH_CONNECTION is not set, so this proves nothing; log in by ssh as root, or configure sudo to keep SSH_CONNECTION"
  [ "$now" != "$(cat "$state/connection")" ] ||
    die "this connection was open before, so it proves nothing; open a new one (ssh -o ControlPath=none) and confirm there"
  claim || die "too late: the old firewall is back"
  rm -rf "$zones_before"
  rm -rf "$state"
  report "confirmed; the new firewall stays"
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
  'rollback 1') undo || die "no trial is running, or the old firewall could not be restored: sh $self status" ;;
  'status 1') status ;;
  *) usage ;;
esac
