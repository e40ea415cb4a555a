import type { Facts } from '../../inventory';
import { apiPort } from '../../network';
import { header, textOf } from '../machine-file';
import { haproxyFolder, runFolder } from './config';

/**
 * Script that tells SELinux about HAProxy's ports and folder. It may run again and again. That HAProxy may bind and connect to
 * `http_port_t` is in Fedora's policy, policy/modules/contrib/rhcs.te of fedora-selinux/selinux-policy.
 */
export function selinuxScript(facts: Facts): string {
  const ports = [...new Set<number>([facts.api.port, apiPort])];
  return textOf([
    '#!/bin/sh',
    ...header(facts, '#'),
    '#',
    '# Run it as root once tmpfiles.d/haproxy.conf is in /etc/tmpfiles.d. It allows only what HAProxy needs; rules that',
    '# audit2allow generates from refusals allow more.',
    'set -eu',
    '',
    '# Adding fails if the entry exists already or the port has another type; modifying works then.',
    'put() {',
    '  object=$1',
    '  shift',
    '  semanage "$object" --add "$@" 2>/dev/null || semanage "$object" --modify "$@"',
    '}',
    '',
    '# HAProxy may listen on, and connect to, ports of this type.',
    ...ports.map((port) => `put port --type http_port_t --proto tcp ${port}`),
    '',
    "# The socket and its folder. Releases differ in which of the folder's two names their policy uses, and reject the other.",
    `put fcontext --type haproxy_var_run_t '${haproxyFolder}(/.*)?' 2>/dev/null ||`,
    `  put fcontext --type haproxy_var_run_t '${runFolder}(/.*)?'`,
    'systemd-tmpfiles --create /etc/tmpfiles.d/haproxy.conf',
    `restorecon -R ${haproxyFolder}`,
  ]);
}
