set -u
user=${SSH_USER:-root}
usual=${VERIFY_SECONDS:-20}
seconds=$usual
stage='' namespace='' job=''
checks=0 failed=0

# limited COMMAND…: runs it for a number of seconds at most; what it prints goes into a file. By exec, so that what it leaves
# behind does not keep our own output open.
limited() {
  rm -f "$scratch/late"
  (
    exec >"$scratch/out" 2>&1
    "$@"
  ) &
  job=$!
  (
    # It looks every second whether there is still something to end. Ending it from outside could fail: a shell that has
    # only just forked loses the signal.
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

# check WHAT CAUSE NEXT COMMAND…: one line. The last line that the command prints is what was found.
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

kube() {
  kubectl --request-timeout=15s "$@"
}

# opens ADDRESS PORT: the command that tries a connection, for a machine.
opens() {
  echo "timeout 5 bash -c ': </dev/tcp/$1/$2'"
}

# in_pod NODE COMMAND…: runs a command in the pod that asks from a node.
in_pod() {
  node=$1
  shift
  kube -n "$namespace" exec "ask-$node" -- "$@"
}
