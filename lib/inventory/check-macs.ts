import { type Report, withArticle } from '../values';
import type { Facts } from './facts';

/** Reports nodes without a MAC address whose machine or system needs it. */
export function checkMacs(facts: Facts, at: string, report: Report): void {
  for (const { name, mac, machine, system } of facts.nodes) {
    const uses = [machine?.macFor ?? [], system?.macFor ?? []].flat();
    if (mac !== undefined || uses.length === 0) continue;
    report({
      at: `${at}.nodes.${name}.mac`,
      reason: `is missing, but ${name} ${machine === undefined ? `runs ${system?.title ?? ''}` : `is ${withArticle(machine.title)}`}`,
      next: `write it: ${uses.join(', and ')}`,
    });
  }
}
