import { cilium, metallb } from '../components';
import type { Component } from '../component';
import { k3s } from '../machines';
import { ciliumCluster, smallCluster } from '../testing/clusters';
import { made, port, workloadOf } from '../testing/components';
import { problemText } from '../values';
import { type ClusterInput, defineCluster } from './cluster';

const line = { version: '1.19.6', apiServer: { host: '127.0.0.1', port: 6444 } } as const;
const lan = { name: 'lan', network: 'nodes', range: '192.0.2.240-192.0.2.250' } as const;
const without =
  "which nothing in the cluster provides; write loadBalancer in cilium({ … }), or take 'servicelb' out of disable in k3s({ … })";

function messagesOf(input: ClusterInput): readonly string[] {
  return defineCluster(input).problems.map(problemText);
}

/** The small cluster whose network plugin is this one. */
function onCilium(plugin: Component, ...others: readonly Component[]): ClusterInput {
  return { ...ciliumCluster([]), components: [plugin, ...others] };
}

test('Ingresses and Gateways of Cilium need something that gives out addresses', () => {
  expect(messagesOf(onCilium(cilium({ ...line, ingress: { mode: 'shared' } })))).toEqual([
    `small.components.cilium: needs load balancers for the addresses of its Ingresses, ${without}`,
  ]);
  expect(
    messagesOf(onCilium(cilium({ ...line, gatewayApi: true, ingress: { mode: 'dedicated' } }))).filter(
      (message) => message.includes('balancers'),
    ),
  ).toEqual([
    `small.components.cilium: needs load balancers for the addresses of its Ingresses and Gateways, ${without}`,
  ]);
});

test('pools of Cilium, MetalLB and servicelb give out addresses', () => {
  const ingress = { mode: 'shared' } as const;
  expect(messagesOf(onCilium(cilium({ ...line, ingress, loadBalancer: { pools: [lan] } })))).toEqual([]);
  expect(messagesOf(onCilium(cilium({ ...line, ingress }), metallb({ pools: [lan] })))).toEqual([]);
  const distribution = k3s({
    version: 'v1.33.5+k3s1',
    networkPlugin: 'none',
    kubeProxy: false,
    disable: ['traefik'],
  });
  expect(messagesOf({ ...onCilium(cilium({ ...line, ingress })), distribution })).toEqual([]);
});

test('a listener for Ingresses needs something that serves them', () => {
  const web = made({
    name: 'web',
    plan: { workloads: [workloadOf('web', { name: 'web', listens: [port('http', 8080, 'ingress')] })] },
  });
  expect(messagesOf(smallCluster([web]))).toEqual([]);
  expect(messagesOf(onCilium(cilium(line), web))).toEqual([
    "small.components.web.workloads.web.listens.http.open: is 'ingress', and nothing in the cluster serves Ingresses or Gateways; write ingress or gatewayApi in cilium({ … }), or take 'traefik' out of disable in k3s({ … })",
  ]);
});
