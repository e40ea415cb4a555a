# Pods that neither run nor have ended well, a line each; the test pods of this script are not among them.
pods_run() {
  kube get pods -A -o 'jsonpath={range .items[*]}{.metadata.namespace}/{.metadata.name} {.status.phase} {.status.containerStatuses[?(@.ready==false)].name}{"\n"}{end}' >"$scratch/running" || return 1
  grep -q . "$scratch/running" || {
    echo "there are no pods"
    return 1
  }
  # A container that is not ready has its name behind the phase, and a pod that has ended well has only such containers.
  awk '!/^asterism-verify-/ && $2 != "Succeeded" && ($2 != "Running" || NF > 2) { list = list (list == "" ? "" : ", ") $1 " " $2 }
    END { print list; exit list != "" }' "$scratch/running"
}

check_running() {
  check "every pod runs" \
    "an image cannot be pulled, a Secret or a volume is missing, or a node has no room" \
    "kubectl get pods -A; kubectl -n NAMESPACE describe pod NAME" \
    pods_run
}

# applications_healthy NAMESPACE: those that are not Synced and Healthy, in one line.
applications_healthy() {
  kube -n "$1" get applications.argoproj.io -o 'jsonpath={range .items[*]}{.metadata.name} {.status.sync.status} {.status.health.status}{"\n"}{end}' >"$scratch/applications" || return 1
  grep -q . "$scratch/applications" || {
    echo "there are no Applications"
    return 1
  }
  awk '$2 != "Synced" || $3 != "Healthy" { list = list (list == "" ? "" : ", ") $1 " " $2 " " $3 }
    END { print list; exit list != "" }' "$scratch/applications"
}

# check_applications NAMESPACE
check_applications() {
  check "every Application is Synced and Healthy" \
    "the repository cannot be read (Unknown), a sync failed, or an app waits for the waves before it" \
    "kubectl -n $1 describe application NAME" \
    applications_healthy "$1"
}
