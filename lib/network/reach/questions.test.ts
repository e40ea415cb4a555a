import { lan } from '../../../clusters/lan';
import { pi } from '../../../clusters/pi';
import { proxmox } from '../../../clusters/proxmox';
import type { Cluster } from '../../plan';
import { bundleOf } from '../../synth';
import { noProblem } from '../../testing/policy-ends';
import { asked } from '../../testing/reach';
import type { Answer, Verdict } from './trial';
import { reachModel } from './reach-model';

function shipped({ plan }: Cluster) {
  if (plan === undefined) throw new Error('no plan');
  const { hosts, objects } = bundleOf(plan, new Map());
  return reachModel(
    hosts,
    objects.map(({ object }) => object),
    noProblem,
  );
}
const models = { proxmox: shipped(proxmox), pi: shipped(pi), lan: shipped(lan) };

/** Questions about the real clusters. The first text says which shipped file decides, and how. */
const questions: readonly (readonly [string, keyof typeof models, string, Verdict])[] = [
  [
    'demo/networkpolicy-demo-producer opens 9092 to the broker, whose own policy names the producer',
    'proxmox',
    'demo-producer kafka 9092',
    'allowed',
  ],
  [
    'the policy of demo-producer names the broker alone, and default-deny closes the rest',
    'proxmox',
    'demo-producer alkaid 5432',
    'blocked',
  ],
  [
    "the policy of the topics' Job opens 9092, not the controllers' 9093",
    'proxmox',
    'kafka/topics kafka 9093',
    'blocked',
  ],
  [
    "the worker's policy lets the Job that registers connectors in on 8083",
    'proxmox',
    'kafka-connect/register kafka-connect 8083',
    'allowed',
  ],
  [
    'alkaid/nftables.nft accepts 5432 from the nodes, and pods leave as their node',
    'proxmox',
    'kafka-connect alkaid 5432',
    'allowed',
  ],
  [
    'alkaid/nftables.nft accepts 5432 from three nodes and from no other address',
    'proxmox',
    'internet alkaid 5432',
    'blocked',
  ],
  ['alkaid/nftables.nft accepts 22 from 192.0.2.0/24', 'proxmox', '192.0.2.77 alkaid 22', 'allowed'],
  ['alphard/nftables.nft accepts 6443 from the nodes', 'proxmox', 'mizar alphard 6443', 'allowed'],
  [
    'alkaid is none of the nodes from which alphard/nftables.nft accepts 6443',
    'proxmox',
    'alkaid alphard 6443',
    'blocked',
  ],
  [
    'mizar/nftables.nft accepts 10250 from nodes and pods, not from others on their wire',
    'proxmox',
    '172.22.0.50 mizar 10250',
    'blocked',
  ],
  [
    'hamal/nftables.nft drops questions to every name server but 172.22.100.104',
    'proxmox',
    'hamal 1.1.1.1 53/udp',
    'blocked',
  ],
  ['hamal/nftables.nft accepts questions to 172.22.100.104', 'proxmox', 'hamal dns 53/udp', 'allowed'],
  ["the broker's policy has no rule for the internet", 'proxmox', 'kafka internet 443', 'blocked'],
  [
    'the policy of the repo-server opens 443 to everything outside, and so does the forward chain of each node',
    'proxmox',
    'argo-cd/repo-server internet 443',
    'allowed',
  ],
  [
    "the policy of the server opens 6443 to alphard, to which the API's Service leads",
    'proxmox',
    'argo-cd/server 10.43.0.1 443',
    'allowed',
  ],
  [
    'no policy is in kube-system, and the forward and input chains let pods to the API',
    'proxmox',
    'coredns 10.43.0.1 443',
    'allowed',
  ],
  [
    'the policies of Kafka Connect have no rule for the API',
    'proxmox',
    'kafka-connect 10.43.0.1 443',
    'blocked',
  ],
  [
    'the node that a pod runs on is let in, others are not, and where the pod runs is not known',
    'proxmox',
    'alphard kafka-connect 8083',
    'unknown',
  ],
  ['no file says who has 172.22.0.200', 'proxmox', 'hamal 172.22.0.200 22', 'unknown'],
  ['zones/public.xml accepts 22 from 192.168.0.0/22', 'pi', '192.168.1.5 gallade 22', 'allowed'],
  [
    'zones/public.xml accepts 6443 from 192.168.0.0/22, and HAProxy passes it on',
    'pi',
    '192.168.1.50 gallade 6443',
    'allowed',
  ],
  [
    'zones/public.xml accepts nothing from elsewhere but forwarded ports',
    'pi',
    'internet gallade 22',
    'blocked',
  ],
  [
    'zones/internal.xml accepts 6443 from the addresses of the nodes, of which this is none',
    'pi',
    '192.168.4.77 gallade 6443',
    'blocked',
  ],
  ['zones/internal.xml accepts 6443 from 192.168.4.15', 'pi', 'rathian gallade 6443', 'allowed'],
  [
    'zones/public.xml passes 443 on to 192.168.4.20, and no Ingress ships',
    'pi',
    'internet gallade 443',
    'unknown',
  ],
  ['no file ships that asks for 192.168.4.21', 'pi', 'rathian 192.168.4.21 443', 'unknown'],
  [
    'ciliumnetworkpolicy-argo-cd-server opens 6443 to kube-apiserver',
    'pi',
    'argo-cd/server 10.43.0.1 443',
    'allowed',
  ],
  [
    'ciliumnetworkpolicy-argo-cd-repo-server opens 443 to world, and policies/internal_to_public.xml passes it on',
    'pi',
    'argo-cd/repo-server internet 443',
    'allowed',
  ],
  ['networkpolicy-argo-cd-redis has no rule of egress', 'pi', 'argo-cd/redis internet 443', 'blocked'],
  [
    'networkpolicy-argo-cd-redis lets the server in on 6379',
    'pi',
    'argo-cd/server argo-cd/redis 6379',
    'allowed',
  ],
  [
    'ciliumnetworkpolicy-argo-cd-server opens 6443 to kube-apiserver',
    'lan',
    'argo-cd/server 10.43.0.1 443',
    'allowed',
  ],
  [
    'ciliumnetworkpolicy-argo-cd-server opens 53 to kube-dns, which service-kube-dns.yaml has at 10.43.0.10',
    'lan',
    'argo-cd/server 10.43.0.10 53/udp',
    'allowed',
  ],
  [
    'ciliumnetworkpolicy-argo-cd-server has no rule for 9153',
    'lan',
    'argo-cd/server coredns 9153',
    'blocked',
  ],
  [
    'the pods that secure-pods names are declared nowhere',
    'lan',
    'secure/app=authorized-client secure/app=secure-app 80',
    'unknown',
  ],
  ['the nodes have no packet filter of ours', 'lan', '192.0.2.50 node-1 6443', 'allowed'],
  [
    'the network of this address has no gateway in the inventory, and shares the wire of the nodes',
    'lan',
    '192.168.1.99 node-1 22',
    'unknown',
  ],
  ['no network has a gateway in the inventory', 'lan', 'internet node-1 22', 'unknown'],
  ['nor for the way out', 'lan', 'node-1 internet 443', 'unknown'],
  [
    'secure/default-deny closes egress, whatever the gateway is',
    'lan',
    'secure/app=secure-app 1.1.1.1 53/udp',
    'blocked',
  ],
  ['zones/internal.xml accepts no 443 from nodes', 'pi', 'rathalos gallade 443', 'blocked'],
  ['the router has no route to the Pis', 'pi', '192.168.1.50 192.168.4.20 443', 'blocked'],
  [
    'the policy of the repo-server opens 443 to everything outside',
    'proxmox',
    'argo-cd/repo-server git.example.com 443',
    'allowed',
  ],
  ["k3s' Traefik is behind 80 of every node", 'proxmox', 'hamal alphard 80', 'allowed'],
  ['alphard/nftables.nft forwards nothing from elsewhere', 'proxmox', 'internet alphard 443', 'blocked'],
  ['service-kube-dns.yaml has no port 80', 'lan', 'node-1 10.43.0.10 80', 'blocked'],
];

function answerTo(cluster: keyof typeof models, question: string): Answer {
  const [from = '', to = '', port = ''] = question.split(' ');
  return asked(models[cluster], from, to, parseInt(port, 10), port.endsWith('/udp') ? 'udp' : 'tcp');
}

test.each(questions)('%s: in %s, %s', (_, cluster, question, verdict) => {
  expect(answerTo(cluster, question)).toMatchObject({ verdict });
});

test('no answer about a cluster with Cilium names Flannel or kube-proxy', () => {
  for (const [, cluster, question] of questions) {
    if (cluster === 'proxmox') continue;
    const { path, decides } = answerTo(cluster, question);
    expect([...path, decides].join('\n')).not.toMatch(/flannel|kube-proxy/);
  }
});

test('a way by a machine without a packet filter of ours says what it assumes', () => {
  expect(asked(models.lan, '192.0.2.50', 'node-1', 6443).assumes).toEqual([
    'no packet filter of ours is on node-1, and none of its own drops it',
  ]);
});
