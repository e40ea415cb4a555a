import { images } from '../images';
import { inDoubleQuotes, shellWord } from '../../values';
import type { Stage } from './stage';

/** What comes before the stages: how a check is run, and how it is told. */
export function openingLines(): string {
  return `set -u
user=\${SSH_USER:-root}
usual=\${VERIFY_SECONDS:-20}
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
  found=$(tr -d '\\r' <"$scratch/out" | grep -v -e '^[[:space:]]*$' -e '^command terminated' | tail -n 1)
  if [ -e "$scratch/late" ]; then found="no answer within $seconds s"; fi
  if [ "$result" = ok ]; then
    echo "ok    $stage: $what"
  else
    failed=$((failed + 1))
    echo "FAIL  $stage: $what: found: \${found:-nothing}; likely: $cause; next: $next"
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
}`;
}

/** The pods that ask and answer, two on each node; whoever needs them calls `pods_up`. */
export function podLines(cluster: string, server: { readonly name: string }): string {
  return `# One pod on each node asks and one answers with the node's name.
pod() {
  cat <<END
---
apiVersion: v1
kind: Pod
metadata:
  name: $1-$2
  namespace: $namespace
  labels: { app: $1 }
spec:
  nodeName: $2
  automountServiceAccountToken: false
  enableServiceLinks: false
  terminationGracePeriodSeconds: 0
  tolerations: [{ operator: Exists }]
  securityContext:
    runAsNonRoot: true
    runAsUser: 65534
    runAsGroup: 65534
    seccompProfile: { type: RuntimeDefault }
  containers:
    - name: $1
      image: ${images.busybox}
      command: [sh, -c, 'echo $2 >/www/index.html && exec httpd -f -p 8080 -h /www']
      readinessProbe: { httpGet: { path: /, port: 8080 }, periodSeconds: 2 }
      resources:
        requests: { cpu: 10m, memory: 16Mi }
        limits: { cpu: 200m, memory: 32Mi }
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities: { drop: [ALL] }
      volumeMounts: [{ name: www, mountPath: /www }]
  volumes: [{ name: www, emptyDir: { sizeLimit: 1Mi } }]
END
}

manifest() {
  cat <<END
apiVersion: v1
kind: Namespace
metadata:
  name: $namespace
  labels: { pod-security.kubernetes.io/enforce: restricted }
---
apiVersion: v1
kind: Service
metadata: { name: answer, namespace: $namespace }
spec:
  selector: { app: answer }
  ports: [{ name: http, port: 8080, targetPort: 8080 }]
END
  for node in $nodes; do
    pod ask "$node"
    pod answer "$node"
  done
}

# Pods are made only where kubectl talks to this cluster.
make_pods() {
  kube get node ${shellWord(server.name)} -o 'jsonpath={.status.addresses[?(@.type=="InternalIP")].address}' >"$scratch/server" || return 1
  [ "$(cat "$scratch/server")" = "$(address_of ${shellWord(server.name)})" ] || {
    echo "kubectl talks to another cluster than ${inDoubleQuotes(cluster)}"
    return 1
  }
  manifest | kube create -f - >/dev/null
}

pods_ready() {
  kubectl -n "$namespace" wait --for=condition=Ready pod --all --timeout="$((seconds - 5))s" >/dev/null
}

list_pods() {
  kube -n "$namespace" get pods -o 'jsonpath={range .items[*]}{.metadata.name} {.status.podIP}{"\\n"}{end}' >"$scratch/pods"
}

pods_up() {
  [ -z "$namespace" ] || return 0
  namespace=asterism-verify-$(date +%Y%m%d%H%M%S)-$$
  : >"$scratch/pods"
  check "pods to ask from are made in $namespace" \\
    "the API does not answer, you may not make namespaces, or kubectl has another cluster's configuration" \\
    "kubectl config current-context; kubectl auth can-i create namespaces" \\
    make_pods
  seconds=$((usual * 6))
  check "they are ready" \\
    "a node is not Ready, the image cannot be pulled, or a node has no network plugin" \\
    "kubectl -n $namespace get pods -o wide (sh verify.sh nodes)" \\
    pods_ready
  seconds=$usual
  check "they have addresses" \\
    "the network plugin gives none" \\
    "kubectl -n kube-system get pods -o wide" \\
    list_pods
}`;
}

/** What comes after the stages: which ones run, and that nothing is left behind. */
export function closingLines(stages: readonly Stage[]): string {
  const names = stages.map(({ name }) => name).join(' ');
  return `stages='${names}'

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
${stages.map(({ name, says }) => `${name.padEnd(10)}${says}`).join('\n')}
END
}

usage() {
  echo "Usage: sh verify.sh [STAGE...]    all stages in this order unless some are named:"
  list | sed 's/^/  /'
  echo "Needs kubectl with this cluster's configuration, and ssh with a key that the machines know."
  echo "SSH_USER (root) logs in; a check ends after VERIFY_SECONDS (20). Exit codes: 0 all ok, 1 some failed, 2 bad use."
}

case "\${1:-}" in
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
      echo "verify: there is no stage \\"$stage\\"" >&2
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
echo "$checks checks, $failed failed"
[ "$failed" -eq 0 ]`;
}
