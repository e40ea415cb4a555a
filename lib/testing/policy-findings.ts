import { ApiObject, type Chart } from 'cdk8s';
import type { Component, Json } from '../component';
import { made, port, workloadOf } from './components';

/** A component with pods that listen on 8080, which ships one policy of its own. */
export function shippingPolicy(apiVersion: string, kind: string, spec: Json): Component {
  return made({
    name: 'demo',
    plan: {
      workloads: [workloadOf('demo', { name: 'web', listens: [port('http', 8080)] })],
      build: (chart: Chart) => {
        new ApiObject(chart, 'own', { apiVersion, kind, metadata: { name: 'own', namespace: 'demo' }, spec });
      },
    },
  });
}

/** A component as `shippingPolicy` makes it, with a NetworkPolicy. */
export function shippingNetworkPolicy(spec: Json): Component {
  return shippingPolicy('networking.k8s.io/v1', 'NetworkPolicy', spec);
}

const oneChain = 'kube-router holds both directions of a policy against all its rules';

/** NetworkPolicies by which kube-router opens more than they say: the spec, the rule, and what is opened why. */
export const opensMore: readonly (readonly [string, Json, string, string])[] = [
  [
    'open egress in a policy with both types',
    { podSelector: {}, policyTypes: ['Ingress', 'Egress'], egress: [{}] },
    `opens pods of the policy to each other on tcp 8080, which is more than it says, since ${oneChain}`,
    'make two policies of it, one for each direction',
  ],
  [
    'a name that no pod has',
    {
      podSelector: {},
      egress: [{ to: [{ podSelector: {} }], ports: [{ port: 'metrics' }] }],
      policyTypes: ['Egress'],
    },
    'opens every port, which is more than it says, since kube-router opens every port where no pod has one with the name metrics',
    'write the number of the port',
  ],
  [
    'egress by name to everyone',
    { podSelector: {}, policyTypes: ['Egress'], egress: [{ ports: [{ port: 'http' }] }] },
    'opens tcp 8080 of every destination, which is more than it says, since kube-router opens the numbers that pods of demo give to http, wherever they lead',
    'write the number of the port',
  ],
];

/** Components that ship policies which rules find wrong, in the form of all fixtures of rules. */
export const policyFindings: readonly (readonly [string, readonly Component[], readonly object[]])[] = [
  [
    'policy-read: a policy of Cilium in a cluster without Cilium',
    [shippingPolicy('cilium.io/v2', 'CiliumNetworkPolicy', { endpointSelector: {}, ingress: [{}] })],
    [
      {
        rule: 'policy-read',
        at: 'dist/small/demo/ciliumnetworkpolicy-own.yaml',
        reason: 'is of a kind on which nothing in the cluster acts',
        next: 'write a NetworkPolicy, or list the network plugin that knows the kind',
      },
    ],
  ],
  [
    'object-fields: a key of a policy that is misspelt',
    [shippingNetworkPolicy({ podSelector: {}, ingress: [{ form: [] }] })],
    [
      {
        rule: 'object-fields',
        at: 'dist/small/demo/networkpolicy-own.yaml: spec.ingress[0].form',
        reason: 'unknown field "form"',
        next: 'did you mean "from"?',
      },
    ],
  ],
  ...opensMore.map(
    ([what, spec, reason, next]) =>
      [
        `policy-opens: ${what}`,
        [shippingNetworkPolicy(spec)],
        [
          {
            rule: 'policy-opens',
            at: 'dist/small/demo/networkpolicy-own.yaml: spec.egress[0]',
            reason,
            next,
          },
        ],
      ] as const,
  ),
];
