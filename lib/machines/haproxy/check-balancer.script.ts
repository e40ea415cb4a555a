// Written by `npm run scripts` from check-balancer.sh: change that.
export const checkBalancer = [
  "# check_backend BALANCER SERVER: the balancer reaches the API of a server.",
  "check_backend() {",
  "  check \"$1 reaches the API on $2\" \\",
  "    \"@server@ does not run on $2\" \\",
  "    \"on $2: @server_log@\" \\",
  "    on \"$1\" \"$(opens \"$(address_of \"$2\")\" @port@)\"",
  "}",
  "",
  "# check_balancer ADDRESS:PORT: the API answers through the balancer.",
  "check_balancer() {",
  "  check \"the API answers at $1\" \\",
  "    \"HAProxy is down, the firewall lacks the port, or the certificate lacks the address (tls-san)\" \\",
  "    \"sh verify.sh firewall gateway; then @certificate@\" \\",
  "    kube --server \"https://$1\" get --raw /readyz",
  "}",
  "",
].join('\n');
