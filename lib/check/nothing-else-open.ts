import { lastWords, openDoors } from '../network';
import type { CheckRule } from './finding';

/** A port that is open by accident is found by others first. */
export const nothingElseOpen: CheckRule = {
  id: 'nothing-else-open',
  why: 'from the local network and the internet, packet filters let in what a flow declares and nothing else',
  check: ({ hosts }) =>
    openDoors(hosts).map(({ attempt, walk }) => ({
      rule: nothingElseOpen.id,
      at: `dist/${hosts.plan.facts.name}/hosts/${walk.at}`,
      reason: `${attempt.from} reaches ${attempt.to} on ${attempt.transport} ${attempt.port}, and no flow says so: ${lastWords(walk)}`,
      next: 'declare the flow, or take away what opens it',
    })),
};
