import { answerTo, modelFrom, type Question } from '../lib/testing/reach';
import { lan } from './lan';

const model = modelFrom(lan);

/** Questions whose answers were read off the shipped files by hand. The first text says which file decides, and how. */
const questions: readonly Question[] = [
  [
    'ciliumnetworkpolicy-argo-cd-server opens 6443 to kube-apiserver',
    'argo-cd/server 10.43.0.1 443',
    'allowed',
  ],
  [
    'ciliumnetworkpolicy-argo-cd-server opens 53 to kube-dns, which service-kube-dns.yaml has at 10.43.0.10',
    'argo-cd/server 10.43.0.10 53/udp',
    'allowed',
  ],
  ['ciliumnetworkpolicy-argo-cd-server has no rule for 9153', 'argo-cd/server coredns 9153', 'blocked'],
  [
    'the pods that secure-pods names are declared nowhere',
    'secure/app=authorized-client secure/app=secure-app 80',
    'unknown',
  ],
  ['the nodes have no packet filter of ours', '192.0.2.50 {server} 6443', 'allowed'],
  [
    'the network of this address has no gateway in the inventory, and shares the wire of the nodes',
    '192.168.1.99 {server} 22',
    'unknown',
  ],
  ['no network has a gateway in the inventory', 'internet {server} 22', 'unknown'],
  ['nor for the way out', '{server} internet 443', 'unknown'],
  [
    'secure/secure-pods opens egress to the entity all; the pods that it names are declared nowhere',
    'secure/app=secure-app coredns 53/udp',
    'unknown',
  ],
  ['service-kube-dns.yaml has no port 80', '{server} 10.43.0.10 80', 'blocked'],
];

test.each(questions)('%s: %s: %s', (_, question, verdict) => {
  expect(answerTo(model, question)).toMatchObject({ verdict });
});
