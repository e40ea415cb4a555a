import fc from 'fast-check';
import type { KubeObject } from '../../../component';
import { ciliumFacts, flannelFacts } from '../../../testing/facts';
import {
  type DrawnCall,
  drawnPlan,
  type DrawnWorkload,
  drawnWorkloads,
  listenerCalled,
} from '../../../testing/flow-fixture';
import { policiesOf } from '../../../testing/policies';
import {
  type Cluster,
  type End,
  type Sender,
  type Try,
  verdictByWorlds,
} from '../../../testing/policy-worlds';
import { onePort } from '../../../values';

/** Who takes part in attempts: a generated workload by its number, or a stranger. */
type Party = Sender & { readonly workload?: number };
type Target = End & { readonly workload?: number };

/** A pod on a node of its own, apart from those that are tried. */
function pod(namespace: string, labels: Readonly<Record<string, string>>): Target {
  return {
    kind: 'pod',
    namespace,
    namespaceLabels: {},
    labels,
    node: 'cyd',
    ports: [],
  };
}

const server: Target = { kind: 'node', name: 'ada', address: '192.0.2.11', role: 'server', labels: {} };
const agent: Target = { kind: 'node', name: 'bob', address: '192.0.2.12', role: 'agent', labels: {} };
/** What serves Ingresses: with flannel, k3s' Traefik. */
const traefik = pod('kube-system', { 'app.kubernetes.io/name': 'traefik' });
const proxy: Party = { kind: 'proxy' };
const dns = pod('kube-system', { 'k8s-app': 'kube-dns' });
const stranger = pod('elsewhere', { app: 'stranger' });
const database: Target = { kind: 'address', address: '192.0.2.20', name: 'db.example.net' };
const forge: Target = { kind: 'address', address: '203.0.113.5', name: 'git.example.com' };
const somewhere: Target = { kind: 'address', address: '198.51.100.7', name: 'www.example.net' };

const outside = [database, forge, somewhere];

const ports = [53, 80, 443, 5432, 6443, 9092, 81, 444, 6444, 9093];

describe.each([
  ['flannel', flannelFacts],
  ['cilium', ciliumFacts],
] as const)('with %s', (plugin, facts) => {
  test('what is declared is open and nothing else is, over all pairs and ports', () => {
    const seen = { open: 0, closed: 0 };
    fc.assert(
      fc.property(drawnWorkloads, (drawn) => {
        const plan = drawnPlan(drawn, facts, plugin === 'cilium');
        const policies = policiesOf(plan);
        for (const attempt of attempts(drawn, plugin)) {
          const wanted = isDeclared(drawn, attempt, plugin);
          seen[wanted ? 'open' : 'closed'] += 1;
          if (isAllowed(policies, attempt, plugin) !== wanted)
            throw new Error(`${wanted ? 'closed' : 'open'}: ${JSON.stringify(attempt)}`);
        }
      }),
      { numRuns: 60, seed: 20_260_101 },
    );
    expect(seen.open).toBeGreaterThan(1000);
    expect(seen.closed).toBeGreaterThan(1000);
  });
});

/** Whether both ends let an attempt pass, in the one world that these ends leave. */
function isAllowed(
  policies: readonly KubeObject[],
  attempt: TriedAttempt,
  plugin: Cluster['plugin'],
): boolean {
  const cluster: Cluster = {
    plugin,
    version: '1.19.6',
    // A part of the pod network, since each address is tried.
    pods: '10.42.1.0/31',
    hostFirewall: false,
    workloads: [],
  };
  return (['egress', 'ingress'] as const).every((direction) => {
    const verdict = verdictByWorlds(policies, attempt, direction, cluster);
    if (verdict === 'unknown') throw new Error(`${direction} unknown: ${JSON.stringify(attempt)}`);
    return verdict === 'allowed';
  });
}

function* attempts(drawn: readonly DrawnWorkload[], plugin: string): Generator<TriedAttempt> {
  const own = drawn.flatMap((workload, index): Target[] =>
    workload.hostNetwork ? [] : [podOf(workload, index)],
  );
  const other = plugin === 'flannel' ? traefik : proxy;
  for (const from of [...own, server, agent, other, stranger, database, somewhere])
    for (const to of [...own, server, agent, dns, stranger, database, forge, somewhere])
      for (const port of ports)
        for (const transport of ['tcp', 'udp', 'sctp'] as const)
          if (from !== to) yield { from, to, port, transport };
}

