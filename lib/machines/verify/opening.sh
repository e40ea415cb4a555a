#!/bin/sh
# @header@
#
# Checks @cluster@ stage by stage. Each check prints one line; a failed one adds what was found, the likely cause and the next step.
# For details: sh verify.sh --help
machines=@machines@
nodes=@nodes@
# The machine by which SSH reaches the nodes, if they are behind one.
way_in=@way_in@

address_of() {
  case $1 in
@addresses@
  esac
}

set -u
user=${SSH_USER:-root}
usual=${VERIFY_SECONDS:-20}
seconds=$usual
stage='' namespace='' job=''
checks=0 failed=0

# limited COMMAND…: runs a command for at most $seconds, with its output in a file. It redirects with exec, so that processes
# which the command leaves running do not keep our own output open.
limited() {
  rm -f "$scratch/late"
  (
    exec >"$scratch/out" 2>&1
    "$@"
  ) &
  job=$!
  (
    # Checks every second whether the command still runs. Killing this watcher from outside could fail: a shell that has
    # just forked loses the signal.
    left=$seconds
    while kill -0 "$job"; do
      if [ "$left" -eq 0 ]; then
        : >"$scratch/late"
        kill "$job"
        exit
      fi
      sleep 1
      left=$((left - 1))
    done
  ) >/dev/null 2>&1 &
  code=0
  wait "$job" 2>/dev/null || code=$?
  job=''
  return "$code"
}

# check WHAT CAUSE NEXT COMMAND…: prints one line. What was found is the last line that the command prints.
check() {
  what=$1 cause=$2 next=$3
  shift 3
  checks=$((checks + 1))
  result=ok
  limited "$@" || result=FAIL
  found=$(tr -d '\r' <"$scratch/out" | grep -v -e '^[[:space:]]*$' -e '^command terminated' | tail -n 1)
  if [ -e "$scratch/late" ]; then found="no answer within $seconds s"; fi
  if [ "$result" = ok ]; then
    echo "ok    $stage: $what"
  else
    failed=$((failed + 1))
    echo "FAIL  $stage: $what: found: ${found:-nothing}; likely: $cause; next: $next"
  fi
}

# on MACHINE COMMAND: runs a command there. It never asks, and never waits for long.
on() {
  machine=$1 command=$2
  set -- -o BatchMode=yes -o ConnectTimeout=5 -o ServerAliveInterval=5 -o ServerAliveCountMax=2
  if [ -n "$way_in" ]; then
    case " $nodes " in
      *" $machine "*) set -- "$@" -J "$user@$way_in" ;;
    esac
  fi
  # $command expands here on purpose: it is what the machine runs.
  # shellcheck disable=SC2029
  ssh "$@" "$user@$(address_of "$machine")" "$command"
}

kube() {
  kubectl --request-timeout=15s "$@"
}

# opens ADDRESS PORT: prints the command with which a machine tries a connection.
opens() {
  echo "timeout 5 bash -c ': </dev/tcp/$1/$2'"
}

# in_pod NODE COMMAND…: runs a command in the asking pod of a node.
in_pod() {
  node=$1
  shift
  kube -n "$namespace" exec "ask-$node" -- "$@"
}
