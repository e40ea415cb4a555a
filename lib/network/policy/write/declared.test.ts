import fc from 'fast-check';
import { ciliumFacts, flannelFacts } from '../../../testing/facts';
import {
  type DrawnCall,
  drawnPlan,
  type DrawnWorkload,
  drawnWorkloads,
  listenerCalled,
} from '../../../testing/flow-fixture';
import { type PeerAttempt, isAllowed, type Peer } from '../../../testing/policies';
import { policiesOf } from '../../../testing/policies/of';
import { onePort } from '../../../values';

/** Somebody who takes part in attempts: a generated workload by its number, or a stranger. */
type Party = Peer & { readonly workload?: number };

const server: Party = { kind: 'node', address: '192.0.2.11', runsApi: true };
const agent: Party = { kind: 'node', address: '192.0.2.12', runsApi: false };
/** With flannel, packets of a node to another node's pods have the address of its VXLAN device. */
const tunnel: Party = { kind: 'node', address: '10.42.1.0', runsApi: false };
/** What serves Ingresses: with flannel, k3s' Traefik. */
const traefik: Party = {
  kind: 'pod',
  namespace: 'kube-system',
  labels: { 'app.kubernetes.io/name': 'traefik' },
};
const proxy: Party = { kind: 'ingress', address: '10.42.0.99' };
const dns: Party = { kind: 'pod', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };
const stranger: Party = { kind: 'pod', namespace: 'elsewhere', labels: { app: 'stranger' } };
const database: Party = { kind: 'outside', address: '192.0.2.20' };
const forge: Party = { kind: 'outside', address: '203.0.113.5', name: 'git.example.com' };
const somewhere: Party = { kind: 'outside', address: '198.51.100.7' };

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
          if (isAllowed(policies, attempt) !== wanted)
            throw new Error(`${wanted ? 'closed' : 'open'}: ${JSON.stringify(attempt)}`);
        }
      }),
      { numRuns: 60, seed: 20_260_101 },
    );
    expect(seen.open).toBeGreaterThan(1000);
    expect(seen.closed).toBeGreaterThan(1000);
  });
});

function* attempts(drawn: readonly DrawnWorkload[], plugin: string): Generator<TriedAttempt> {
  const own = drawn.flatMap((workload, index): Party[] =>
    workload.hostNetwork ? [] : [podOf(workload, index)],
  );
  const others = plugin === 'flannel' ? [tunnel, traefik] : [proxy];
  for (const from of [...own, server, agent, ...others, stranger, database, somewhere])
    for (const to of [...own, server, agent, dns, stranger, database, forge, somewhere])
      for (const port of ports)
        for (const protocol of ['TCP', 'UDP', 'SCTP'] as const)
          if (from !== to) yield { from, to, port, protocol };
}

interface TriedAttempt extends PeerAttempt {
  readonly from: Party;
  readonly to: Party;
}

function podOf({ component, namespace }: DrawnWorkload, index: number): Party {
  const labels = {
    'app.kubernetes.io/instance': `c${component}`,
    'app.kubernetes.io/component': `w${index}`,
    'pod-template-hash': 'abc',
  };
  return { kind: 'pod', namespace, labels, workload: index };
}

/** What the declarations say about an attempt, without a look at any policy. */
function isDeclared(drawn: readonly DrawnWorkload[], attempt: TriedAttempt, plugin: string): boolean {
  return mayLeave(drawn, attempt, plugin) && mayEnter(drawn, attempt, plugin);
}

function mayLeave(drawn: readonly DrawnWorkload[], attempt: TriedAttempt, plugin: string): boolean {
  const { from, to, port, protocol } = attempt;
  const workload = from.workload === undefined ? undefined : drawn[from.workload];
  if (workload === undefined || workload.namespace === 'kube-system') return true;
  const calls = workload.calls.filter(
    (call) => call.kind !== 'workload' || listenerCalled(drawn, call) !== undefined,
  );
  if (to === dns) return port === 53 && protocol !== 'SCTP' && calls.length > 0;
  return calls.some((call) => {
    switch (call.kind) {
      case 'api':
        return to === server && port === 6443 && protocol === 'TCP';
      case 'database':
        return to === database && port === 5432 && protocol === 'TCP';
      case 'internet': {
        return to.kind === 'outside' && calledAt(call.host, plugin).includes(to) && isCalled(call, attempt);
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
function calledAt(host: string, plugin: string): readonly Party[] {
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
  { port, protocol }: PeerAttempt,
): boolean {
  const { first, last } = typeof call.port === 'number' ? onePort(call.port) : call.port;
  return port >= first && port <= last && call.transport.toUpperCase() === protocol;
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
  // With flannel, nodes come with an address out of the pod network, which a policy cannot tell from a pod's.
  const tunnelled = plugin === 'flannel' && (fromNodes || listener.open === 'kube-apiserver');
  if (listener.open === 'world') return true;
  switch (from.kind) {
    case 'outside':
      return false;
    case 'ingress':
      return listener.open === 'ingress' || listener.open === 'cluster';
    case 'node':
      return (
        fromNodes ||
        (from === tunnel && tunnelled) ||
        (listener.open === 'kube-apiserver' && (from === server || plugin === 'cilium'))
      );
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
  { port, protocol }: PeerAttempt,
): boolean {
  return listener?.port === port && listener.transport.toUpperCase() === protocol;
}
