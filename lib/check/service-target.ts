import type { CheckRule } from './finding';

/** A name that no pod has leaves the Service without a single pod, and Kubernetes says so nowhere. */
export const serviceTarget: CheckRule = {
  id: 'service-target',
  why: 'the name by which a Service leads to a port of pods is one port in all of them',
  check: ({ services }) =>
    services.flatMap(({ path, problems }) =>
      problems.map(({ at, reason, next }) => ({
        rule: serviceTarget.id,
        at: `${path}: ${at}`,
        reason,
        next,
      })),
    ),
};
