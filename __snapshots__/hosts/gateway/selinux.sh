#!/bin/sh
# Written by asterism from the description of cluster small. Change it there and run npm run synth;
# edits in this file are lost.
#
# Run it as root once tmpfiles.d/haproxy.conf is in /etc/tmpfiles.d. It allows only what HAProxy needs; rules that
# audit2allow generates from refusals allow more.
set -eu
ports='6443'

# Adding fails if the entry exists already or the port has another type; modifying works then.
put() {
  object=$1
  shift
  semanage "$object" --add "$@" 2>/dev/null || semanage "$object" --modify "$@"
}

# HAProxy may listen on, and connect to, ports of this type.
for port in $ports; do
  put port --type http_port_t --proto tcp "$port"
done

# The socket and its folder. Releases differ in which of the folder's two names their policy uses, and reject the other.
put fcontext --type haproxy_var_run_t '/var/run/haproxy(/.*)?' 2>/dev/null ||
  put fcontext --type haproxy_var_run_t '/run/haproxy(/.*)?'
systemd-tmpfiles --create /etc/tmpfiles.d/haproxy.conf
restorecon -R /var/run/haproxy
