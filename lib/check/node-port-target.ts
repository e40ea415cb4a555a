import { nodePortsOf } from '../network';
import type { Problem } from '../values';
import type { Rule } from './finding';

/** A name that no pod has leaves the Service without a single pod, and Kubernetes says so nowhere. */
export const nodePortTarget: Rule = {
  id: 'node-port-target',
  why: 'the name by which a port of the nodes leads to pods is one port in all of them',
  check: ({ objects, plan }) =>
    objects.flatMap(({ path, object }) => {
      const problems: Problem[] = [];
      nodePortsOf(object, plan, (problem) => problems.push(problem));
      return problems.map(({ at, reason, next }) => ({
        rule: nodePortTarget.id,
        at: `${path}: ${at}`,
        reason,
        next,
      }));
    }),
};
