import { answerTo, modelOf, type Question } from '../../testing/reach';
import { lan, pis, vms } from '../../testing/typical-clusters';

const [onVms, onPis, onLan] = [modelOf(vms), modelOf(pis), modelOf(lan)];

const ofVms: readonly Question[] = [
  [
    "the broker's policy names the producer, and the producer's names the broker",
    'demo-producer kafka 9092',
    'allowed',
  ],
  ["the producer's policy names the broker alone", 'demo-producer db 5432', 'blocked'],
  [
    'pods leave as their node, and the filter of the database accepts the nodes',
    'kafka-connect db 5432',
    'allowed',
  ],
  ['the filter of the database accepts no other address', 'internet db 5432', 'blocked'],
  ['the filter of a node accepts 10250 from nodes and pods alone', '192.0.2.50 {agent} 10250', 'blocked'],
  ['a node asks the name server of the site', '{agent} names 53/udp', 'allowed'],
  ['a node asks no other name server', '{agent} 1.1.1.1 53/udp', 'blocked'],
  [
    "the API's Service leads to the server, which the policy names",
    'argo-cd/server 10.43.0.1 443',
    'allowed',
  ],
  ['where the pod runs is not known, and its own node is let in', '{server} kafka-connect 8083', 'unknown'],
  ['nothing says who has this address', '{agent} 192.0.2.200 22', 'unknown'],
  ['Traefik of k3s is behind 80 of every node', '{agent} {server} 80', 'allowed'],
];

const ofPis: readonly Question[] = [
  ['the gateway opens SSH to its uplink', '172.16.1.5 gate 22', 'allowed'],
  ['the gateway opens nothing to others but what it passes on', 'internet gate 22', 'blocked'],
  ['HAProxy of the gateway passes the API on', '172.16.1.50 gate 6443', 'allowed'],
  ['among the Pis the gateway opens the API to nodes alone', '172.16.4.77 gate 6443', 'blocked'],
  ['no Ingress is there, to which the gateway passes 443 on', 'internet gate 443', 'unknown'],
  [
    'the policy opens 443 to the world, and the gateway passes it on',
    'argo-cd/repo-server internet 443',
    'allowed',
  ],
  ['whether the router has a route to the Pis is in no file', '172.16.1.50 172.16.4.20 443', 'unknown'],
];

const ofLan: readonly Question[] = [
  ['the policy opens 53 to CoreDNS, which has this address', 'argo-cd/server 10.43.0.10 53/udp', 'allowed'],
  ['no rule is for its metrics', 'argo-cd/server coredns 9153', 'blocked'],
  ['the Service of CoreDNS has no port 80', '{server} 10.43.0.10 80', 'blocked'],
  [
    'the pods that the policy names are declared nowhere',
    'guarded/app=client guarded/app=guarded 80',
    'unknown',
  ],
  ['the way out is not known, for no network has a gateway', '{server} internet 443', 'unknown'],
  [
    'the policy closes every way out, whatever the gateway is',
    'guarded/app=guarded 1.1.1.1 53/udp',
    'blocked',
  ],
];

const questions = [
  ...ofVms.map((question) => [...question, onVms] as const),
  ...ofPis.map((question) => [...question, onPis] as const),
  ...ofLan.map((question) => [...question, onLan] as const),
];

test.each(questions)('%s: %s: %s', (_, question, verdict, model) => {
  expect(answerTo(model, question)).toMatchObject({ verdict });
});

test('no answer about a cluster with Cilium names Flannel or kube-proxy', () => {
  for (const [, question, , model] of questions) {
    if (model === onVms) continue;
    const { path, decides } = answerTo(model, question);
    expect([...path, decides].join('\n')).not.toMatch(/flannel|kube-proxy/);
  }
});

test('a way by a machine without a packet filter of ours says what it assumes', () => {
  expect(answerTo(onLan, '172.17.0.50 joe 6443')).toMatchObject({
    verdict: 'allowed',
    assumes: ['no packet filter of ours is on joe, and none of its own drops it'],
  });
});

test('a pod calls the node on which it runs by the address of the node', () => {
  const { path } = answerTo(onVms, 'argo-cd/server {server} 6443');
  const node = onVms.hosts.plan.facts.nodes.find(({ role }) => role === 'server')?.address;
  expect(path.find((hop) => hop.includes('pods reach the API'))).toMatch(`to ${String(node)}`);
});
