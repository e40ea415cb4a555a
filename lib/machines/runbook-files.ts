import { applyFirewallScript } from './apply-firewall';
import type { HostModel } from '../network';
import type { HostFile } from './host-file';
import { machinesOf } from './machines';
import { runbookPage } from './runbook';
import { verifyScript } from './verify';

/** What people follow and run when they set machines up or look after them. */
export function runbookFiles({ plan }: HostModel): readonly HostFile[] {
  const filtered = machinesOf(plan.facts).some(({ filter }) => filter !== undefined);
  return [
    { path: 'RUNBOOK.md', text: runbookPage(plan) },
    { path: 'verify.sh', text: verifyScript(plan) },
    ...(filtered ? [{ path: 'apply-firewall.sh', text: applyFirewallScript(plan.facts) }] : []),
  ];
}
