import type { Component } from '../component';

import { bundled, ciliumCluster, smallCluster } from '../testing/clusters';
import { broker, caller, to } from '../testing/components';
import { opensMore, shippingNetworkPolicy, shippingPolicy } from '../testing/policy-findings';
import { findingsIn } from '.';

const findings = (cluster: typeof smallCluster, ...components: readonly Component[]) =>
  findingsIn(bundled(cluster(components)));

test.each(opensMore)('policy-opens: %s is sound where Cilium enforces it', (_what, spec) => {
  expect(findings(ciliumCluster, shippingNetworkPolicy(spec))).toEqual([]);
});

test('policy-read: a policy that Cilium refuses closes nothing', () => {
  const spec = { endpointSelector: {}, ingress: [] };
  expect(findings(ciliumCluster, shippingPolicy('cilium.io/v2', 'CiliumNetworkPolicy', spec))).toEqual([
    {
      rule: 'policy-read',
      at: 'dist/small/demo/ciliumnetworkpolicy-own.yaml: spec',
      reason: 'has no rule in any direction',
      next: 'write a rule; ingress: [{}] closes ingress, egress: [{}] closes egress',
    },
  ]);
});

test('policy-opens: what is written for one direction at a time is sound, and so is what we ship ourselves', () => {
  const egress = { podSelector: {}, policyTypes: ['Egress'], egress: [{}] };
  expect(findings(smallCluster, shippingNetworkPolicy(egress))).toEqual([]);
  const messages = broker();
  expect(findings(smallCluster, messages, caller('sink', [to(messages.endpoint)]))).toEqual([]);
});
