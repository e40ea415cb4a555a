import fc from 'fast-check';
import {
  block,
  blocks,
  either,
  few,
  maybe,
  merged,
  names,
  namespaces,
  object,
  podKeys,
  selector,
  some,
  subject,
} from './drawn-values';

const endpointSelector = selector([
  ...podKeys,
  'k8s:app',
  'any:tier',
  'io.kubernetes.pod.namespace',
  'k8s:io.kubernetes.pod.namespace',
  'k8s:io.cilium.k8s.namespace.labels.team',
  'reserved:host',
  'reserved:world',
]);
const ciliumPort = either(
  merged(
    fc.record({ port: some(['0', '53', '80', '443', 'web', 'dns']) }),
    maybe('protocol', some(['TCP', 'UDP', 'ANY', 'SCTP'])),
  ),
  fc.record({ port: some(['53', '80']), endPort: some([81, 443]) }),
);
const name = either(
  fc.record({ matchName: some(names) }),
  fc.record({ matchPattern: some(['*', '*.example.com', '**.example.com', 'g*.example.com']) }),
);
const entities = few(
  some(['all', 'world', 'cluster', 'host', 'remote-node', 'kube-apiserver', 'health', 'none']),
);
const plainPorts = few(merged(maybe('ports', few(ciliumPort))));

function ciliumRule(ingress: boolean, denies: boolean, plain: boolean): fc.Arbitrary<object> {
  const [way, dns] = [ingress ? 'from' : 'to', fc.record({ dns: few(name, 1) })];
  const inside = fc.record({ http: fc.constant([{ method: 'GET' }]) });
  const withRules = few(
    merged(
      fc.record({ ports: few(fc.record({ port: some(['53', '80']), protocol: fc.constant('TCP') }), 1) }),
      maybe('rules', ingress ? inside : fc.oneof(inside, dns)),
    ),
  );
  const peers = either(
    fc.constant({}),
    fc.record({ [`${way}Endpoints`]: few(endpointSelector) }),
    fc.record({ [`${way}Entities`]: entities }),
    fc.record({ [`${way}CIDR`]: few(some(blocks)) }),
    fc.record({ [`${way}CIDRSet`]: few(block) }),
    ...(ingress || denies ? [] : [fc.record({ toFQDNs: few(name, 1) })]),
  );
  const where = either(
    fc.constant({}),
    fc.record({ toPorts: denies || plain ? plainPorts : fc.oneof(plainPorts, withRules) }),
    fc.constant({ icmps: [{ fields: [{ type: 8 }] }] }),
  );
  return fc.oneof({ weight: 1, arbitrary: fc.constant({}) }, { weight: 9, arbitrary: merged(peers, where) });
}

/** @param plain whether no rule looks at what a connection carries, as in policies for nodes */
function ciliumSpec(about: fc.Arbitrary<object>, plain = false): fc.Arbitrary<object> {
  const drawn = merged(
    about,
    maybe('ingress', few(ciliumRule(true, false, plain))),
    maybe('egress', few(ciliumRule(false, false, plain))),
    fc.oneof(
      { weight: 3, arbitrary: fc.constant({}) },
      { weight: 1, arbitrary: fc.record({ ingressDeny: few(ciliumRule(true, true, plain)) }) },
    ),
    fc.oneof(
      { weight: 3, arbitrary: fc.constant({}) },
      { weight: 1, arbitrary: fc.record({ egressDeny: few(ciliumRule(false, true, plain)) }) },
    ),
    fc.oneof(
      { weight: 4, arbitrary: fc.constant({}) },
      {
        weight: 1,
        arbitrary: fc.record({
          enableDefaultDeny: fc.record({ ingress: fc.boolean(), egress: fc.boolean() }, { requiredKeys: [] }),
        }),
      },
    ),
  );
  // Cilium refuses a spec without any rule.
  const hasRule = (spec: object) =>
    ['ingress', 'ingressDeny', 'egress', 'egressDeny'].some(
      (key) => JSON.stringify(Reflect.get(spec, key) ?? []) !== '[]',
    );
  return drawn.map((spec) => (hasRule(spec) ? spec : { ...spec, egress: [{}] }));
}

const ofPods = fc.record({ endpointSelector: subject });
export const ciliumNetworkPolicy = object(
  'cilium.io/v2',
  'CiliumNetworkPolicy',
  some(namespaces),
  ciliumSpec(ofPods),
  few(ciliumSpec(ofPods)),
);
const ofNodes = fc.record({ nodeSelector: selector(['disk']) });
export const clusterwide = object(
  'cilium.io/v2',
  'CiliumClusterwideNetworkPolicy',
  fc.constant(undefined),
  fc.oneof(ciliumSpec(fc.record({ endpointSelector })), ciliumSpec(ofNodes, true)),
);
