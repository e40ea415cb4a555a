import type { Chart } from 'cdk8s';
import { CiliumNetworkPolicy } from '../../../imports/cilium.io';
import type { CiliumPolicy } from './policy-props';

type Labels = CiliumPolicy['pods'];

/** Label with which Cilium knows the namespace of a pod; without it a selector means the policy's own. */
const namespaceLabel = 'k8s:io.kubernetes.pod.namespace';

/** Everywhere, inside the cluster and outside. https://docs.cilium.io/en/stable/security/policy/language/#entities-based */
const everywhere = { toEntities: ['all' as const] };

/** Adds the policy that guards the pods. Once it is there, whatever it does not name is refused. */
export function addPolicy(chart: Chart, policy: CiliumPolicy, namespace: string): void {
  new CiliumNetworkPolicy(chart, policy.name, {
    metadata: { name: policy.name, namespace },
    spec: {
      endpointSelector: { matchLabels: policy.pods },
      ingress: [
        {
          fromEndpoints: policy.from.map((client) => ({
            matchLabels: {
              ...client.pods,
              ...(client.namespace !== undefined && { [namespaceLabel]: client.namespace }),
            },
          })),
          ...portsOf(policy),
        },
      ],
      ...(policy.egress === 'open' && { egress: [everywhere] }),
    },
  });
}

/**
 * Adds the way out of a client: everywhere, or to the guarded pods and the name server. It opens and closes nothing else: where other policies leave the client alone, it may go
 * where it likes as before.
 */
export function addClientPolicy(chart: Chart, policy: CiliumPolicy, client: Labels, namespace: string): void {
  const name = clientPolicyName(policy, client);
  new CiliumNetworkPolicy(chart, name, {
    metadata: { name, namespace },
    spec: {
      endpointSelector: { matchLabels: client },
      enableDefaultDeny: { egress: false },
      egress:
        policy.egress === 'open'
          ? [everywhere]
          : [
              { toEndpoints: [{ matchLabels: policy.pods }], ...portsOf(policy) },
              {
                toEndpoints: [
                  { matchLabels: { [namespaceLabel]: 'kube-system', 'k8s:k8s-app': 'kube-dns' } },
                ],
                toPorts: [{ ports: [{ port: '53', protocol: 'ANY' }] }],
              },
            ],
    },
  });
}

/** `secure-pods-from-authorized-client`: the values of the client's labels, as far as a name may contain them. */
export function clientPolicyName(policy: CiliumPolicy, client: Labels): string {
  const values = Object.entries(client)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, value]) => value.toLowerCase().replace(/[^a-z0-9]+/g, '-'));
  return [policy.name, 'from', ...values].join('-').replace(/-+$/, '');
}

/** Cilium takes ports as texts; without any, all of them are meant. */
function portsOf({ ports }: CiliumPolicy) {
  return ports === undefined
    ? {}
    : { toPorts: [{ ports: ports.map(({ port, protocol }) => ({ port: String(port), protocol })) }] };
}
