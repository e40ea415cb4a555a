stages='@stages@'

clean_up() {
  ending=$?
  trap '' INT HUP
  [ -z "$job" ] || kill "$job" 2>/dev/null
  if [ -n "$namespace" ] && ! limited kube delete namespace "$namespace" --wait=false --ignore-not-found; then
    echo "FAIL  the namespace $namespace could not be removed; next: kubectl delete namespace $namespace"
    ending=1
  fi
  rm -rf "$scratch"
  exit "$ending"
}

list() {
  cat <<'END'
@list@
END
}

usage() {
  echo "Usage: sh verify.sh [STAGE...]    runs the named stages, or all of them in this order:"
  list | sed 's/^/  /'
  echo "Needs kubectl with this cluster's configuration, and ssh with a key that the machines know."
  echo "SSH_USER (root) logs in; a check ends after VERIFY_SECONDS (20). Exit codes: 0 all ok, 1 some failed, 2 bad use."
}

case "${1:-}" in
  -h | --help)
    usage
    exit
    ;;
  --list)
    list
    exit
    ;;
esac
# shellcheck disable=SC2086
[ $# -gt 0 ] || set -- $stages
for stage in "$@"; do
  case " $stages " in
    *" $stage "*) ;;
    *)
      echo "verify: unknown stage \"$stage\"" >&2
      usage >&2
      exit 2
      ;;
  esac
done

scratch=$(mktemp -d) || exit 2
trap clean_up EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
for stage in "$@"; do
  "stage_$stage"
done
left_out=''
for stage in $stages; do
  case " $* " in
    *" $stage "*) ;;
    *) left_out="$left_out $stage" ;;
  esac
done
[ -z "$left_out" ] || echo "not run:$left_out"
echo "never checked here: @unchecked@"
echo "$checks checks, $failed failed"
[ "$failed" -eq 0 ]
