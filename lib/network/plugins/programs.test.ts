import type { KubeObject } from '../../component';
import { findingsIn } from '../../check';
import {
  claim,
  flow,
  networkPluginClaims,
  nodes,
  onlyPodsMasquerade,
  portable,
  writeNetworkPolicy,
} from '../../core';
import type { ClusterInput } from '../../plan';
import { k3s } from '../../machines';
import { flannelK3s, nixosBase } from '../../plan/fixtures/base';

import { bundled, ciliumCluster, smallCluster } from '../../testing/clusters';
import { caller, filling, made, networkPlugin, port, workloadOf } from '../../testing/components';
import { asked, modelOf } from '../../testing/reach';

const shop = made({
  name: 'shop',
  plan: {
    workloads: [
      workloadOf('shop', {
        name: 'web',
        listens: [port('http', 8080, 'world')],
        connects: [{ to: { kind: 'internet', host: '*', port: 443 }, why: 'fetch' }],
      }),
    ],
  },
});
const components = [shop, caller('other', [])];
const front: KubeObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'front', namespace: 'shop' },
  spec: {
    type: 'NodePort',
    clusterIP: '10.43.0.80',
    selector: { 'app.kubernetes.io/instance': 'shop' },
    ports: [{ port: 80, targetPort: 'http', nodePort: 30080 }],
  },
};
/** The cluster on NixOS, whose packet filters are ours, with Cilium. */
const nixosWithCilium: ClusterInput = {
  ...nixosBase,
  distribution: k3s({ ...flannelK3s, networkPlugin: 'none', kubeProxy: false }),
  components: [networkPlugin(), ...nixosBase.components, ...components],
};
const nixosWithFlannel: ClusterInput = {
  ...nixosBase,
  components: [...nixosBase.components, ...components],
};

/** A network plugin from elsewhere, which describes itself: it has devices, ports and tables of its own. */
const weaver = made({
  name: 'weaver',
  namespace: 'kube-system',
  plan: {
    provides: [filling('network plugin')],
    podSecurity: 'privileged',
    claims: [
      claim(networkPluginClaims, {
        title: 'Weaver 2.1',
        packets: {
          podDevice: 'weave*',
          tunnel: { device: 'weave.vxlan', port: 4789, place: 1 },
          masquerade: { table: 'weaver', rules: onlyPodsMasquerade },
        },
        flows: [flow(nodes, nodes, 'tcp', 6783, 'weavers find each other')],
        policies: portable,
        writePolicies: writeNetworkPolicy,
        proxies: () => [],
      }),
    ],
  },
});
/** The same with routes between the nodes in place of a tunnel. */
const router = made({
  name: 'router',
  namespace: 'kube-system',
  plan: {
    provides: [filling('network plugin')],
    podSecurity: 'privileged',
    claims: [
      claim(networkPluginClaims, {
        title: 'Router 1.0',
        packets: { podDevice: 'cali*', masquerade: { table: 'router', rules: onlyPodsMasquerade } },
        flows: [flow(nodes, nodes, 'tcp', 179, 'routes of pods, by BGP')],
        policies: portable,
        writePolicies: writeNetworkPolicy,
        proxies: () => [],
      }),
    ],
  },
});
const nixosWithRouter: ClusterInput = {
  ...nixosBase,
  distribution: k3s({ ...flannelK3s, networkPlugin: 'none' }),
  components: [router, ...nixosBase.components, ...components],
};
const nixosWithWeaver: ClusterInput = {
  ...nixosBase,
  distribution: k3s({ ...flannelK3s, networkPlugin: 'none' }),
  components: [weaver, ...nixosBase.components, ...components],
};

