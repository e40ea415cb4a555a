import type { KubeObject } from '../../drivers/committed';
import type { AddressPeer } from '../../../lib/network/policy';
import { parseIpv4, valueOf } from '../../../lib/values';
import { podAddress, policyNodes } from '../../drivers/policy-network/cluster';
import type { PolicyCase } from './case';

/** A way in which kube-router differs from what a policy says as it is written. */
export interface QuirkCase extends PolicyCase {
  readonly says: string;
  readonly by: string;
  /** Whether it lets in more than the policy says, or less. */
  readonly differs: 'more' | 'less';
}

interface Written {
  readonly says: string;
  readonly by: string;
  readonly differs: 'more' | 'less';
  readonly specs: readonly object[];
  /** @default those that the pods name, and another */
  readonly ports?: readonly number[];
}

const outside: readonly AddressPeer[] = ['192.0.2.20', '192.0.2.40', '198.51.100.7'].map((text) => ({
  kind: 'address',
  address: valueOf(parseIpv4(text)),
}));

const everyPod = { podSelector: {} };
const web = { podSelector: { matchLabels: { app: 'web' } } };
const everywhere = { ipBlock: { cidr: '0.0.0.0/0' } };
const holed = { ipBlock: { cidr: '192.0.2.0/24', except: ['192.0.2.16/28'] } };

const written: readonly Written[] = [
  {
    says: 'A policy with both types and open egress lets its pods into each other',
    by: 'a policy that closes ingress and opens egress, for every pod of a namespace',
    differs: 'more',
    specs: [{ ...everyPod, policyTypes: ['Ingress', 'Egress'], egress: [{}] }],
  },
  {
    says: 'A port name that no pod has opens every port to the peers of its rule',
    by: 'a rule for ingress and one for egress, each in a policy of its own, whose only port is a name that no pod has',
    differs: 'more',
    specs: [
      {
        ...everyPod,
        policyTypes: ['Ingress'],
        ingress: [{ from: [everyPod], ports: [{ port: 'metrics' }] }],
      },
      { ...everyPod, policyTypes: ['Egress'], egress: [{ to: [everyPod], ports: [{ port: 'metrics' }] }] },
    ],
  },
  {
    says: "Egress to a port name alone opens the numbers that the namespace's pods give it, to everybody",
    by: 'a rule for egress without peers whose only port is a name',
    differs: 'more',
    specs: [{ ...everyPod, policyTypes: ['Egress'], egress: [{ ports: [{ port: 'http' }] }] }],
  },
  {
    says: 'What one block of a rule leaves out, a wider block of the same rule does not bring back',
    by: 'a rule for egress and one for ingress with 0.0.0.0/0 and 192.0.2.0/24 without 192.0.2.16/28',
    differs: 'less',
    specs: [
      { ...web, policyTypes: ['Egress'], egress: [{ to: [holed, everywhere] }] },
      { ...web, policyTypes: ['Ingress'], ingress: [{ from: [everywhere, holed] }] },
    ],
  },
  {
    says: 'Egress to a block by the name of a port never matches',
    by: 'a rule for egress to 0.0.0.0/0 whose only port is a name that pods have',
    differs: 'less',
    specs: [
      { ...everyPod, policyTypes: ['Egress'], egress: [{ to: [everywhere], ports: [{ port: 'http' }] }] },
    ],
  },
  {
    says: 'A pod reaches the ports of NodePorts on its own node, whatever its policies say',
    by: 'a policy that closes egress',
    differs: 'more',
    specs: [{ ...everyPod, policyTypes: ['Egress'] }],
    ports: [29_999, 30_000, 32_767, 32_768],
  },
];

/** A case for each quirk, in a namespace of its own. @param first number of the first block of addresses */
export function quirkCases(first: number): readonly QuirkCase[] {
  return written.map(({ specs, ports = [80, 8080, 9000], ...face }, index) => {
    const namespace = `quirk-${index}`;
    const kinds = [
      { app: 'web', http: 80 },
      { app: 'friend', http: 8080 },
    ];
    return {
      ...face,
      policies: specs.map((spec, at) => policyOf(spec, namespace, `p${at}`)),
      pods: policyNodes.flatMap(({ peer }) =>
        kinds.map(({ app, http }, at) => ({
          kind: 'pod' as const,
          namespace,
          namespaceLabels: {},
          labels: { app },
          ports: [{ name: 'http', port: http, transport: 'tcp' as const }],
          node: peer.name,
          address: podAddress(peer.name, first + index, at + 1),
        })),
      ),
      outside,
      ports,
    };
  });
}

function policyOf(spec: object, namespace: string, name: string): KubeObject {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec };
}
