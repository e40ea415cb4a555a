import type { Report } from '../../values';
import { withoutSource } from './cilium-labels';
import { checkNames } from './check-cilium-names';
import { checkCiliumPorts, type RuleKind } from './check-cilium-ports';
import type { WrittenRule } from './read-cilium-peers';
import { checkSelector } from './read-selector';

/**
 * Reports what Cilium refuses in a rule, beside what follows from its peers.
 * https://github.com/cilium/cilium at v1.17.0 and v1.20.2, pkg/policy/api/rule_validation.go
 */
export function checkCiliumRule(written: WrittenRule, kind: RuleKind, at: string, report: Report): void {
  const { toPorts = [], icmps = [], toFQDNs = [] } = written;
  if (toPorts.length > 0 && icmps.length > 0)
    report({ at, reason: 'has toPorts and icmps', next: 'make a rule of each' });
  for (const [index, { fields }] of icmps.entries())
    if (fields.length > 40)
      report({
        at: `${at}.icmps[${index}].fields`,
        reason: `holds ${fields.length} types, and 40 are the most`,
        next: 'make two rules of it',
      });
  for (const [index, ports] of toPorts.entries())
    checkCiliumPorts(ports, kind, `${at}.toPorts[${index}]`, report);
  checkNames(toFQDNs, `${at}.toFQDNs`, report);
  for (const key of ['fromEndpoints', 'toEndpoints'] as const)
    for (const [index, selector] of (written[key] ?? []).entries())
      checkSelector(selector, `${at}.${key}[${index}]`, report, withoutSource);
  for (const key of ['fromCIDRSet', 'toCIDRSet'] as const)
    for (const [index, { cidr, cidrGroupRef, cidrGroupSelector }] of (written[key] ?? []).entries())
      if ([cidr, cidrGroupRef, cidrGroupSelector].filter((one) => one !== undefined).length !== 1)
        report({
          at: `${at}.${key}[${index}]`,
          reason: 'does not have exactly one of cidr, cidrGroupRef and cidrGroupSelector',
          next: 'write one of them, and another entry for each other',
        });
}
