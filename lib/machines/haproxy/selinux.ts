import type { Facts } from '../../inventory';
import { apiPort } from '../../network';
import { filledScript } from '../../values';
import { scriptHeader } from '../machine-file';
import { haproxyFolder, runFolder } from './config';
import { selinux } from './selinux.script';

/**
 * Script that tells SELinux about HAProxy's ports and folder. It may run again and again. That HAProxy may bind and connect to
 * `http_port_t` is in Fedora's policy, policy/modules/contrib/rhcs.te of fedora-selinux/selinux-policy.
 */
export function selinuxScript(facts: Facts): string {
  return filledScript(selinux, {
    header: scriptHeader(facts),
    ports: [...new Set<number>([facts.api.port, apiPort])].join(' '),
    folder: haproxyFolder,
    run_folder: runFolder,
  });
}
