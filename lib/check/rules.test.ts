import { ApiObject, type Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { Application } from '../../imports/argoproj.io';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { anything, cautions, type Component, endpointOf } from '../component';
import { claim } from '../inventory';
import type { FilterRule as Filter } from '../network';
import { nixosBase } from '../plan/fixtures/base';

import { bundled, smallCluster } from '../testing/clusters';
import { broker, caller, configMap, made, packaged, port, to, workloadOf } from '../testing/components';
import { type ChangeRules, withOtherRules } from '../testing/other-rules';
import { policyFindings } from '../testing/policy-findings';
import { findingsIn, rules } from '.';

const findings = (...components: readonly Component[]) => findingsIn(bundled(smallCluster(components)));

const shipping = (name: string, build: (chart: Chart) => void, namespace = name) =>
  made({ name, namespace, plan: { build, defines } });

/** Kinds that the fixtures make up. */
const defines = ['example.com', 'one.example.com', 'two.example.com'].flatMap((group) =>
  ['Telescope', 'Record'].map((kind) => ({ group, kind, namespaced: true })),
);

/** The endpoint of a port of Service `demo`. */
const at = (called: number, targetPort: number) =>
  endpointOf('http', called, {
    component: 'demo',
    namespace: 'demo',
    service: 'demo',
    workload: 'web',
    targetPort,
  });

const object = (chart: Chart, apiVersion: string, kind: string, name: string, namespace?: string) =>
  new ApiObject(chart, `${apiVersion}-${kind}-${name}`, {
    apiVersion,
    kind,
    metadata: { name, ...(namespace !== undefined && { namespace }) },
  });

test('a sound cluster has no findings, whoever delivers it', () => {
  const messages = broker();
  const parts = [
    messages,
    caller('sink', [to(messages.endpoint)]),
    packaged('parcel', { creates: [{ group: '', kind: 'Service', namespace: 'parcel' }] }),
    broker('dns', 'kube-system'),
  ];
  expect(findings(...parts)).toEqual([]);
  for (const change of [{ delivery: 'rolling' as const }, { destination: 'https://192.0.2.11:6443' }])
    expect(findingsIn(bundled(smallCluster(parts, change)))).toEqual([]);
});

test('each rule has an id of its own and says why it is there', () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  for (const { id, why } of rules) expect(`${id}: ${why}`).toMatch(/^[a-z-]+: \S.{20,}$/);
});

