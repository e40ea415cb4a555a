import type { Chart } from 'cdk8s';
import { CiliumNetworkPolicy, type CiliumNetworkPolicySpec } from '../../../../imports/cilium.io';
import type { Facts } from '../../../inventory';
import { hostCidr, onePort, type Outside, type PortRange, type Transport } from '../../../values';
import type { Flow, OwnedWorkload } from '../../flows/flows';
import { writeNetworkPolicy } from '../../policy/write/network-policy';
import {
  policyAnnotations,
  policyName,
  type PolicyWriter,
  type WorkloadRules,
} from '../../policy/write/workload-rules';

type Rule<K extends 'ingress' | 'egress'> = NonNullable<NonNullable<CiliumNetworkPolicySpec>[K]>[number];
type EgressRule = Rule<'egress'>;
type IngressRule = Rule<'ingress'>;
type Ports = NonNullable<EgressRule['toPorts']>;

const namespaceLabel = 'k8s:io.kubernetes.pod.namespace';
const anyNamespace = { key: namespaceLabel, operator: 'Exists' as const };

/** The policy of one workload: a NetworkPolicy where it says enough, and Cilium's own kind where it does not. */
export const writeForCilium: PolicyWriter = (chart, rules, context) => {
  if (saysMore(rules)) ciliumPolicy(chart, rules, context.facts);
  else writeNetworkPolicy(chart, rules, context);
};

/** Cilium knows the API server and names on the internet as such, where Kubernetes knows addresses only. */
function saysMore({ out, into }: WorkloadRules): boolean {
  return (
    out.some(
      ({ to }) =>
        to.kind === 'kube-apiserver' ||
        to.kind === 'internet' ||
        to.kind === 'nodes' ||
        (to.kind === 'workload' && to.place.workload.hostNetwork),
    ) ||
    into.some(
      ({ listener, flows }) =>
        ['kube-apiserver', 'ingress', 'cluster'].includes(listener.open) ||
        flows.some(({ from }) => from.workload.hostNetwork),
    )
  );
}

/** A CiliumNetworkPolicy that opens the flows of one workload, for what only Cilium can name: the API server, names, nodes. */
function ciliumPolicy(chart: Chart, rules: WorkloadRules, facts: Facts): void {
  const { component, workload } = rules.place;
  const name = policyName(rules.place);
  const namesOutside = rules.out.some(
    ({ to }) => to.kind === 'internet' && (to.host.kind === 'name' || to.host.kind === 'pattern'),
  );
  new CiliumNetworkPolicy(chart, `policy-${component.name}.${workload.name}`, {
    metadata: {
      name,
      namespace: component.namespace,
      annotations: policyAnnotations(rules, { names: true, nodes: true }),
    },
    spec: {
      endpointSelector: { matchLabels: { ...workload.pods } },
      // An empty list would leave the direction open; a rule that matches nothing closes it.
      ingress: orNothing(rules.into.flatMap(ingressRules)),
      egress:
        rules.out.length === 0
          ? [{}]
          : distinctRules(rules.out.map((flow) => egressRule(flow, namesOutside, facts))),
    },
  });
}

/**
 * What Cilium's own Envoy sends for an Ingress or a Gateway has an identity of its own, which no selector of pods matches.
 * https://docs.cilium.io/en/stable/network/servicemesh/ingress/#ingress-and-network-policy
 */
function ingressRules({ listener, flows }: WorkloadRules['into'][number]): IngressRule[] {
  const toPorts = portsOf(onePort(listener.port), listener.transport);
  const rules: IngressRule[] = distinctRules(flows.map(({ from }) => ({ ...fromPlace(from), toPorts })));
  switch (listener.open) {
    case 'declared':
      return rules;
    case 'kube-apiserver':
      return [...rules, { fromEntities: ['kube-apiserver', 'remote-node', 'host'], toPorts }];
    case 'ingress':
      return [...rules, { fromEntities: ['ingress'], toPorts }];
    case 'cluster':
      // Not the entity `cluster`, which takes in the nodes. Without the namespace's label only the own one's pods would come.
      return [
        ...rules,
        { fromEndpoints: [{ matchExpressions: [anyNamespace] }], toPorts },
        { fromEntities: ['ingress'], toPorts },
      ];
    case 'world':
      return [...rules, { fromEntities: ['all'], toPorts }];
  }
}

function egressRule(flow: Flow, namesOutside: boolean, facts: Facts): EgressRule {
  const toPorts = portsOf(flow.ports, flow.transport);
  const { to } = flow;
  switch (to.kind) {
    case 'workload':
      return to.place.workload.hostNetwork
        ? { toEntities: ['host', 'remote-node'], toPorts }
        : { toEndpoints: [{ matchLabels: podsOf(to.place) }], toPorts };
    case 'kube-apiserver':
      return { toEntities: ['kube-apiserver'], toPorts };
    case 'nodes':
      return { toEntities: ['host', 'remote-node'], toPorts };
    case 'internet':
      return { ...toOutside(to.host), toPorts };
    case 'cluster-dns': {
      const matchLabels = { [namespaceLabel]: 'kube-system', 'k8s:k8s-app': 'kube-dns' };
      // Cilium learns the addresses behind a name from the answers that pass its DNS proxy.
      const seen: Ports = toPorts.map((rule) => ({
        ...rule,
        ...(namesOutside && { rules: { dns: [{ matchPattern: '*' }] } }),
      }));
      return { toEndpoints: [{ matchLabels }], toPorts: seen };
    }
    case 'host':
      return {
        toCIDR: facts.hosts.filter((host) => host.name === to.host).map((host) => hostCidr(host.address)),
        toPorts,
      };
  }
}

/**
 * Names are learnt from DNS answers only, so an address needs a rule of its own. No CIDR matches pods or nodes, whatever it holds.
 * https://docs.cilium.io/en/stable/security/policy/layer3/
 */
function toOutside(host: Outside): EgressRule {
  switch (host.kind) {
    case 'anywhere':
      return { toEntities: ['world'] };
    case 'name':
      return { toFQDNs: [{ matchName: host.name }] };
    case 'pattern':
      return { toFQDNs: [{ matchPattern: host.pattern }] };
    case 'network':
      return { toCIDR: [host.cidr] };
  }
}

function fromPlace(place: OwnedWorkload): IngressRule {
  return place.workload.hostNetwork
    ? { fromEntities: ['host', 'remote-node'] }
    : { fromEndpoints: [{ matchLabels: podsOf(place) }] };
}

/** Without the namespace's label, a selector means the policy's own namespace. */
function podsOf({ component, workload }: OwnedWorkload): Record<string, string> {
  return { [namespaceLabel]: component.namespace, ...workload.pods };
}

const protocols = { tcp: 'TCP', udp: 'UDP', sctp: 'SCTP' } as const;

/** Cilium wants the first port as text, and the last one as a number. */
function portsOf({ first, last }: PortRange, transport: Transport): Ports {
  const end = last > first && { endPort: last };
  return [{ ports: [{ port: String(first), ...end, protocol: protocols[transport] }] }];
}

function distinctRules<T>(rules: readonly T[]): T[] {
  return [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()];
}

function orNothing(rules: readonly IngressRule[]): IngressRule[] {
  return rules.length === 0 ? [{}] : [...rules];
}
