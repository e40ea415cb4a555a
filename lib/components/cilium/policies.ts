import { type Component, declareComponent, type PlanContext, planOf } from '../../core';
import { ciliumNetwork } from './capabilities';
import { type CiliumPoliciesProps, ciliumPoliciesProps, type CiliumPolicy } from './policy-props';
import { addClientPolicy, addPolicy, clientPolicyName } from './policy-objects';

/**
 * Policies of Cilium that people ask for, in a namespace of their own. Nothing goes in or out of a namespace of ours unless
 * it is declared, so a policy opens both ends: the way in to the guarded pods, and the way out of them and of those that may
 * connect. With `egress: 'closed'`, that is the way to the guarded pods and the look-up of names. Clients in another namespace need their way out opened there.
 * @example
 * ciliumPolicies({
 *   name: 'secure-pods',
 *   namespace: 'secure',
 *   policies: [
 *     { name: 'secure-pods', pods: { app: 'secure-app' }, from: [{ pods: { app: 'authorized-client' } }] },
 *   ],
 * })
 */
export function ciliumPolicies(props: CiliumPoliciesProps): Component {
  return declareComponent(
    { kind: 'cilium-policies' },
    ciliumPoliciesProps,
    props,
    ({ namespace, podSecurity, policies }, context) => {
      checkPolicies(policies, namespace, context);
      return planOf({
        requires: [{ capability: ciliumNetwork, why: 'for the kind CiliumNetworkPolicy' }],
        podSecurity,
        build: (chart) => {
          for (const policy of policies) {
            addPolicy(chart, policy, namespace);
            for (const client of clientsIn(policy, namespace))
              addClientPolicy(chart, policy, client.pods, namespace);
          }
        },
      });
    },
  );
}

/** The clients whose way out is ours to open. */
function clientsIn(policy: CiliumPolicy, namespace: string): readonly CiliumPolicy['from'][number][] {
  return policy.from.filter((client) => client.namespace === undefined || client.namespace === namespace);
}

function checkPolicies(policies: readonly CiliumPolicy[], namespace: string, context: PlanContext): void {
  const { report } = context;
  const names = new Set<string>();
  for (const policy of policies) {
    const at = `${context.at}.policies.${policy.name}`;
    const made = [
      policy.name,
      ...clientsIn(policy, namespace).map(({ pods }) => clientPolicyName(policy, pods)),
    ];
    for (const name of made) {
      if (names.has(name))
        report({
          at,
          reason: `two policies would be named "${name}"`,
          next: 'give the policies other names, and name no client twice',
        });
      names.add(name);
    }
  }
}
