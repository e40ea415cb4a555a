import type { KubeObject } from '../../component';
import { type Facts, serversOf } from '../../inventory';
import type { ClusterInput } from '../../plan';
import { bundled } from '../../testing/clusters';
import { field } from '../../testing/field';
import { ends } from '../../testing/policy-ends';
import { modelOf } from '../../testing/reach';
import { lan, typicalClusters } from '../../testing/typical-clusters';
import { isRecord } from '../../values';
import type { Judge, Judgement, Peer, PodPeer } from '.';

interface Shipped {
  readonly facts: Facts;
  readonly policies: readonly KubeObject[];
  readonly judge: Judge;
}

/** The policies that a cluster ships. */
function shipped(input: ClusterInput): Shipped {
  const { plan, objects } = bundled(input);
  return {
    facts: plan.facts,
    policies: objects.map(({ object }) => object).filter(({ kind }) => kind.endsWith('NetworkPolicy')),
    judge: modelOf(input).judge,
  };
}

/** The flows that a policy's annotation tells: way, port, transport, and the other end. */
function flowsOf({ metadata }: KubeObject) {
  return (metadata.annotations?.['asterism.dev/flows'] ?? '').split('\n').flatMap((line) => {
    const [, way, port, transport, other = ''] =
      /^(in|out) (\d+)\/(tcp|udp) (?:from|to) (.*) \(/.exec(line) ?? [];
    return way === undefined
      ? []
      : [
          {
            line,
            way,
            port: Number(port),
            transport: transport === 'udp' ? ('udp' as const) : ('tcp' as const),
            other,
          },
        ];
  });
}

/** The pods that a policy is for. */
function podsOf(policy: KubeObject): PodPeer {
  const key = policy.kind === 'NetworkPolicy' ? 'podSelector' : 'endpointSelector';
  const labels = field(policy, 'spec', key, 'matchLabels');
  const texts = Object.entries(isRecord(labels) ? labels : {}).map(
    ([name, value]) => [name, String(value)] as const,
  );
  return {
    kind: 'pod',
    namespace: policy.metadata.namespace ?? '',
    namespaceLabels: {},
    labels: Object.fromEntries(texts),
    ports: [],
  };
}

function endOf(name: string, { facts, policies }: Shipped): Peer {
  if (name === 'cluster-dns') return ends.dns;
  if (name === 'the internet') return ends.internet;
  const server = serversOf(facts).map(({ name: node, address, labels }) => ({
    kind: 'node' as const,
    name: node,
    role: 'server' as const,
    address,
    labels,
  }))[0];
  if (name === 'kube-apiserver' && server !== undefined) return server;
  const host = facts.hosts.find((one) => `host ${one.name}` === name);
  if (host !== undefined) return { kind: 'address', address: host.address };
  const policy = policies.find(({ metadata }) => metadata.name === name);
  if (policy === undefined) throw new Error(`nothing is called ${name}`);
  return podsOf(policy);
}

describe.each(typicalClusters.map((input) => [input.name, input] as const))('what %s ships', (_, input) => {
  const cluster = shipped(input);
  const { judge, policies } = cluster;
  const flows = policies.flatMap((policy) => flowsOf(policy).map((flow) => ({ policy, ...flow })));

  test('every flow that an annotation tells of is allowed by a rule of that policy', () => {
    expect(flows.length).toBeGreaterThan(10);
    for (const { policy, line, way, port, transport, other } of flows) {
      const [self, end] = [podsOf(policy), endOf(other, cluster)];
      const found =
        way === 'in' ? judge.ingress(end, self, port, transport) : judge.egress(self, end, port, transport);
      const { verdict, by, sentence } = found;
      expect([policy.metadata.name, line, verdict, by.kind, sentence]).toEqual([
        policy.metadata.name,
        line,
        'allowed',
        'rule',
        sentence,
      ]);
    }
  });

  test('what is not declared is blocked, and the default deny is among those that are named', () => {
    for (const policy of new Set(flows.map((flow) => flow.policy))) {
      const self = podsOf(policy);
      const deny = `${self.namespace}/default-deny`;
      expectClosed(judge.ingress(ends.double, self, 9999, 'tcp'), deny, policy);
      expectClosed(judge.ingress(ends.internet, self, 9999, 'tcp'), deny, policy);
      expectClosed(judge.egress(self, ends.double, 9999, 'tcp'), deny, policy);
      expectClosed(judge.egress(self, ends.internet, 25, 'tcp'), deny, policy);
    }
  });
});

function expectClosed({ verdict, by }: Judgement, deny: string, { metadata }: KubeObject): void {
  expect(verdict).toBe('blocked');
  const named = by.kind === 'closed' ? by.policies : [];
  expect(
    [deny, `${metadata.namespace ?? ''}/${metadata.name}`].filter((one) => !named.includes(one)),
  ).toEqual([]);
}

describe('the policy of lan for guarded pods', () => {
  const { judge } = shipped(lan);
  const pod = (app: string): PodPeer => ({
    kind: 'pod',
    namespace: 'guarded',
    namespaceLabels: {},
    labels: { app },
    ports: [],
  });
  const [guarded, client, other] = [pod('guarded'), pod('client'), pod('other')];

  test('the client comes in on every port, and no other pod does', () => {
    expect(judge.ingress(client, guarded, 8080, 'tcp')).toMatchObject({
      verdict: 'allowed',
      by: { policy: 'guarded/guard', rule: 'ingress[0]' },
    });
    const { verdict, by } = judge.ingress(other, guarded, 8080, 'tcp');
    expect(verdict).toBe('blocked');
    const closing = by.kind === 'closed' ? [...by.policies].sort() : [];
    expect(closing).toEqual(['guarded/default-deny', 'guarded/guard']);
  });

  test('the client goes out to it and to the name server; the default deny holds the rest', () => {
    expect(judge.egress(client, guarded, 8080, 'tcp')).toMatchObject({
      verdict: 'allowed',
      by: { policy: 'guarded/guard-from-client' },
    });
    expect(judge.egress(client, ends.dns, 53, 'udp').verdict).toBe('allowed');
    // `enableDefaultDeny: false` closes nothing; the default deny of the namespace does.
    expect(judge.egress(client, ends.internet, 443, 'tcp')).toMatchObject({
      verdict: 'blocked',
      by: { policies: ['guarded/default-deny'] },
    });
  });
});