interface TriedAttempt extends Try<Party> {
  readonly to: Target;
}

function podOf({ component, namespace }: DrawnWorkload, index: number): Target {
  const labels = {
    'app.kubernetes.io/instance': `c${component}`,
    'app.kubernetes.io/component': `w${index}`,
    'pod-template-hash': 'abc',
  };
  return { ...pod(namespace, labels), workload: index };
}

/** What the declarations say about an attempt, without a look at any policy. */
function isDeclared(drawn: readonly DrawnWorkload[], attempt: TriedAttempt, plugin: string): boolean {
  return mayLeave(drawn, attempt, plugin) && mayEnter(drawn, attempt, plugin);
}

function mayLeave(drawn: readonly DrawnWorkload[], attempt: TriedAttempt, plugin: string): boolean {
  const { from, to, port, transport } = attempt;
  const workload = from.workload === undefined ? undefined : drawn[from.workload];
  if (workload === undefined || workload.namespace === 'kube-system') return true;
  const calls = workload.calls.filter(
    (call) => call.kind !== 'workload' || listenerCalled(drawn, call) !== undefined,
  );
  if (to === dns) return port === 53 && transport !== 'sctp' && calls.length > 0;
  return calls.some((call) => {
    switch (call.kind) {
      case 'api':
        return to === server && port === 6443 && transport === 'tcp';
      case 'database':
        return to === database && port === 5432 && transport === 'tcp';
      case 'internet': {
        return to.kind === 'address' && calledAt(call.host, plugin).includes(to) && isCalled(call, attempt);
      }
      case 'nodes':
        return to.kind === 'node' && isCalled(call, attempt);
      case 'workload': {
        const target = drawn[call.workload];
        const onNode = target?.hostNetwork === true && to.kind === 'node';
        return (onNode || to.workload === call.workload) && isAt(listenerCalled(drawn, call), attempt);
      }
    }
  });
}

/** Who outside answers to what was declared. */
function calledAt(host: string, plugin: string): readonly Target[] {
  switch (host) {
    case '203.0.113.5':
      return [forge];
    case '198.51.100.0/24':
      return [somewhere];
    case '*':
      return outside;
    default:
      // A NetworkPolicy cannot name a host: there the whole outside is open on that port.
      return plugin === 'flannel' ? outside : [forge];
  }
}

function isCalled(
  call: Extract<DrawnCall, { readonly kind: 'internet' | 'nodes' }>,
  { port, transport }: TriedAttempt,
): boolean {
  const { first, last } = typeof call.port === 'number' ? onePort(call.port) : call.port;
  return port >= first && port <= last && call.transport === transport;
}

function mayEnter(drawn: readonly DrawnWorkload[], attempt: TriedAttempt, plugin: string): boolean {
  const { from, to } = attempt;
  const workload = to.workload === undefined ? undefined : drawn[to.workload];
  if (workload === undefined || workload.namespace === 'kube-system') return true;
  const listener = workload.listens.find((candidate) => isAt(candidate, attempt));
  if (listener === undefined) return false;
  const callers = drawn.filter(({ calls }) =>
    calls.some(
      (call) =>
        call.kind === 'workload' && call.workload === to.workload && listenerCalled(drawn, call) === listener,
    ),
  );
  const fromNodes = callers.some((caller) => caller.hostNetwork);
  // With flannel, nodes come with the address of their VXLAN device, which a policy cannot tell from a pod's.
  const tunnelled = plugin === 'flannel' && (fromNodes || listener.open === 'kube-apiserver');
  if (listener.open === 'world') return true;
  switch (from.kind) {
    case 'address':
      return false;
    case 'proxy':
      return listener.open === 'ingress' || listener.open === 'cluster';
    case 'node':
      return plugin === 'flannel' ? tunnelled : fromNodes || listener.open === 'kube-apiserver';
    case 'pod':
      return (
        listener.open === 'cluster' ||
        (listener.open === 'ingress' && from === traefik) ||
        tunnelled ||
        (from.workload !== undefined && callers.includes(drawn[from.workload] ?? noWorkload))
      );
  }
}

const noWorkload: DrawnWorkload = {
  component: -1,
  namespace: '',
  hostNetwork: false,
  listens: [],
  calls: [],
};

function isAt(
  listener: { readonly port: number; readonly transport: string } | undefined,
  { port, transport }: TriedAttempt,
): boolean {
  return listener?.port === port && listener.transport === transport;
}
