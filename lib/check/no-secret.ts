import type { Rule } from './finding';

/** A Secret in the repository is readable by everybody who can read the repository, for ever. */
export const noSecret: Rule = {
  id: 'no-secret',
  why: 'no secret value stands in the repository',
  check: ({ ofKind }) =>
    ofKind('v1', 'Secret').map(({ path, object }) => ({
      rule: noSecret.id,
      at: path,
      reason: `is a Secret (${object.metadata.namespace ?? ''}/${object.metadata.name})`,
      next: "state the need in the component's secrets, and its source in the cluster's",
    })),
};
