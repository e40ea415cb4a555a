import { idleRules, ruleText } from '../network';
import type { CheckRule } from './finding';

/** A rule that nothing needs makes readers look for a flow that does not exist, and hides the rules that matter. */
export const noIdleRule: CheckRule = {
  id: 'no-idle-rule',
  why: 'each rule of a packet filter is needed by a flow, and no earlier rule decides in its place',
  check: ({ hosts }) =>
    idleRules(hosts).map(({ machine, chain, rule, why }) => ({
      rule: noIdleRule.id,
      at: [`dist/${hosts.plan.facts.name}/hosts`, machine, hosts.filters.get(machine)?.ships ?? []]
        .flat()
        .join('/'),
      reason:
        why === 'shadowed'
          ? `nothing ever comes to rule "${ruleText(rule)}" of chain ${chain}`
          : `without rule "${ruleText(rule)}" of chain ${chain} the same would pass`,
      next: 'drop what declares it, or the rule before it',
    })),
};
