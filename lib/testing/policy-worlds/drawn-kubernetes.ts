import fc from 'fast-check';
import {
  block,
  either,
  few,
  maybe,
  merged,
  namespaces,
  object,
  podSelector,
  ports,
  selector,
  some,
  subject,
} from './drawn-values';

const kubernetesPort = either(
  merged(maybe('protocol', some(['TCP', 'UDP', 'SCTP']))),
  merged(fc.record({ port: some(ports) }), maybe('protocol', some(['TCP', 'UDP']))),
  fc.record({ port: some([53, 80]), endPort: some([80, 443]) }),
  merged(fc.record({ port: some(['web', 'dns']) }), maybe('protocol', some(['TCP', 'UDP']))),
);
const namespaceSelector = selector(['team', 'kubernetes.io/metadata.name']);
const kubernetesPeer = either(
  fc.record({ podSelector }),
  fc.record({ namespaceSelector }),
  fc.record({ podSelector, namespaceSelector }),
  fc.record({ ipBlock: block }),
);
const kubernetesRules = (peers: 'from' | 'to') =>
  few(merged(maybe(peers, few(kubernetesPeer)), maybe('ports', few(kubernetesPort))));

export const networkPolicy = object(
  'networking.k8s.io/v1',
  'NetworkPolicy',
  some(namespaces),
  merged(
    fc.record({ podSelector: subject }),
    maybe('policyTypes', some([['Ingress'], ['Egress'], ['Ingress', 'Egress'], []])),
    maybe('ingress', kubernetesRules('from')),
    maybe('egress', kubernetesRules('to')),
  ),
);
