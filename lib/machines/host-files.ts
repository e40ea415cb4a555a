import type { HostModel } from '../network';
import { firewallFiles } from './firewall-files';
import { gatewayFiles } from './gateway/gateway-files';
import type { HostFile } from './host-file';
import { k3sFiles } from './k3s/files';
import { nixosFiles } from './nixos/files';
import { openTofuFiles } from './opentofu/files';
import { postgresqlFiles } from './postgresql/files';
import { runbookFiles } from './runbook-files';

/** Every file of the machines beneath a cluster. */
export function hostFiles(model: HostModel): readonly HostFile[] {
  return [
    ...firewallFiles(model),
    ...gatewayFiles(model),
    ...nixosFiles(model),
    ...k3sFiles(model),
    ...openTofuFiles(model),
    ...postgresqlFiles(model),
    ...runbookFiles(model),
  ];
}