const cases: readonly (readonly [string, readonly Component[], readonly object[]])[] = [
  ...policyFindings,
  [
    'any-kind-allowed: a chart that does not state what it creates',
    [packaged('parcel', { creates: anything }, { workloads: [workloadOf('parcel', { name: 'web' })] })],
    [
      {
        rule: 'any-kind-allowed',
        severity: 'warning',
        at: 'apps/small/appproject-parcel.yaml',
        reason: 'what parcel creates is not stated, so project parcel allows every kind in every namespace',
        next: 'state the kinds that it creates',
      },
    ],
  ],
  [
    'caution: a component that warns of something',
    [
      made({
        name: 'demo',
        plan: {
          build: (chart) => {
            object(chart, 'v1', 'ConfigMap', 'demo', 'demo');
          },
          claims: [claim(cautions, { reason: 'the list is long', next: 'look at it' }, '.list')],
        },
      }),
    ],
    [
      {
        rule: 'caution',
        severity: 'warning',
        at: 'small.components.demo.list',
        reason: 'the list is long',
        next: 'look at it',
      },
    ],
  ],
  [
    'one-owner: two names that some file systems take for one',
    [
      shipping('demo', (chart) => {
        object(chart, 'rbac.authorization.k8s.io/v1', 'Role', 'system:a', 'demo');
        object(chart, 'rbac.authorization.k8s.io/v1', 'Role', 'system-a', 'demo');
      }),
    ],
    [
      {
        rule: 'one-owner',
        at: 'dist/small/demo/role-system-a.yaml',
        reason:
          'Role.rbac.authorization.k8s.io demo/system:a and Role.rbac.authorization.k8s.io demo/system-a want the same file',
        next: 'rename one of them',
      },
    ],
  ],
  [
    'one-owner: two names that differ in upper case only, as RBAC allows',
    [
      shipping('demo', (chart) => {
        object(chart, 'rbac.authorization.k8s.io/v1', 'Role', 'Reader', 'demo');
        object(chart, 'rbac.authorization.k8s.io/v1', 'Role', 'reader', 'demo');
      }),
    ],
    [
      {
        rule: 'one-owner',
        at: 'dist/small/demo/role-reader.yaml',
        reason:
          'Role.rbac.authorization.k8s.io demo/Reader and Role.rbac.authorization.k8s.io demo/reader want the same file',
        next: 'rename one of them',
      },
    ],
  ],
  [
    'one-owner: two kinds of one name in different groups',
    [
      shipping('demo', (chart) => {
        object(chart, 'one.example.com/v1', 'Record', 'a', 'demo');
        object(chart, 'two.example.com/v1', 'Record', 'a', 'demo');
      }),
    ],
    [
      {
        rule: 'one-owner',
        at: 'dist/small/demo/record-a.yaml',
        reason: 'Record.one.example.com demo/a and Record.two.example.com demo/a want the same file',
        next: 'rename one of them',
      },
    ],
  ],
  [
    'one-owner: one object in two apps',
    [
      shipping('one', (chart) => {
        configMap(chart, 'shared', 'one');
      }),
      shipping('two', (chart) => {
        configMap(chart, 'shared', 'one');
      }),
    ],
    [
      {
        rule: 'one-owner',
        at: 'dist/small/two/configmap-shared.one.yaml',
        reason: 'apps one and two both own ConfigMap one/shared',
        next: 'let one component make it, once',
      },
    ],
  ],
  [
    'one-owner: one object twice in one app, whatever its version',
    [
      shipping('demo', (chart) => {
        object(chart, 'example.com/v1', 'Telescope', 'a', 'demo');
        new ApiObject(chart, 'again', {
          apiVersion: 'example.com/v2',
          kind: 'Telescope',
          metadata: { name: 'a', namespace: 'demo' },
        });
      }),
    ],
    [
      {
        rule: 'one-owner',
        at: 'dist/small/demo/telescope-a.yaml',
        reason: 'app demo makes Telescope.example.com demo/a twice',
        next: 'let one component make it, once',
      },
    ],
  ],
  [
    'one-owner: a policy that a derived one is named like',
    [
      shipping('demo', (chart) => {
        new k8s.KubeNetworkPolicy(chart, 'mine', {
          metadata: { name: 'default-deny', namespace: 'demo' },
          spec: { podSelector: {} },
        });
      }),
    ],
    [
      {
        rule: 'one-owner',
        at: 'dist/small/namespaces/networkpolicy-default-deny.demo.yaml',
        reason: 'apps demo and namespaces both own NetworkPolicy.networking.k8s.io demo/default-deny',
        next: 'let one component make it, once',
      },
    ],
  ],
  [
    'no-secret: a Secret, without a word of what it holds',
    [
      shipping('demo', (chart) => {
        new k8s.KubeSecret(chart, 'secret', {
          metadata: { name: 'login', namespace: 'demo' },
          stringData: { password: 'correct horse' },
        });
      }),
    ],
    [
      {
        rule: 'no-secret',
        at: 'dist/small/demo/secret-login.yaml',
        reason: 'is a Secret (demo/login)',
        next: "take it out, state the need in the component's secrets, and its source in the cluster's",
      },
    ],
  ],
  [
    'known-namespace: a namespace that nothing makes',
    [
      shipping('demo', (chart) => {
        configMap(chart, 'a', 'dmeo');
        configMap(chart, 'b', 'kube-system');
      }),
    ],
    [
      {
        rule: 'known-namespace',
        at: 'dist/small/demo/configmap-a.dmeo.yaml',
        reason: 'ConfigMap a is in namespace dmeo, which no component lives in',
        next: "put it into its component's namespace, or make a component for that one",
      },
    ],
  ],
  [
    'known-namespace: an Application that a component ships is held to the same rule',
    [
      shipping('demo', (chart) => {
        new Application(chart, 'more', {
          metadata: { name: 'more', namespace: 'argo' },
          spec: { project: 'x', destination: {} },
        });
      }),
    ],
    [
      {
        rule: 'known-namespace',
        at: 'dist/small/demo/application-more.argo.yaml',
        reason: 'Application more is in namespace argo, which no component lives in',
        next: "put it into its component's namespace, or make a component for that one",
      },
    ],
  ],
  [
    'scope: a namespaced kind without a namespace',
    [
      shipping('demo', (chart) => {
        object(chart, 'v1', 'Service', 'a');
        object(chart, 'metallb.io/v1beta1', 'IPAddressPool', 'b');
      }),
    ],
    [
      {
        rule: 'scope',
        at: 'dist/small/demo/service-a.yaml: metadata.namespace',
        reason: 'Service a names no namespace, and its kind lives in one',
        next: "write its component's namespace",
      },
      {
        rule: 'scope',
        at: 'dist/small/demo/ipaddresspool-b.yaml: metadata.namespace',
        reason: 'IPAddressPool b names no namespace, and its kind lives in one',
        next: "write its component's namespace",
      },
    ],
  ],
  [
    'scope: a kind of the whole cluster with a namespace',
    [
      shipping('demo', (chart) => {
        object(chart, 'rbac.authorization.k8s.io/v1', 'ClusterRole', 'a', 'demo');
        object(chart, 'cert-manager.io/v1', 'ClusterIssuer', 'b', 'demo');
      }),
    ],
    [
      {
        rule: 'scope',
        at: 'dist/small/demo/clusterrole-a.yaml: metadata.namespace',
        reason: 'ClusterRole a names namespace demo, and its kind lives in none',
        next: 'leave the namespace out',
      },
      {
        rule: 'scope',
        at: 'dist/small/demo/clusterissuer-b.yaml: metadata.namespace',
        reason: 'ClusterIssuer b names namespace demo, and its kind lives in none',
        next: 'leave the namespace out',
      },
    ],
  ],
  [
    'service-port: connections to a port that a Service does not offer, and to one that leads elsewhere',
    [
      made({
        name: 'demo',
        plan: {
          workloads: [
            workloadOf('demo', { name: 'web', listens: [port('http', 8080), port('admin', 9000)] }),
          ],
          build: (chart) => {
            new k8s.KubeService(chart, 'service', {
              metadata: { name: 'demo', namespace: 'demo' },
              spec: {
                selector: { 'app.kubernetes.io/instance': 'demo' },
                ports: [
                  { name: 'http', port: 80, targetPort: k8s.IntOrString.fromString('http') },
                  { name: 'admin', port: 9000 },
                  { name: 'names', port: 81, protocol: 'UDP' },
                ],
              },
            });
          },
        },
      }),
      caller('asks', [
        to(at(80, 8080), 'pages'),
        to(at(81, 8080), 'more pages'),
        to(at(9000, 8080), 'settings'),
      ]),
    ],
    [
      {
        rule: 'service-port',
        at: 'dist/small/demo/service-demo.yaml: spec.ports',
        reason:
          'asks connects to tcp 81 of Service demo (for more pages), which offers only tcp 80, tcp 9000, udp 81',
        next: 'offer that port, or hand over an endpoint with one that is offered',
      },
      {
        rule: 'service-port',
        at: 'dist/small/demo/service-demo.yaml: spec.ports',
        reason:
          'asks connects to tcp 9000 of Service demo (for settings), which leads to port 9000 of the pods, where the endpoint says 8080',
        next: 'let targetPort of the Service and of the endpoint be the same port',
      },
    ],
  ],
  [
    'service-target: a Service whose port is named as in no pod',
    [
      made({
        name: 'demo',
        plan: {
          workloads: [workloadOf('demo', { name: 'web', listens: [port('http', 8080)] })],
          build: (chart) => {
            new k8s.KubeService(chart, 'service', {
              metadata: { name: 'front', namespace: 'demo' },
              spec: {
                type: 'NodePort',
                selector: { 'app.kubernetes.io/instance': 'demo' },
                ports: [
                  { port: 80, nodePort: 30080, targetPort: k8s.IntOrString.fromString('http') },
                  { port: 81, nodePort: 30081, targetPort: k8s.IntOrString.fromString('web') },
                ],
              },
            });
          },
        },
      }),
      caller('asks', [
        to({ ...at(81, 8080), owner: { ...at(81, 8080).owner, service: 'front' } }, 'more pages'),
      ]),
    ],
    [
      {
        rule: 'service-target',
        at: 'dist/small/demo/service-front.yaml: spec.ports[1].targetPort',
        reason: 'no pod behind the Service (demo/web) has a tcp port named "web"',
        next: 'use one of http',
      },
    ],
  ],
  [
    'balanced-service: a load balancer before pods that let no stranger in',
    [
      made({
        name: 'demo',
        plan: {
          workloads: [workloadOf('demo', { name: 'web', listens: [port('http', 8080)] })],
          build: (chart) => {
            new k8s.KubeService(chart, 'service', {
              metadata: { name: 'front', namespace: 'demo' },
              spec: {
                type: 'LoadBalancer',
                selector: { 'app.kubernetes.io/instance': 'demo' },
                ports: [{ port: 8080, targetPort: k8s.IntOrString.fromNumber(8080) }],
              },
            });
          },
        },
      }),
    ],
    [
      {
        rule: 'balanced-service',
        at: 'dist/small/demo/service-front.yaml: spec.type',
        reason:
          'is LoadBalancer, and tcp port 8080 of demo/web behind it is not open to the world, so it cannot be reached from outside',
        next: "write open: 'world' for that listener, or a Service of type ClusterIP",
      },
    ],
  ],
  [
    'one-balanced-port: two load balancers on one port of the nodes, and one on a port of Traefik',
    ['one', 'two'].map((name, index) =>
      made({
        name,
        plan: {
          workloads: [workloadOf(name, { name: 'web', listens: [port('http', 8080, 'world')] })],
          build: (chart) => {
            new k8s.KubeService(chart, 'service', {
              metadata: { name: 'front', namespace: name },
              spec: {
                type: 'LoadBalancer',
                selector: { 'app.kubernetes.io/instance': name },
                ports: [9000, ...(index === 0 ? [] : [443])].map((number) => ({
                  name: `p${number}`,
                  port: number,
                  targetPort: k8s.IntOrString.fromNumber(8080),
                })),
              },
            });
          },
        },
      }),
    ),
    [
      ['tcp 9000', 'one/front'],
      ['tcp 443', 'kube-system/traefik of k3s'],
    ].map(([number, other]) => ({
      rule: 'one-balanced-port',
      at: 'dist/small/two/service-front.yaml: spec.ports',
      reason: `${number} of every node belongs to Service ${other} already, so this one gets no address`,
      next: 'choose another port, expose it by a route, or list what gives out addresses of pools',
    })),
  ],
];

