import type { Json, KubeObject } from '../component';
import { parseCidr, parseIpv4, type Problem, problemText, valueOf } from '../values';

/** A problem where none is expected. */
export function noProblem(problem: Problem): never {
  throw new Error(problemText(problem));
}

const address = (text: string) => valueOf(parseIpv4(text));

/** The pod network of the fixtures. */
export const podNetwork = valueOf(parseCidr('10.42.0.0/16'));

const ports = [
  { name: 'http', port: 80, transport: 'tcp' as const },
  { name: 'dns', port: 53, transport: 'udp' as const },
];

function pod(
  namespace: string,
  labels: Readonly<Record<string, string>>,
  more: { readonly node?: string } = {},
) {
  return { kind: 'pod' as const, namespace, namespaceLabels: teams[namespace] ?? {}, labels, ports, ...more };
}

const teams: Readonly<Record<string, Readonly<Record<string, string>>>> = { other: { team: 'blue' } };

/** Ends of connections, for tables of cases about `web`, which runs on node bob. */
export const ends = {
  web: pod('demo', { app: 'web', tier: 'front' }, { node: 'bob' }),
  /** The same, wherever it runs. */
  anywhere: pod('demo', { app: 'web', tier: 'front' }),
  friend: pod('demo', { app: 'friend', 'pod-template-hash': 'abc' }),
  /** Labels of a friend, in another namespace, of team blue. */
  double: pod('other', { app: 'friend' }),
  dns: pod('kube-system', { 'k8s-app': 'kube-dns' }),
  /** A pod whose address is known. */
  placed: { ...pod('other', { app: 'placed' }), address: address('10.42.3.7') },
  server: {
    kind: 'node' as const,
    name: 'ada',
    address: address('192.0.2.11'),
    role: 'server' as const,
    labels: { disk: 'nvme' },
  },
  ownNode: {
    kind: 'node' as const,
    name: 'bob',
    address: address('192.0.2.12'),
    role: 'agent' as const,
    labels: {},
  },
  otherNode: {
    kind: 'node' as const,
    name: 'cyd',
    address: address('192.0.2.13'),
    role: 'agent' as const,
    labels: {},
  },
  lan: { kind: 'address' as const, address: address('192.0.2.20') },
  forge: { kind: 'address' as const, address: address('203.0.113.5'), name: 'git.example.com' },
  internet: { kind: 'address' as const, address: address('198.51.100.7') },
};

/** Name of an end. */
export type EndName = keyof typeof ends;

/** A NetworkPolicy `p` in a namespace. */
export function networkPolicy(spec: Json, namespace = 'demo', name = 'p'): KubeObject {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec };
}

/** A CiliumNetworkPolicy `c`, in namespace demo unless another is given. */
export function ciliumNetworkPolicy(spec: Json, name = 'c', namespace = 'demo'): KubeObject {
  return {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { name, namespace },
    spec,
  };
}

/** A CiliumClusterwideNetworkPolicy `w`. */
export function clusterwidePolicy(spec: Json): KubeObject {
  return {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumClusterwideNetworkPolicy',
    metadata: { name: 'w' },
    spec,
  };
}
