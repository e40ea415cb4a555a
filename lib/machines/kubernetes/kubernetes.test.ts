import { argoCd, cilium, coredns, metallb } from '../../components';
import { findingsIn } from '../../check';
import { type ClusterInput, defineCluster } from '../../plan';
import {
  base,
  changed,
  ciliumProps,
  gatewayBase,
  messages,
  nixosBase,
  vm,
  producer,
  sink,
} from '../../plan/fixtures/base';
import { filesOf } from '../../synth';
import { bundled, planned } from '../../testing/clusters';
import { asked, modelOf } from '../../testing/reach';
import { untyped } from '../../testing/untyped';
import { problemText } from '../../values';
import { kubernetes } from '.';

const version = 'v1.34.1';
const storageClasses = [{ name: 'standard', isDefault: true }];
const calico = { version, networkPlugin: 'calico', storageClasses };
const pools = [{ name: 'lan', network: 'nodes', range: '192.0.2.240-192.0.2.250' }];
const messagesOf = (input: ClusterInput) => defineCluster(input).problems.map(problemText);

const flowsOf = (input: ClusterInput) =>
  bundled({ ...input, secrets: {}, components: [argoCd()] }).hosts.flows;

/** Clusters of other distributions: nodes of any kind, with parts that came with the cluster and parts that components bring. */
const clusters: Readonly<Record<string, ClusterInput>> = {
  'a network plugin that nothing describes, and MetalLB': {
    ...base,
    distribution: kubernetes(calico),
    components: [argoCd(), metallb({ pools }), messages, sink, producer],
  },
  'Cilium in the place of kube-proxy, behind a gateway': {
    ...gatewayBase,
    distribution: kubernetes({
      version,
      kubeProxy: false,
      localApi: { host: '127.0.0.1', port: 7445 },
    }),
    components: [argoCd(), cilium({ ...ciliumProps, apiServer: { host: '127.0.0.1', port: 7445 } })],
  },
  'NixOS machines, a name server of our own, and all the rest given': {
    ...nixosBase,
    distribution: kubernetes({
      version: 'v1.33.4-gke.1134000',
      kubeProxy: false,
      localApi: { host: '127.0.0.1', port: 7445 },
      clusterDns: 'none',
      storageClasses,
      loadBalancers: true,
      ingress: {
        namespace: 'ingress-nginx',
        service: 'ingress-nginx-controller',
        className: 'nginx',
        pods: { 'app.kubernetes.io/name': 'ingress-nginx' },
        ports: [{ port: 443, target: 8443 }],
      },
    }),
    nodes: nixosBase.nodes.map((node, index) => ({ ...node, ...vm(111 + index, { description: 'a node' }) })),
    components: [
      argoCd(),
      cilium({ version: '1.19.6', apiServer: { host: '127.0.0.1', port: 7445 } }),
      coredns({ mode: 'replace' }),
      messages,
      sink,
      producer,
    ],
  },
  'servers that somebody else runs': {
    ...nixosBase,
    distribution: kubernetes({
      version: 'v1.33.1-eks-1234567',
      managed: true,
      kubeProxy: false,
      storageClasses,
    }),
    api: { host: '198.51.100.77', port: 443 },
    nodes: nixosBase.nodes.map((node, index) => ({
      ...node,
      ...vm(111 + index, { description: 'a node' }),
      role: 'agent',
    })),
    components: [
      argoCd(),
      cilium({ version: '1.19.6', apiServer: { host: '198.51.100.77', port: 443 } }),
      messages,
      sink,
      producer,
    ],
  },
};

describe.each(Object.entries(clusters))('a cluster with %s', (_, input) => {
  test('has no problem, passes every rule, and no shipped byte speaks of k3s', () => {
    expect(messagesOf(input)).toEqual([]);
    const bundle = bundled(input);
    expect(bundle.problems).toEqual([]);
    expect(findingsIn(bundle)).toEqual([]);
    const files = filesOf(bundle);
    expect(files.length).toBeGreaterThan(20);
    expect(
      files.filter(({ path, text }) => /k3s|rancher|cattle/i.test(path + text)).map(({ path }) => path),
    ).toEqual([]);
  });

  test('has a runbook that says what is not in its files, and checks its nodes by kubectl', () => {
    const files = new Map(filesOf(bundled(input)).map(({ path, text }) => [path, text]));
    const runbook = files.get('dist/small/hosts/RUNBOOK.md') ?? '';
    expect(runbook).toContain('The guide of Kubernetes says how a machine becomes a node');
    for (const { name } of planned(input).facts.nodes)
      expect(runbook).toMatch(new RegExp(`^# ${name} .*: make it a (server|node) of Kubernetes v1\\.3`, 'm'));
    const verify = files.get('dist/small/hosts/verify.sh') ?? '';
    expect(verify).toContain('kube get nodes');
    expect(verify).toContain('journalctl -u kubelet');
  });
});

test('nodes reach what every Kubernetes needs; of pods nothing is known where nothing describes their network', () => {
  const model = modelOf(clusters['a network plugin that nothing describes, and MetalLB'] ?? base);
  expect(asked(model, 'bob', 'ada', 6443)).toMatchObject({ verdict: 'allowed' });
  expect(asked(model, 'ada', 'bob', 10250)).toMatchObject({ verdict: 'allowed' });
  expect(asked(model, 'kafka-connect', 'kafka/broker', 9092)).toMatchObject({
    verdict: 'unknown',
    decides: 'nothing describes network plugin calico, so what becomes of packets of pods is not known here',
  });
});

