import { answerTo, modelFrom, type Question } from '../lib/testing/reach';
import { proxmox } from './proxmox';

const model = modelFrom(proxmox);

/** Questions whose answers were read off the shipped files by hand. The first text says which file decides, and how. */
const questions: readonly Question[] = [
  [
    'demo/networkpolicy-demo-producer opens 9092 to the broker, whose own policy names the producer',
    'demo-producer kafka 9092',
    'allowed',
  ],
  [
    'the policy of demo-producer names the broker alone, and default-deny closes the rest',
    'demo-producer alkaid 5432',
    'blocked',
  ],
  [
    "the policy of the topics' Job opens 9092, not the controllers' 9093",
    'kafka/topics kafka 9093',
    'blocked',
  ],
  [
    "the worker's policy lets the Job that registers connectors in on 8083",
    'kafka-connect/register kafka-connect 8083',
    'allowed',
  ],
  [
    'alkaid/nftables.nft accepts 5432 from the nodes, and pods leave as their node',
    'kafka-connect alkaid 5432',
    'allowed',
  ],
  [
    'alkaid/nftables.nft accepts 5432 from the nodes and from no other address',
    'internet alkaid 5432',
    'blocked',
  ],
  ['alkaid/nftables.nft accepts 22 from 192.0.2.0/24', '192.0.2.77 alkaid 22', 'allowed'],
  ["the server's nftables.nft accepts 6443 from the nodes", '{agent} {server} 6443', 'allowed'],
  [
    "alkaid is none of the nodes from which the server's nftables.nft accepts 6443",
    'alkaid {server} 6443',
    'blocked',
  ],
  [
    "an agent's nftables.nft accepts 10250 from nodes and pods, not from others on their wire",
    '172.22.0.50 {agent} 10250',
    'blocked',
  ],
  [
    "an agent's nftables.nft drops questions to every name server but 172.22.100.104",
    '{agent} 1.1.1.1 53/udp',
    'blocked',
  ],
  ["an agent's nftables.nft accepts questions to 172.22.100.104", '{agent} dns 53/udp', 'allowed'],
  ["the broker's policy has no rule for the internet", 'kafka internet 443', 'blocked'],
  [
    'the policy of the repo-server opens 443 to everything outside, and so does the forward chain of each node',
    'argo-cd/repo-server internet 443',
    'allowed',
  ],
  [
    "the policy of the server opens 6443 to the server, to which the API's Service leads",
    'argo-cd/server 10.43.0.1 443',
    'allowed',
  ],
  [
    'no policy is in kube-system, and the forward and input chains let pods to the API',
    'coredns 10.43.0.1 443',
    'allowed',
  ],
  ['the policies of Kafka Connect have no rule for the API', 'kafka-connect 10.43.0.1 443', 'blocked'],
  [
    'the node that a pod runs on is let in, others are not, and where the pod runs is not known',
    '{server} kafka-connect 8083',
    'unknown',
  ],
  ['no file says who has 172.22.0.200', '{agent} 172.22.0.200 22', 'unknown'],
  [
    'the policy of the repo-server opens 443 to everything outside',
    'argo-cd/repo-server git.example.com 443',
    'allowed',
  ],
  ['k3s runs neither Traefik nor ServiceLB, so nothing answers at 80', '{agent} {server} 80', 'blocked'],
  ["the server's nftables.nft forwards nothing from elsewhere", 'internet {server} 443', 'blocked'],
];

test.each(questions)('%s: %s: %s', (_, question, verdict) => {
  expect(answerTo(model, question)).toMatchObject({ verdict });
});
