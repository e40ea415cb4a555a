# Each node runs two test pods: one asks, the other answers with the node's name.
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
      image: @image@
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

# Creates the pods only if kubectl talks to this cluster.
make_pods() {
  kube get node @server@ -o 'jsonpath={.status.addresses[?(@.type=="InternalIP")].address}' >"$scratch/server" || return 1
  [ "$(cat "$scratch/server")" = "$(address_of @server@)" ] || {
    echo "kubectl talks to a cluster other than @cluster@"
    return 1
  }
  manifest | kube create -f - >/dev/null
}

pods_ready() {
  kubectl -n "$namespace" wait --for=condition=Ready pod --all --timeout="$((seconds - 5))s" >/dev/null
}

list_pods() {
  kube -n "$namespace" get pods -o 'jsonpath={range .items[*]}{.metadata.name} {.status.podIP}{"\n"}{end}' >"$scratch/pods"
}

pods_up() {
  [ -z "$namespace" ] || return 0
  namespace=asterism-verify-$(date +%Y%m%d%H%M%S)-$$
  : >"$scratch/pods"
  check "test pods are created in $namespace" \
    "the API does not answer, you may not create namespaces, or kubectl has another cluster's configuration" \
    "kubectl config current-context; kubectl auth can-i create namespaces" \
    make_pods
  seconds=$((usual * 6))
  check "the test pods are ready" \
    "a node is not Ready, the image cannot be pulled, or a node has no network plugin" \
    "kubectl -n $namespace get pods -o wide (sh verify.sh nodes)" \
    pods_ready
  seconds=$usual
  check "the test pods have addresses" \
    "the network plugin assigns none" \
    "kubectl -n kube-system get pods -o wide" \
    list_pods
}
