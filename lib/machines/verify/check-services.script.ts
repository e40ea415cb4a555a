// Written by `npm run scripts` from check-services.sh: change that.
export const checkServices = [
  "check_services() {",
  "  pods_up",
  "  for node in $nodes; do",
  "    check \"a pod on $node reaches a Service by its name\" \\",
  "      \"names do not resolve (sh verify.sh dns), or kube-proxy or its replacement does not run there\" \\",
  "      \"kubectl -n $namespace get endpointslices; kubectl -n kube-system get pods -o wide\" \\",
  "      in_pod \"$node\" wget -q -T 5 -O /dev/null \"http://answer.$namespace.svc.cluster.local:8080/\"",
  "  done",
  "}",
  "",
].join('\n');
