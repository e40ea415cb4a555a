import { answerTo, modelFrom, type Question } from '../lib/testing/reach';
import { pi } from './pi';

const model = modelFrom(pi);

/** Questions whose answers were read off the shipped files by hand. The first text says which file decides, and how. */
const questions: readonly Question[] = [
  ['zones/public.xml accepts 22 from 192.168.0.0/22', '192.168.1.5 gallade 22', 'allowed'],
  [
    'zones/public.xml accepts 6443 from 192.168.0.0/22, and HAProxy passes it on',
    '192.168.1.50 gallade 6443',
    'allowed',
  ],
  ['zones/public.xml accepts nothing from elsewhere but forwarded ports', 'internet gallade 22', 'blocked'],
  [
    'zones/internal.xml accepts 6443 from the addresses of the nodes, of which this is none',
    '192.168.4.77 gallade 6443',
    'blocked',
  ],
  ['zones/internal.xml accepts 6443 from 192.168.4.15', '{agent} gallade 6443', 'allowed'],
  [
    'zones/public.xml passes 443 on to 192.168.4.20, the address of the Gateway, and the policies of argo-cd-server and my-simple-app open 8080 to the entity ingress',
    'internet gallade 443',
    'allowed',
  ],
  [
    'ciliumnetworkpolicy-argo-cd-server opens 8080 to the entity ingress only',
    'my-simple-app argo-cd/server 8080',
    'blocked',
  ],
  [
    'ciliumnetworkpolicy-cert-manager-controller opens 443 to api.cloudflare.com',
    'cert-manager/controller api.cloudflare.com 443',
    'allowed',
  ],
  ['no file ships that asks for 192.168.4.21', '{agent} 192.168.4.21 443', 'unknown'],
  [
    'ciliumnetworkpolicy-argo-cd-server opens 6443 to kube-apiserver',
    'argo-cd/server 10.43.0.1 443',
    'allowed',
  ],
  [
    'ciliumnetworkpolicy-argo-cd-repo-server opens 443 to world, and policies/internal_to_public.xml passes it on',
    'argo-cd/repo-server internet 443',
    'allowed',
  ],
  ['networkpolicy-argo-cd-redis has no rule of egress', 'argo-cd/redis internet 443', 'blocked'],
  ['networkpolicy-argo-cd-redis lets the server in on 6379', 'argo-cd/server argo-cd/redis 6379', 'allowed'],
  ['zones/internal.xml accepts no 443 from nodes', '{agent} gallade 443', 'blocked'],
  ['whether the router has a route to the Pis is in no file', '192.168.1.50 192.168.4.20 443', 'unknown'],
  ['whether the router has a route to the Pis is in no file', '192.168.1.50 arkveld 22', 'unknown'],
  ['the internet sends nothing to 192.168.4.20', 'internet 192.168.4.20 443', 'blocked'],
];

test.each(questions)('%s: %s: %s', (_, question, verdict) => {
  expect(answerTo(model, question)).toMatchObject({ verdict });
});