test('several servers speak etcd with each other, and one alone does not', () => {
  const etcd = (nodes: ClusterInput['nodes']) =>
    flowsOf({ ...base, nodes, distribution: kubernetes(calico) }).filter(({ why }) => why === 'etcd');
  expect(etcd(base.nodes)).toEqual([]);
  expect(etcd(base.nodes.map((node) => ({ ...node, role: 'server' })))).toMatchObject([
    { from: { kind: 'servers' }, to: { kind: 'servers' }, ports: { first: 2379, last: 2380 } },
  ]);
});

test('where somebody else runs the servers, pods reach the API where it answers, and no node is one', () => {
  const input = clusters['servers that somebody else runs'] ?? base;
  const model = modelOf(input);
  expect(asked(model, 'argo-cd/server', '198.51.100.77', 443)).toMatchObject({ verdict: 'allowed' });
  expect(asked(model, 'kafka/broker', '198.51.100.77', 443)).toMatchObject({ verdict: 'blocked' });
  expect(messagesOf(changed('nodes.0.role', 'server', input))).toEqual([
    `small.nodes.ada.role: is "server", but the servers of this Kubernetes are managed by a provider; write 'agent', or remove managed from the distribution`,
  ]);
  expect(messagesOf(changed('api.host', 'ada', input))).toContain(
    'small.api.host: is 192.0.2.11, the address of node ada, an agent; write the address of the cluster API',
  );
});

test('where the nodes have no SSH, verify.sh looks at them only by kubectl and from pods', () => {
  const scriptOf = (settings: { readonly ssh?: boolean }) => {
    const distribution = kubernetes({ ...calico, ...settings });
    const files = filesOf(bundled({ ...base, distribution, components: [argoCd(), messages, sink] }));
    return files.find(({ path }) => path.endsWith('verify.sh'))?.text ?? '';
  };
  expect(scriptOf({})).toMatch(/^machines='ada bob cyd'\n/m);
  expect(scriptOf({})).toContain('on "$node" "$(opens "$2" "$3")"');
  const script = scriptOf({ ssh: false });
  expect(script).toMatch(/^machines=''\nnodes='ada bob cyd'\n/m);
  expect(script).toContain('in_pod "$node" nc -z -w 5 "$2" "$3"');
  expect(script).not.toMatch(/on "\$node"/);
});

test('a packet filter of ours would drop flows that are not described, so such nodes are refused', () => {
  const input = changed('distribution', kubernetes(calico), {
    ...nixosBase,
    secrets: {},
    components: [argoCd()],
  });
  expect(messagesOf(input)).toEqual([
    'small.distribution.networkPlugin: is "calico", and asterism does not know what it sends between nodes, so the packet filters of ada, bob and cyd would drop it; use a component as the network plugin, such as cilium(), or remove system from these nodes',
  ]);
});

test('a part that came with the cluster and a component that brings the same fight', () => {
  const input = changed('distribution', kubernetes(calico), {
    ...gatewayBase,
    components: [argoCd(), cilium({ version: '1.19.6', kubeProxyReplacement: false })],
  });
  expect(messagesOf(input).join('\n')).toMatch(/two network plugins fight over the pods/);
});

test('without a network plugin, or without a name server, pods find nothing: both are reported', () => {
  const input = changed('distribution', kubernetes({ version, clusterDns: 'none' }), {
    ...base,
    secrets: {},
    components: [argoCd()],
  });
  const text = messagesOf(input).join('\n');
  expect(text).toMatch(/network plugin/);
  expect(text).toMatch(/cluster DNS/);
});

test('zones for the name server of k3s are refused, since nothing would read them', () => {
  expect(messagesOf(changed('distribution', kubernetes(calico)))).toEqual([
    "small.components.coredns.mode: is 'k3s', which adds to the name server of k3s, and the cluster runs Kubernetes; write mode: 'replace'",
  ]);
});

test('the name server has the tenth address of the service network, or the one that is written', () => {
  const input = clusters['a network plugin that nothing describes, and MetalLB'] ?? base;
  const withDns = (dnsService: string) =>
    changed('distribution', kubernetes({ ...calico, dnsService }), input);
  expect(planned(input).facts.dnsService).toBe('10.43.0.10');
  expect(planned(withDns('10.43.0.53')).facts.dnsService).toBe('10.43.0.53');
  expect(messagesOf(withDns('10.96.0.10'))).toEqual([
    'small.distribution.dnsService: "10.96.0.10" is not in network services (10.43.0.0/16), which contains the addresses of all Services; write the address that `kubectl -n kube-system get service kube-dns` shows, or leave it out if that is 10.43.0.10',
  ]);
});

test.each([
  [
    { version: '1.34.1' },
    '.version: "1.34.1" is not a Kubernetes version as `kubectl get nodes` shows it; did you mean v1.34.1?',
  ],
  [{ version, clusterDns: 'coredns' }, '.clusterDns: found "coredns"; expected "given" or "none"'],
  [{ version, kubeproxy: false }, '.kubeproxy: unknown key "kubeproxy"; did you mean "kubeProxy"?'],
])('%j is refused at its place', (settings, message) => {
  expect(messagesOf(changed('distribution', untyped(kubernetes)(settings)))).toEqual([
    `small.distribution${message}`,
  ]);
});