describe.each<readonly [string, ClusterInput, RegExp, readonly string[]]>([
  ['flannel', smallCluster(components), /cilium|lxc/i, ['flannel', 'kube-proxy']],
  ['flannel on NixOS', nixosWithFlannel, /cilium|lxc/i, ['flannel', 'kube-proxy']],
  ['Cilium', ciliumCluster(components), /flannel|cni0|kube-proxy/i, ['cilium', 'cilium-services']],
  ['Cilium on NixOS', nixosWithCilium, /flannel|cni0|kube-proxy/i, ['cilium', 'cilium-services']],
  ['a plugin from elsewhere', nixosWithWeaver, /flannel|cni0|cilium|lxc/i, ['weaver', 'kube-proxy']],
  ['a plugin that routes', nixosWithRouter, /flannel|cni0|cilium|lxc|VXLAN/i, ['router', 'kube-proxy']],
])('with %s', (_name, cluster, foreign, tables) => {
  const model = modelOf(cluster, [front]);
  const answers = [
    asked(model, 'other', 'shop', 8080),
    asked(model, 'shop', 'internet', 443),
    asked(model, 'internet', 'ada', 30080),
    asked(model, 'bob', '10.43.0.80', 80),
    asked(model, 'stranger@nodes', 'bob', 30080),
    asked(model, 'ada', 'bob', 10250),
  ];

  test('no answer speaks of another program', () => {
    for (const { path, decides } of answers) expect([decides, ...path].join('\n')).not.toMatch(foreign);
  });

  test('every answer is known', () => {
    expect(answers.filter(({ verdict }) => verdict === 'unknown')).toEqual([]);
  });

  test('who masquerades and who translates is named', () => {
    const hops = answers.flatMap(({ path }) => path).join('\n');
    for (const table of tables) expect(hops).toContain(`of table ${table} `);
  });
});

test.each([
  ['flannel', nixosWithFlannel, 'cni0', 'flannel.1'],
  ['Cilium', nixosWithCilium, 'lxc*', 'cilium_vxlan'],
  ['a plugin from elsewhere', nixosWithWeaver, 'weave*', 'weave.vxlan'],
])('packet filters of nodes know the devices of %s', (_name, cluster, pods, tunnel) => {
  const bundle = bundled(cluster);
  expect(findingsIn(bundle)).toEqual([]);
  const text = bundle.extra.map((file) => file.text).join('\n');
  expect(text).toContain(`iifname { "${pods}", "${tunnel}" } ip saddr 10.42.0.0/16 ip daddr 10.42.0.0/16`);
  expect(text).toContain(`iifname "${pods}" ip saddr 10.42.0.0/16`);
});

test('without a tunnel, packet filters of nodes tell pods of other nodes by their addresses, and no rule is needless', () => {
  const bundle = bundled(nixosWithRouter);
  expect(findingsIn(bundle)).toEqual([]);
  const text = bundle.extra.map((file) => file.text).join('\n');
  expect(text).toMatch(
    /^\s*ip saddr \{ 10\.42\.0\.0\/16, 192\.0\.2\.11, .*\} ip daddr 10\.42\.0\.0\/16 accept/m,
  );
  expect(text).toContain('iifname "cali*" ip saddr 10.42.0.0/16');
  expect(text).not.toContain('VXLAN');
});

test('nodes with routes to each other are of one kind, as they are with a tunnel', () => {
  const kindsOf = (cluster: ClusterInput) =>
    modelOf(cluster).hosts.kinds.map((kind) => kind.map(({ name }) => name));
  expect(kindsOf(nixosWithRouter)).toEqual(kindsOf(nixosWithWeaver));
});

test('packet filters of nodes open the ports that a plugin needs between nodes', () => {
  const text = bundled(nixosWithWeaver)
    .extra.map((file) => file.text)
    .join('\n');
  const among = 'ip saddr { 192.0.2.11, 192.0.2.12, 192.0.2.13 }';
  expect(text).toContain(`${among} tcp dport 6783 accept comment "weavers find each other"`);
  expect(text).toContain(`${among} udp dport 4789 accept comment "VXLAN between nodes"`);
  expect(text).not.toContain('8472');
});
