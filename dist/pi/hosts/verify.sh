#!/bin/sh
# Written by asterism from the description of cluster pi. Change it there and run npm run synth;
# edits in this file are lost.
#
# Checks pi stage by stage. Each check prints one line; a failed one adds what was found, the likely cause and the next step.
# For details: sh verify.sh --help
machines='arkveld reydau zohshia rathalos rathian gravios congalala gallade'
nodes='arkveld reydau zohshia rathalos rathian gravios congalala'
# The machine by which SSH reaches the nodes, if they are behind one.
way_in='192.168.1.99'

address_of() {
  case $1 in
    arkveld) echo 192.168.4.11 ;;
    reydau) echo 192.168.4.12 ;;
    zohshia) echo 192.168.4.13 ;;
    rathalos) echo 192.168.4.14 ;;
    rathian) echo 192.168.4.15 ;;
    gravios) echo 192.168.4.16 ;;
    congalala) echo 192.168.4.17 ;;
    gallade) echo 192.168.1.99 ;;
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
      image: docker.io/library/busybox:1.37.0
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
  kube get node arkveld -o 'jsonpath={.status.addresses[?(@.type=="InternalIP")].address}' >"$scratch/server" || return 1
  [ "$(cat "$scratch/server")" = "$(address_of arkveld)" ] || {
    echo "kubectl talks to a cluster other than pi"
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

# SSH reaches every machine, and each has its host name

has_name() {
  name=$(on "$1" hostname) || return 1
  echo "$name"
  [ "$name" = "$1" ]
}

check_machines() {
  for machine in $machines; do
    check "$machine has its host name" \
      "it is off, has another address, rejects the key, or was not restarted after it got its name" \
      "ssh $user@$(address_of "$machine") hostname" \
      has_name "$machine"
  done
}

stage_machines() {
  check_machines
}

# every machine has the firewall of its folder, nothing else drops packets, and drops are counted

# Every zone and policy beside the script is on the machine.
same_zones() {
  for file in "$(dirname "$0")/$1"/firewalld/*/*.xml; do
    [ -r "$file" ] || {
      echo "$file not found"
      return 1
    }
    kind=$(basename "$(dirname "$file")")
    name=$(basename "$file")
    on "$1" "cat /etc/firewalld/$kind/$name" >"$scratch/zone" || return 1
    cmp -s "$file" "$scratch/zone" || {
      echo "/etc/firewalld/$kind/$name differs"
      return 1
    }
  done
}

no_direct_rules() {
  rules=$(on "$1" 'firewall-cmd --permanent --direct --get-all-rules') || return 1
  echo "$rules"
  [ -z "$rules" ]
}

# check_firewalld MACHINE: its zones and policies against the files beside this script.
check_firewalld() {
  check "$1 runs firewalld" \
    "it is disabled or has stopped" \
    "on $1: systemctl status firewalld; journalctl -u firewalld" \
    on "$1" 'firewall-cmd --state'
  check "$1 has the zones and policies of $1/firewalld" \
    "a file changed after it was loaded, or a trial was rolled back" \
    "RUNBOOK.md, Apply a firewall" \
    same_zones "$1"
  check "$1 has no direct rules" \
    "rules of an older set-up remain; the policy does the masquerading now" \
    "on $1: firewall-cmd --permanent --direct --remove-rule ...; firewall-cmd --reload" \
    no_direct_rules "$1"
}

stage_firewall() {
  check_firewalld gallade
}

# every node is Ready, has its address and runs the pinned k3s, and no other node is registered

# Each node as a line: name, Ready, address, version.
list_nodes() {
  kube get nodes -o 'jsonpath={range .items[*]}{.metadata.name} {.status.conditions[?(@.type=="Ready")].status} {.status.addresses[?(@.type=="InternalIP")].address} {.status.nodeInfo.kubeletVersion}{"\n"}{end}' >"$scratch/nodes"
}

# node_has NODE COLUMN VALUE
node_has() {
  awk -v node="$1" -v column="$2" -v value="$3" '$1 == node { found = $column }
    END { print found == "" ? "no such node" : found; exit found != value }' "$scratch/nodes"
}

no_other_node() {
  awk -v known=" $nodes " 'index(known, " " $1 " ") == 0 { print $1; bad = 1 }
    END { exit bad }' "$scratch/nodes"
}

# check_nodes VERSION
check_nodes() {
  : >"$scratch/nodes"
  check "the API lists the nodes" \
    "the server is down, kubectl has another cluster's configuration, or a firewall blocks it" \
    "kubectl cluster-info; on a server: journalctl -u k3s" \
    list_nodes
  for node in $nodes; do
    check "$node is Ready" \
      "k3s does not run there, it cannot reach the API, or it has no network plugin" \
      "kubectl describe node $node; on $node: journalctl -u k3s -u k3s-agent" \
      node_has "$node" 2 True
    check "$node has the address $(address_of "$node")" \
      "another interface has the default route, or node-ip is wrong" \
      "check node-ip in the k3s configuration of $node" \
      node_has "$node" 3 "$(address_of "$node")"
    check "$node runs $1" \
      "it was not upgraded with the others, or somebody upgraded it by hand" \
      "install $1 on $node; servers first, one at a time" \
      node_has "$node" 4 "$1"
  done
  check "no other node is registered" \
    "a node was renamed or removed, and its old entry remains" \
    "add it to the description of cluster pi, or kubectl delete node" \
    no_other_node
}

stage_nodes() {
  check_nodes v1.33.5+k3s1
}

# The name server has no errors, and a pod on each node resolves names inside and outside, and reaches what is installed from

name_server_is_quiet() {
  kube -n kube-system logs -l k8s-app=kube-dns --tail=50 >"$scratch/name-server" || return 1
  if grep -E '\[(ERROR|FATAL)\]' "$scratch/name-server"; then return 1; fi
  grep -q . "$scratch/name-server" || {
    echo "its log is empty"
    return 1
  }
}

# resolves NODE NAME PATTERN: the first lines name the server that was asked, and the answer follows an empty line.
resolves() {
  in_pod "$1" nslookup -type=a "$2" >"$scratch/answer" 2>&1 || {
    cat "$scratch/answer"
    return 1
  }
  cat "$scratch/answer"
  sed '1,/^$/d' "$scratch/answer" | grep -q "^Address.*$3"
}

# check_names NAME ADDRESS OUTSIDE…: a Service inside with its address, and names outside.
check_names() {
  inside=$1 address=$2
  shift 2
  pods_up
  check "the name server has no errors in its last lines" \
    "it cannot reach the API or the name server outside" \
    "kubectl -n kube-system logs -l k8s-app=kube-dns" \
    name_server_is_quiet
  for node in $nodes; do
    check "a pod on $node resolves $inside" \
      "the name server does not run, or packets between pods are dropped on the way to it" \
      "sh verify.sh firewall pods" \
      resolves "$node" "$inside" "$address"
    for outside in "$@"; do
      check "a pod on $node resolves $outside" \
        "the cluster's name server cannot reach the one outside: a firewall blocks port 53 on the way, or the name is a placeholder" \
        "on $node: nft list table inet asterism; kubectl -n kube-system logs -l k8s-app=kube-dns" \
        resolves "$node" "$outside" .
    done
  done
}

# check_sources HOST…: pods reach the repositories from which the cluster is installed: all of them from the first node, and the
# first one from each other node.
check_sources() {
  for node in $nodes; do
    for source in "$@"; do
      check "a pod on $node reaches $source:443" \
        "a firewall on the way outside, no address translation, or a policy of the network plugin blocks it" \
        "on $node: curl -sI https://$source; sh verify.sh firewall" \
        in_pod "$node" nc -z -w 5 "$source" 443
      [ "$node" = "${nodes%% *}" ] || break
    done
  done
}

stage_dns() {
  check_names kubernetes.default.svc.cluster.local 10.43.0.1 argoproj.github.io charts.jetstack.io charts.longhorn.io github.com helm.cilium.io kubereboot.github.io kubernetes-sigs.github.io acme-staging-v02.api.letsencrypt.org acme-v02.api.letsencrypt.org api.cloudflare.com
  check_sources argoproj.github.io charts.jetstack.io charts.longhorn.io github.com helm.cilium.io kubereboot.github.io kubernetes-sigs.github.io
}

# a pod on each node reaches the API, and so does every agent

# check_api ADDRESS: pods reach the API at its Service.
check_api() {
  pods_up
  for node in $nodes; do
    check "a pod on $node reaches $1:443" \
      "kube-proxy or its replacement does not run there, or a firewall blocks pods on the way to the servers" \
      "sh verify.sh firewall; kubectl get endpoints kubernetes" \
      in_pod "$node" nc -z -w 5 "$1" 443
  done
}

# check_agents ADDRESS PORT NODE…: agents reach the API where nodes do.
check_agents() {
  address=$1 port=$2
  shift 2
  for node in "$@"; do
    check "$node reaches $address:$port" \
      "the firewall of the machine there does not know this node's address" \
      "RUNBOOK.md, Apply a firewall" \
      on "$node" "$(opens "$address" "$port")"
  done
}

stage_api() {
  check_api 10.43.0.1
  check_agents 192.168.4.1 6443 rathalos rathian gravios congalala
}

# pods reach each other on every pair of nodes

# talks FROM TO: a pod on one node asks a pod on the same node or another one.
talks() {
  address=$(sed -n "s/^answer-$2 //p" "$scratch/pods")
  [ -n "$address" ] || {
    echo "the pod on $2 has no address"
    return 1
  }
  said=$(in_pod "$1" wget -q -T 5 -O - "http://$address:8080/") || return 1
  echo "$said"
  [ "$said" = "$2" ]
}

check_pods() {
  pods_up
  for from in $nodes; do
    for to in $nodes; do
      check "a pod on $from reaches a pod on $to" \
        "the packet filter of $from or $to does not know the other's address, or forwards nothing" \
        "sh verify.sh firewall; on $to: journalctl -k --grep 'asterism .* drop'" \
        talks "$from" "$to"
    done
  done
}

stage_pods() {
  check_pods
}

# a pod on each node reaches a Service by its name

check_services() {
  pods_up
  for node in $nodes; do
    check "a pod on $node reaches a Service by its name" \
      "names do not resolve (sh verify.sh dns), or kube-proxy or its replacement does not run there" \
      "kubectl -n $namespace get endpointslices; kubectl -n kube-system get pods -o wide" \
      in_pod "$node" wget -q -T 5 -O /dev/null "http://answer.$namespace.svc.cluster.local:8080/"
  done
}

stage_services() {
  check_services
}

# every node can attach volumes of Longhorn

# check_initiator MACHINE: it can attach volumes, which takes the iSCSI initiator and its module.
check_initiator() {
  check "iSCSI is ready on $1" \
    "the node was not prepared for Longhorn" \
    "RUNBOOK.md, Longhorn on the nodes" \
    on "$1" "systemctl is-active iscsid && grep -q '^iscsi_tcp ' /proc/modules"
}

stage_storage() {
  check_initiator arkveld
  check_initiator reydau
  check_initiator zohshia
  check_initiator rathalos
  check_initiator rathian
  check_initiator gravios
  check_initiator congalala
}

# addresses are handed out, the balancer runs, and ports are passed on

# check_unit MACHINE UNIT: a unit of systemd runs on a machine.
check_unit() {
  check "$2 runs on $1" \
    "it rejected its configuration, or the address it listens on did not exist yet when it started" \
    "on $1: journalctl -u $2" \
    on "$1" "systemctl is-active $2"
}

# leased GATEWAY INTERFACE ADDRESS MAC: the machine that answers at the address has this MAC address.
leased() {
  on "$1" "ping -c 1 -W 2 $3 >/dev/null; ip neigh show $3 dev $2" >"$scratch/neighbour" || return 1
  cat "$scratch/neighbour"
  grep -q -i "lladdr $4" "$scratch/neighbour"
}

# check_lease GATEWAY INTERFACE NODE MAC: a node has its address from the gateway.
check_lease() {
  check "$3 has the address $(address_of "$3") by its lease" \
    "the MAC address in the cluster file is wrong, or the node has not renewed its lease since the change" \
    "on $1: journalctl -u kea-dhcp4 -u dhcpd; restart $3" \
    leased "$1" "$2" "$(address_of "$3")" "$4"
}

forwards() {
  on "$1" 'firewall-cmd --zone=public --list-forward-ports' >"$scratch/forwards" || return 1
  cat "$scratch/forwards"
  grep -q "port=$2:proto=tcp:.*toaddr=$3" "$scratch/forwards"
}

# check_forward GATEWAY PORT ADDRESS: the gateway passes a port on to an address inside.
check_forward() {
  check "$1 passes port $2 on to $3" \
    "its firewall is not the one in $1/firewalld" \
    "RUNBOOK.md, Apply a firewall" \
    forwards "$1" "$2" "$3"
}

stage_gateway() {
  check_unit gallade kea-dhcp4
  check_lease gallade br-pi arkveld 00:00:5e:00:53:11
  check_lease gallade br-pi reydau 00:00:5e:00:53:12
  check_lease gallade br-pi zohshia 00:00:5e:00:53:13
  check_lease gallade br-pi rathalos 00:00:5e:00:53:14
  check_lease gallade br-pi rathian 00:00:5e:00:53:15
  check_lease gallade br-pi gravios 00:00:5e:00:53:16
  check_lease gallade br-pi congalala 00:00:5e:00:53:17
  check_unit gallade haproxy
  check_forward gallade 80 192.168.4.20
  check_forward gallade 443 192.168.4.20
}

# the balancer reaches every server, and the API answers through it

# check_backend BALANCER SERVER: the balancer reaches the API of a server.
check_backend() {
  check "$1 reaches the API on $2" \
    "k3s does not run on $2" \
    "on $2: journalctl -u k3s" \
    on "$1" "$(opens "$(address_of "$2")" 6443)"
}

# check_balancer ADDRESS:PORT: the API answers through the balancer.
check_balancer() {
  check "the API answers at $1" \
    "HAProxy is down, the firewall lacks the port, or the certificate lacks the address (tls-san)" \
    "sh verify.sh firewall gateway; then restart k3s on one server at a time" \
    kube --server "https://$1" get --raw /readyz
}

stage_balancer() {
  check_backend gallade arkveld
  check_backend gallade reydau
  check_backend gallade zohshia
  check_balancer 192.168.1.99:6443
}

# every pod runs, and every Application is Synced and Healthy

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

stage_workloads() {
  check_running
  check_applications argocd
}

# every host of the Gateway is served with its certificate

# about FILE: what a certificate says of itself, in a line.
about() {
  openssl x509 -in "$1" -noout -subject -issuer -enddate | tr '\n' ' '
}

# ask_certificate FROM ADDRESS HOST: prints what answers for a host. FROM is the machine that asks; empty for this computer.
ask_certificate() {
  asking="openssl s_client -connect $2:443 -servername $3 </dev/null 2>/dev/null"
  if [ -n "$1" ]; then on "$1" "$asking"; else sh -c "$asking"; fi
}

# get_served FROM NAMESPACE GATEWAY HOST: keeps the certificate that the Gateway serves for a host.
get_served() {
  rm -f "$scratch/served.pem"
  address=$(kube -n "$2" get gateway "$3" -o 'jsonpath={.status.addresses[0].value}' 2>&1) || {
    echo "$address"
    return 1
  }
  [ -n "$address" ] || {
    echo "Gateway $3 has no address"
    return 1
  }
  ask_certificate "$1" "$address" "$4" | openssl x509 -out "$scratch/served.pem" 2>/dev/null || {
    echo "no certificate from $address:443"
    return 1
  }
}

# get_secret NAMESPACE SECRET: keeps the certificate of a Secret.
get_secret() {
  rm -f "$scratch/secret.pem"
  encoded=$(kube -n "$1" get secret "$2" -o 'jsonpath={.data.tls\.crt}' 2>&1) || {
    echo "$encoded"
    return 1
  }
  echo "$encoded" | base64 -d | openssl x509 -out "$scratch/secret.pem" 2>/dev/null || {
    echo "no certificate in tls.crt"
    return 1
  }
}

# issued_by NAMESPACE SECRET ISSUER: cert-manager notes in the Secret which issuer made the certificate.
issued_by() {
  issuer=$(kube -n "$1" get secret "$2" -o 'jsonpath={.metadata.annotations.cert-manager\.io/issuer-name}' 2>&1)
  echo "$issuer"
  [ "$issuer" = "$3" ]
}

same_certificate() {
  about "$scratch/served.pem"
  cmp -s "$scratch/served.pem" "$scratch/secret.pem"
}

# fits HOST: the served certificate is for the host, and valid for another day at least.
fits() {
  about "$scratch/served.pem"
  openssl x509 -in "$scratch/served.pem" -noout -checkhost "$1" | grep -q 'does match' &&
    openssl x509 -in "$scratch/served.pem" -noout -checkend 86400 >/dev/null
}

# check_certificate FROM NAMESPACE GATEWAY HOST SECRET_NAMESPACE SECRET [ISSUER]: the chain from the Secret to what people get.
check_certificate() {
  from=$1 space=$2 gateway=$3 host=$4 secret_space=$5 secret=$6
  after="RUNBOOK.md, Find out which certificate is served"
  check "Secret $secret_space/$secret has a certificate for $host" \
    "nothing has issued it yet" \
    "kubectl -n $secret_space describe certificates,challenges" \
    get_secret "$secret_space" "$secret"
  [ $# -lt 7 ] || check "issuer $7 made it" \
    "the Certificate names another issuer, or cert-manager has not replaced the old certificate" \
    "kubectl -n $secret_space describe certificate $secret" \
    issued_by "$secret_space" "$secret" "$7"
  check "a certificate is served for $host" \
    "nothing serves the Gateway, its address is not announced, or openssl is not installed${from:+ on $from}" \
    "kubectl -n $space describe gateway $gateway" \
    get_served "$from" "$space" "$gateway" "$host"
  check "the one in the Secret is served for $host" \
    "what serves the Gateway has an older copy, or another listener answers" \
    "$after" \
    same_certificate
  check "it is for $host and valid for another day" \
    "it was issued for another host, or its renewal fails" \
    "$after" \
    fits "$host"
}

stage_certificates() {
  check_certificate gallade gateway gateway app.example.com gateway https-app.example.com production
  check_certificate gallade gateway gateway argo.example.com gateway https-argo.example.com production
}

# ports that the gateway passes on are answered

# check_way_in GATEWAY PORT ADDRESS: what the gateway passes on is answered.
check_way_in() {
  check "$3:$2 answers $1" \
    "nothing serves the load balancer's address yet, or no node announces it" \
    "kubectl get services -A; kubectl get gateways,ingresses -A" \
    on "$1" "$(opens "$3" "$2")"
}

stage_entry() {
  check_way_in gallade 80 192.168.4.20
  check_way_in gallade 443 192.168.4.20
}

stages='machines firewall nodes dns api pods services storage gateway balancer workloads certificates entry'

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
machines  SSH reaches every machine, and each has its host name
firewall  every machine has the firewall of its folder, nothing else drops packets, and drops are counted
nodes     every node is Ready, has its address and runs the pinned k3s, and no other node is registered
dns       The name server has no errors, and a pod on each node resolves names inside and outside, and reaches what is installed from
api       a pod on each node reaches the API, and so does every agent
pods      pods reach each other on every pair of nodes
services  a pod on each node reaches a Service by its name
storage   every node can attach volumes of Longhorn
gateway   addresses are handed out, the balancer runs, and ports are passed on
balancer  the balancer reaches every server, and the API answers through it
workloads every pod runs, and every Application is Synced and Healthy
certificatesevery host of the Gateway is served with its certificate
entry     ports that the gateway passes on are answered
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
echo "never checked here: whether backups can be restored; what the router lets in from the internet; load-balancer addresses as other networks see them; NodePorts from outside"
echo "$checks checks, $failed failed"
[ "$failed" -eq 0 ]
