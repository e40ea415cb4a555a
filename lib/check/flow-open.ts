import { closedFlows, lastWords } from '../network';
import type { CheckRule } from './finding';

/** The worst outage of a cluster was a forward chain that dropped what everybody took for granted. */
export const flowOpen: CheckRule = {
  id: 'flow-open',
  why: 'every declared connection between machines gets through each packet filter on its way, and so does its answer',
  check: ({ hosts }) =>
    closedFlows(hosts).map(({ flow, attempt, walk }) => ({
      rule: flowOpen.id,
      at: `dist/${hosts.plan.facts.name}/hosts`,
      reason: `${attempt.from} cannot reach ${attempt.to} on ${attempt.transport} ${attempt.port} (${flow.why}): ${lastWords(walk)}`,
      next: 'give the machines a way to each other in the inventory, or drop what connects them',
    })),
};
