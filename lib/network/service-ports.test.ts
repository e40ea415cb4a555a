import type { Listener } from '../component';
import { planned, smallCluster } from '../testing/clusters';
import { made, port, workloadOf } from '../testing/components';
import { valueAndMessages } from '../testing/outcome';
import { podsBehind } from './pods-behind';
import { isNodePort, type Manifest, servicePortsOf } from './service-ports';

const dns: Listener = { name: 'dns', port: 53, transport: 'udp', open: 'world' };

/** Two workloads that agree on `http` and on nothing else, and one of the same labels in another namespace. */
const plan = planned(
  smallCluster([
    made({
      name: 'shop',
      plan: {
        workloads: [
          workloadOf('shop', { name: 'web', listens: [port('http', 8080), port('admin', 9000), dns] }),
          workloadOf('shop', { name: 'api', listens: [port('http', 8080), port('admin', 9001)] }),
        ],
      },
    }),
    made({
      name: 'other',
      plan: { workloads: [workloadOf('shop', { name: 'web', listens: [port('elsewhere', 7000)] })] },
    }),
  ]),
);

const both = { 'app.kubernetes.io/instance': 'shop' };
const web = { ...both, 'app.kubernetes.io/component': 'web' };

const service = (selector: object | undefined, ...ports: readonly object[]): Manifest => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'front', namespace: 'shop' },
  spec: { type: 'NodePort', ...(selector !== undefined && { selector }), ports },
});

const asked = (object: Manifest) =>
  valueAndMessages((_, report) => servicePortsOf(object, podsBehind(plan), report));
const opened = (targetPort: number, transport = 'tcp', port = 80) => [
  { service: 'shop/front', port, targetPort, transport, nodePort: 30080 },
];

test.each<readonly [string, object | undefined, object, ReturnType<typeof opened>]>([
  ['a number is the port of the pods', web, { port: 80, nodePort: 30080, targetPort: 8443 }, opened(8443)],
  ['a number needs no workload', undefined, { port: 80, nodePort: 30080, targetPort: 8443 }, opened(8443)],
  ['without a target, the pods have the port of the Service', web, { port: 80, nodePort: 30080 }, opened(80)],
  [
    'a name is looked up in the pods that the Service selects',
    web,
    { port: 80, nodePort: 30080, targetPort: 'admin' },
    opened(9000),
  ],
  [
    'a name that is one number in several workloads is that number',
    both,
    { port: 80, nodePort: 30080, targetPort: 'http' },
    opened(8080),
  ],
  [
    'a name that some pods lack leads to the others, as in Kubernetes',
    both,
    { port: 53, nodePort: 30080, targetPort: 'dns', protocol: 'UDP' },
    opened(53, 'udp', 53),
  ],
  [
    'SCTP, which no filter of ours opens, stays closed',
    web,
    { port: 80, nodePort: 30080, protocol: 'SCTP' },
    [],
  ],
])('%s', (_, selector, written, expected) => {
  expect(asked(service(selector, written))).toEqual({ value: expected, messages: [] });
});

test('a name in pods that somebody else makes is left unknown, where no node opens a port for it', () => {
  expect(asked(service({ app: 'none' }, { port: 80, targetPort: 'http' }))).toEqual({
    value: [{ service: 'shop/front', port: 80, transport: 'tcp' }],
    messages: [],
  });
});

test.each<readonly [string, object | undefined, object, string]>([
  [
    'a name with two numbers',
    both,
    { targetPort: 'admin' },
    'spec.ports[0].targetPort: "admin" is 9000 in the pods of shop/web and 9001 in those of shop/api; write a number that all of them listen on, or let the Service select one workload only',
  ],
  [
    'a name that no pod has',
    web,
    { targetPort: 'htpp' },
    'spec.ports[0].targetPort: no pod behind the Service (shop/web) has a tcp port named "htpp"; did you mean "http"?',
  ],
  [
    'a name of another transport',
    both,
    { targetPort: 'dns' },
    'spec.ports[0].targetPort: no pod behind the Service (shop/web, shop/api) has a tcp port named "dns"; use one of admin, http',
  ],
  [
    'a name in another namespace',
    web,
    { targetPort: 'elsewhere' },
    'spec.ports[0].targetPort: no pod behind the Service (shop/web) has a tcp port named "elsewhere"; use one of admin, http',
  ],
  ...[undefined, {}, { app: 'none' }].map(
    (selector) =>
      [
        `a name where the selector is ${selector === undefined ? 'left out' : JSON.stringify(selector)}`,
        selector,
        { targetPort: 'http' },
        'spec.ports[0].targetPort: the Service selects pods of no workload, so it is not known which port "http" is; select a workload\'s pods, or write the number of the port',
      ] as const,
  ),
])('%s opens nothing, and is reported', (_, selector, written, message) => {
  expect(asked(service(selector, { port: 80, nodePort: 30080, ...written }))).toEqual({
    value: [],
    messages: [message],
  });
});

test('each port of a Service stands on its own', () => {
  const ports = ['http', 'none', 'admin'].map((targetPort, index) => ({
    port: 80 + index,
    nodePort: 30080 + index,
    targetPort,
  }));
  const { value, messages } = asked(service(web, ...ports));
  expect(value.map((one) => [one.nodePort, one.targetPort])).toEqual([
    [30080, 8080],
    [30082, 9000],
  ]);
  expect(messages).toEqual([expect.stringMatching(/^spec\.ports\[1\]\.targetPort: no pod/)]);
});

test('only what the manifest pins is known to be open on the nodes', () => {
  const { value } = asked(service(web, { port: 80, targetPort: 'http' }, { port: 81, nodePort: 30081 }));
  expect(value.map((one) => [one.port, isNodePort(one)])).toEqual([
    [80, false],
    [81, true],
  ]);
});

test.each<readonly [string, Manifest]>([
  ['another kind', { ...service(web, { port: 80, nodePort: 30080 }), kind: 'Route' }],
  ['another group', { ...service(web, { port: 80, nodePort: 30080 }), apiVersion: 'serving.knative.dev/v1' }],
  ['a Service without ports', service(web)],
])('%s offers no port', (_, object) => {
  expect(asked(object)).toEqual({ value: [], messages: [] });
});
