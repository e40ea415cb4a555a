#!/bin/sh
# Written by asterism from the description of cluster pi. Change it there and run npm run synth;
# what is edited here is lost with the next one.
#
# Run it as root once tmpfiles.d/haproxy.conf is in /etc/tmpfiles.d. It opens no more than HAProxy needs; rules that
# audit2allow makes of refusals would.
set -eu

# Adding fails where it was added before, or where the port has another type.
put() {
  object=$1
  shift
  semanage "$object" --add "$@" 2>/dev/null || semanage "$object" --modify "$@"
}

# HAProxy may listen on, and connect to, ports of this type.
put port --type http_port_t --proto tcp 6443

# The socket and its folder. Releases differ in which of the folder's two names their rules have, and refuse the other.
put fcontext --type haproxy_var_run_t '/var/run/haproxy(/.*)?' 2>/dev/null ||
  put fcontext --type haproxy_var_run_t '/run/haproxy(/.*)?'
systemd-tmpfiles --create /etc/tmpfiles.d/haproxy.conf
restorecon -R /var/run/haproxy