test.each(cases)('%s', (name, components, expected) => {
  expect(findings(...components)).toEqual(expected);
  expect(rules.map(({ id }) => id)).toContain(name.replace(/:.*/, ''));
});

/** The small cluster on NixOS, with other rules in the filter of a machine. */
const withTable = (machine: string, change: ChangeRules) => {
  const bundle = bundled(nixosBase);
  const hosts = withOtherRules(bundle.hosts, (rules, chain, name) =>
    name === machine ? change(rules, chain, name) : rules,
  );
  return findingsIn({ ...bundle, hosts });
};

const unwanted: Filter = {
  match: { transport: 'tcp', ports: [{ first: 9999, last: 9999 }] },
  verdict: { kind: 'accept' },
  flow: 'left over',
};

const filterCases: readonly (readonly [string, string, ChangeRules, readonly RegExp[]])[] = [
  [
    'flow-open: a database that no policy opens',
    'db',
    (rules, chain) => (chain === 'input' ? rules.slice(0, 3) : rules),
    [/cannot reach 192\.0\.2\.20 on tcp 5432 .*db: no rule of chain input .*from 192\.0\.2\.11/],
  ],
  [
    'flow-open: a node that locks the administrators out',
    'bob',
    (rules, chain) => (chain === 'input' ? rules.filter(({ flow }) => flow !== 'SSH') : rules),
    [
      /administrator@198\.51\.100\.0\/24 cannot reach 192\.0\.2\.12 on tcp 22 \(SSH\): bob: no rule of chain input/,
    ],
  ],
  [
    'flow-open: a server that locks them out of the API',
    'ada',
    (rules, chain) => (chain === 'input' ? rules.filter(({ flow }) => flow !== 'kubectl') : rules),
    [
      /administrator@198\.51\.100\.0\/24 cannot reach 192\.0\.2\.11 on tcp 6443 \(kubectl\): ada: no rule of chain/,
    ],
  ],
  [
    'nothing-else-open: an undeclared port',
    'bob',
    (rules, chain) => (chain === 'input' ? [...rules, unwanted] : rules),
    [/reaches 192\.0\.2\.12 on tcp 9999, and no flow says so/, /tcp dport 9999 accept/],
  ],
  [
    'no-idle-rule: a rule that is written twice',
    'bob',
    (rules, chain) =>
      chain === 'input' ? [...rules, ...rules.slice(-1).map((rule) => ({ ...rule }))] : rules,
    [/nothing ever comes to rule "/],
  ],
];

test.each(filterCases)('%s', (name, machine, change, expected) => {
  const [id] = name.split(':');
  const found = withTable(machine, change);
  expect(found.map(({ rule }) => rule)).toContain(id);
  const text = found.map(({ at, reason }) => `${at}: ${reason}`).join('\n');
  for (const part of expected) expect(text).toMatch(part);
  for (const { at } of found) expect(at).toMatch(/^dist\/small\/hosts/);
});

test('the small cluster on NixOS has no findings', () => {
  expect(withTable('bob', (rules) => rules)).toEqual([]);
});

test('every rule has a fixture that breaks it: here, or in a test file of its own', () => {
  const broken = new Set([...cases, ...filterCases].map(([name]) => name.replace(/:.*/, '')));
  const ownTest = (id: string) => existsSync(join(__dirname, `${id}.test.ts`));
  expect(rules.map(({ id }) => id).filter((id) => !broken.has(id) && !ownTest(id))).toEqual([]);
  expect([...broken].filter((id) => !rules.some((rule) => rule.id === id))).toEqual([]);
});

test('scope: an undefined kind is not judged; rule known-kind reports it', () => {
  const unknown = shipping('demo', (chart) => {
    object(chart, 'example.com/v1', 'Camera', 'a');
    object(chart, 'example.com/v1', 'Mount', 'b', 'demo');
  });
  expect(findings(unknown).map(({ rule }) => rule)).toEqual(['known-kind', 'known-kind']);
});

test('scope: kinds of both sorts that are written rightly pass', () => {
  const right = shipping('demo', (chart) => {
    object(chart, 'v1', 'PersistentVolume', 'a');
    object(chart, 'rbac.authorization.k8s.io/v1', 'ClusterRole', 'b');
    object(chart, 'gateway.networking.k8s.io/v1', 'GatewayClass', 'c');
    object(chart, 'gateway.networking.k8s.io/v1', 'Gateway', 'd', 'demo');
    object(chart, 'batch/v1', 'Job', 'e', 'demo');
  });
  expect(findings(right)).toEqual([]);
});
