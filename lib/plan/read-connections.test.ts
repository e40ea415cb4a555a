import { ciliumCluster, smallCluster } from '../testing/clusters';
import { caller } from '../testing/components';
import { untyped } from '../testing/untyped';
import type { Destination } from '../component';
import { problemText } from '../values';
import { defineCluster } from './cluster';

const at = 'small.components.shop.workloads.caller.connects[0].to';

function messagesOf(to: Destination, cluster = smallCluster): readonly string[] {
  return defineCluster(cluster([caller('shop', [{ to, why: 'fetch' }])])).problems.map(problemText);
}

test.each<readonly [string, Destination, string]>([
  [
    'a URL in the place of a name',
    { kind: 'internet', host: 'https://git.example.com', port: 443 },
    `${at}.host: "https://git.example.com" is not a DNS name, an IPv4 address or a network; did you mean "git.example.com"?`,
  ],
  [
    'a port that is none',
    { kind: 'internet', host: 'git.example.com', port: 0 },
    `${at}.port: 0 is not a valid port; write a whole number from 1 to 65535, or a range as { first: 30000, last: 32767 }`,
  ],
  [
    'a range that runs backwards',
    { kind: 'nodes', port: { first: 9200, last: 9100 } },
    `${at}.port: the range begins at 9200 and ends at 9100; did you mean { first: 9100, last: 9200 }?`,
  ],
  [
    'an address of a pod',
    { kind: 'internet', host: '10.42.1.7', port: 80 },
    `${at}.host: 10.42.1.7 is in the pod network; hand over the endpoint of the component that answers there: { kind: 'endpoint', endpoint }`,
  ],
  [
    'a part of the service network',
    { kind: 'internet', host: '10.43.128.0/17', port: 80 },
    `${at}.host: 10.43.128.0/17 is in the service network; hand over the endpoint of the component that answers there: { kind: 'endpoint', endpoint }`,
  ],
  [
    'a name of a Service',
    { kind: 'internet', host: 'web.shop.svc.cluster.local', port: 80 },
    `${at}.host: web.shop.svc.cluster.local is a name inside the cluster; hand over the endpoint of the component that answers there: { kind: 'endpoint', endpoint }`,
  ],
  [
    'an address of a node',
    { kind: 'internet', host: '192.0.2.12', port: 9100 },
    `${at}.host: 192.0.2.12 is the address of node bob; write { kind: 'nodes', port }`,
  ],
  [
    'a loopback address',
    { kind: 'internet', host: '127.0.0.1', port: 9100 },
    `${at}.host: 127.0.0.1 is a loopback address, which never leaves the pod; write the address of a machine`,
  ],
])('%s is refused', (_, to, message) => {
  expect(messagesOf(to)).toEqual([message]);
});

test('what plain JavaScript may hand over is refused at its place', () => {
  const wrong = (to: object) => untyped((written: Destination) => messagesOf(written))(to);
  expect(wrong({ kind: 'internet', port: 443 })).toEqual([
    expect.stringMatching(/host: is missing; write a name \(git\.example\.com\), a pattern/),
  ]);
  expect(wrong({ kind: 'nodes', port: 80, transport: 'icmp' })).toEqual([
    `${at}.transport: found "icmp"; expected "tcp" or "udp" or "sctp"`,
  ]);
  expect(wrong({ kind: 'node', port: 80 })).toEqual([
    `${at}.kind: found "node"; expected "endpoint" or "kube-apiserver" or "internet" or "nodes"`,
  ]);
});

test('what Cilium would drop is refused: SCTP unless it carries it, and patterns of any depth before 1.19', () => {
  expect(
    messagesOf({ kind: 'internet', host: '192.0.2.30', port: 38412, transport: 'sctp' }, ciliumCluster),
  ).toEqual([
    `${at}.transport: is 'sctp', which Cilium drops unless SCTP is switched on; write sctp: true in cilium({ … })`,
  ]);
  expect(messagesOf({ kind: 'internet', host: '**.example.com', port: 443 }, ciliumCluster)).toEqual([
    `${at}.host: "**.example.com" means names of any depth, and Cilium 1.2.3 reads it as *.example.com; write a connection for each depth (*.example.com, *.*.example.com), or run Cilium 1.19 or later`,
  ]);
  expect(messagesOf({ kind: 'internet', host: '**.example.com', port: 443, transport: 'sctp' })).toEqual([]);
});
