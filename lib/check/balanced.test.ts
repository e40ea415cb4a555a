import { k8s } from 'cdk8s-plus-28';
import { metallb } from '../components';
import type { Component, Listener } from '../component';
import { k3s } from '../machines';
import { type ClusterInput, defineCluster } from '../plan';
import { flannelK3s, nixosBase } from '../plan/fixtures/base';
import { ruleText } from '../network';
import { bundleOf } from '../synth';
import { made, port, workloadOf } from '../testing/components';
import { problemText } from '../values';
import { findingsIn } from '.';

/** A web page behind a Service of type LoadBalancer, and behind an Ingress where one is asked for. */
function web(open: Listener['open'], type: 'LoadBalancer' | 'ClusterIP' = 'LoadBalancer'): Component {
  const workload = workloadOf('web', { name: 'web', listens: [port('http', 8080, open)] });
  return made({
    name: 'web',
    plan: {
      workloads: [workload],
      build: (chart) => {
        const metadata = { name: 'web', namespace: 'web' };
        new k8s.KubeService(chart, 'service', {
          metadata,
          spec: {
            type,
            selector: workload.pods,
            ports: [{ port: 80, targetPort: k8s.IntOrString.fromNumber(8080) }],
          },
        });
        if (type === 'ClusterIP')
          new k8s.KubeIngress(chart, 'ingress', {
            metadata,
            spec: { defaultBackend: { service: { name: 'web', port: { number: 80 } } } },
          });
      },
    },
  });
}

const balancer = metallb({ pools: [{ name: 'lan', network: 'nodes', range: '192.0.2.240-192.0.2.250' }] });

/** The NixOS cluster with one more component, and k3s with these parts left out. */
function cluster(
  disable: readonly ('servicelb' | 'traefik')[],
  ...components: readonly Component[]
): ClusterInput {
  const distribution = k3s({ ...flannelK3s, disable: [...disable] });
  return { ...nixosBase, distribution, components: [...nixosBase.components, ...components] };
}

function openedBy(input: ClusterInput) {
  const { plan, problems } = defineCluster(input);
  if (plan === undefined) throw new Error(problems.map(problemText).join('\n'));
  const bundle = bundleOf(plan, new Map());
  const rules = bundle.hosts.topology.machines
    .filter(({ name }) => name === 'bob')
    .flatMap(({ tables }) => tables.filter(({ name }) => name === 'asterism'))
    .flatMap(({ chains }) =>
      chains.flatMap((chain) => chain.rules.map((rule) => `${chain.name} ${ruleText(rule)}`)),
    )
    .filter((rule) => rule.includes('comment "Service '));
  return { rules, findings: findingsIn(bundle).map(problemText) };
}

const passedOn = (number: number, service: string) =>
  `forward ct status dnat ip daddr 10.42.0.0/16 tcp dport ${number} accept comment "Service ${service}"`;

test("a load balancer of MetalLB's kind leads from its address to the port of the pods", () => {
  expect(openedBy(cluster(['servicelb'], balancer, web('world')))).toEqual({
    rules: [passedOn(8080, 'web/web')],
    findings: [],
  });
});

test("k3s' servicelb gives a Service the nodes' addresses, from which kube-proxy translates to the port of the pods", () => {
  const { rules, findings } = openedBy(cluster(['traefik'], web('world')));
  expect(rules).toContain(passedOn(8080, 'web/web'));
  expect(findings).toEqual([]);
});

test("k3s' Traefik is reached where something is served by it, and nowhere else", () => {
  const served = openedBy(cluster([], web('ingress', 'ClusterIP')));
  expect(served.rules).toContain(passedOn(8000, 'kube-system/traefik'));
  expect(served.rules).toContain(passedOn(8443, 'kube-system/traefik'));
  expect(served.findings).toEqual([]);
  const behindMetallb = openedBy(cluster(['servicelb'], balancer, web('ingress', 'ClusterIP')));
  expect(behindMetallb.rules).toEqual([
    passedOn(8000, 'kube-system/traefik'),
    passedOn(8443, 'kube-system/traefik'),
  ]);
  expect(openedBy(cluster(['traefik'], web('cluster', 'ClusterIP'))).rules).toEqual([]);
  expect(openedBy(cluster([])).rules).toEqual([]);
});

test('what is not meant for everybody stays closed, and the finding says what to open', () => {
  expect(openedBy(cluster(['servicelb'], balancer, web('declared')))).toEqual({
    rules: [],
    findings: [
      "dist/small/web/service-web.yaml: spec.type: is LoadBalancer, and tcp port 8080 of web/web behind it is not open to the world, so it cannot be reached from outside; write open: 'world' for that listener, or a Service of type ClusterIP",
    ],
  });
});

test('a Service of type LoadBalancer where nothing gives out addresses is reported', () => {
  expect(openedBy(cluster(['servicelb', 'traefik'], web('world'))).findings).toEqual([
    "dist/small/web/service-web.yaml: spec.type: is LoadBalancer, and nothing in the cluster gives out the address that it waits for; take 'servicelb' out of disable in k3s({ … })",
  ]);
});
