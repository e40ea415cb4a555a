import type { Facts } from '../../inventory';
import { filledScript, inDoubleQuotes } from '../../values';
import { scriptHeader } from '../machine-file';
import { tableName } from '../table-name';
import { applyFirewall } from './apply-firewall.script';

/**
 * Script that loads a firewall for a trial on the machine itself, and puts the old one back unless somebody confirms. The
 * watcher is a process in a session of its own and no timer of systemd: logind leaves what root started alone
 * (`KillExcludeUsers=root`), so it outlives the connection, and it needs nothing that the machine may lack.
 */
export function applyFirewallScript(facts: Facts): string {
  return filledScript(applyFirewall, {
    header: scriptHeader(facts),
    table: tableName,
    distribution: inDoubleQuotes(facts.distribution.title),
  });
}
