import { servicePortsOf } from '../network';
import type { Problem } from '../values';
import type { Rule } from './finding';

/** A name that no pod has leaves the Service without a single pod, and Kubernetes says so nowhere. */
export const serviceTarget: Rule = {
  id: 'service-target',
  why: 'the name by which a Service leads to a port of pods is one port in all of them',
  check: ({ objects, plan }) =>
    objects.flatMap(({ path, object }) => {
      const problems: Problem[] = [];
      servicePortsOf(object, plan, (problem) => problems.push(problem));
      return problems.map(({ at, reason, next }) => ({
        rule: serviceTarget.id,
        at: `${path}: ${at}`,
        reason,
        next,
      }));
    }),
};
