import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { lan } from '../../../clusters/lan';
import { pi } from '../../../clusters/pi';
import { proxmox } from '../../../clusters/proxmox';
import type { KubeObject } from '../../component';
import { type Facts, serversOf } from '../../inventory';
import type { Cluster } from '../../plan';
import { dialectOf, type PluginName } from '../../testing/dialects';
import { field } from '../../testing/field';
import { ends, noProblem } from '../../testing/policy-ends';
import { isRecord } from '../../values';
import { judgeFor, type Judge, type Judgement, type Peer, type PodPeer, readPolicies } from '.';

/** The policies that a cluster ships, as they lie in the repository. */
function shipped(...folders: readonly string[]): readonly KubeObject[] {
  return folders.flatMap((folder) => {
    const path = join(__dirname, '../../../dist', folder);
    return readdirSync(path)
      .filter((name) => name.includes('policy'))
      .map((name) => {
        const object: unknown = load(readFileSync(join(path, name), 'utf8'));
        if (!isObject(object)) throw new Error(`${folder}/${name} holds no object`);
        return object;
      });
  });
}

function isObject(value: unknown): value is KubeObject {
  return isRecord(value) && isRecord(value['metadata']) && typeof value['kind'] === 'string';
}

interface Shipped {
  readonly facts: Facts;
  readonly policies: readonly KubeObject[];
  readonly judge: Judge;
}

function read(cluster: Cluster, plugin: PluginName, ...folders: readonly string[]): Shipped {
  if (cluster.plan === undefined) throw new Error(`${cluster.name} has no plan`);
  const { facts } = cluster.plan;
  const policies = shipped(...folders);
  const judge = judgeFor(readPolicies(policies, dialectOf(plugin), noProblem), {
    pods: facts.networks.pods.cidr,
  });
  return { facts, policies, judge };
}

const clusters = {
  proxmox: () => read(proxmox, 'flannel', 'proxmox/namespaces'),
  pi: () => read(pi, 'cilium', 'pi/namespaces'),
  lan: () => read(lan, 'cilium', 'lan/namespaces', 'lan/secure-pods'),
};

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
  if (policy === undefined) throw new Error(`nobody is called ${name}`);
  return podsOf(policy);
}

describe.each(Object.entries(clusters))('what %s ships', (_name, open) => {
  const cluster = open();
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

  test('what nobody declared is blocked, and the default deny is among those that are named', () => {
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

describe('secure-pods of lan', () => {
  const { judge } = clusters.lan();
  const pod = (app: string): PodPeer => ({
    kind: 'pod',
    namespace: 'secure',
    namespaceLabels: {},
    labels: { app },
    ports: [],
  });
  const [secure, authorized, other] = [pod('secure-app'), pod('authorized-client'), pod('other')];

  test('the authorized client comes in on every port, and nobody else does', () => {
    expect(judge.ingress(authorized, secure, 8080, 'tcp')).toMatchObject({
      verdict: 'allowed',
      by: { policy: 'secure/secure-pods', rule: 'ingress[0]' },
    });
    expect(judge.ingress(other, secure, 8080, 'tcp')).toMatchObject({
      verdict: 'blocked',
      by: { policies: ['secure/default-deny', 'secure/secure-pods'] },
    });
  });

  test('the client goes out to it and to the name server; the default deny holds the rest', () => {
    expect(judge.egress(authorized, secure, 8080, 'tcp')).toMatchObject({
      verdict: 'allowed',
      by: { policy: 'secure/secure-pods-from-authorized-client' },
    });
    expect(judge.egress(authorized, ends.dns, 53, 'udp').verdict).toBe('allowed');
    // `enableDefaultDeny: false` closes nothing; the default deny of the namespace does.
    expect(judge.egress(authorized, ends.internet, 443, 'tcp')).toMatchObject({
      verdict: 'blocked',
      by: { policies: ['secure/default-deny'] },
    });
  });
});
