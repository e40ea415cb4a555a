import type { HostModel } from '../network';
import { firewallFiles } from './firewall-files';
import { gatewayFiles } from './gateway/gateway-files';
import type { HostFile } from './host-file';

/** Every file of the machines beneath a cluster. */
export function hostFiles(model: HostModel): readonly HostFile[] {
  return [...firewallFiles(model), ...gatewayFiles(model)];
}
