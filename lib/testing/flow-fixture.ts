import fc from 'fast-check';
import type { Connection, Listener } from '../component';
import { planOf, planShape } from '../component';
import type { Endpoint, Facts, FactsInput } from '../inventory';
import { networkPluginClaims } from '../network';
import { ciliumPlugin } from '../network/plugins/cilium';
import { flannel } from '../network/plugins/flannel';
import type { ClusterPlan, PlannedComponent } from '../plan';
import { readWorkloads } from '../plan/read-connections';
import { parseShape, type PortRange, type Problem, problemText, type Transport } from '../values';
import { workloadOf } from './components';
import { factsFrom } from './facts';

/** A workload of a generated cluster: what it listens on and what it calls. Numbers point into the list of workloads. */
export interface DrawnWorkload {
  readonly component: number;
  readonly namespace: string;
  readonly hostNetwork: boolean;
  readonly listens: readonly Pick<Listener, 'port' | 'transport' | 'open'>[];
  readonly calls: readonly DrawnCall[];
}

/** A declared connection of a generated cluster. */
export type DrawnCall =
  | { readonly kind: 'workload'; readonly workload: number; readonly listener: number }
  | { readonly kind: 'api' }
  | { readonly kind: 'database' }
  | {
      readonly kind: 'internet';
      readonly host: (typeof drawnHosts)[number];
      readonly port: number | PortRange;
      readonly transport: Transport;
    }
  | { readonly kind: 'nodes'; readonly port: number | PortRange; readonly transport: Transport };

/** Who is called outside: everything, a name, its pattern, its address, and a network without it. */
const drawnHosts = ['*', 'git.example.com', '*.example.com', '203.0.113.5', '198.51.100.0/24'] as const;
const drawnPorts = fc.constantFrom<number | PortRange>(443, 6443, { first: 443, last: 5432 });
const drawnTransports = fc.constantFrom<Transport>('tcp', 'tcp', 'udp', 'sctp');

const listenerArbitrary = fc.record({
  port: fc.constantFrom(80, 443, 6443, 9092),
  transport: fc.constantFrom('tcp' as const, 'udp' as const),
  open: fc.constantFrom(
    'declared' as const,
    'declared' as const,
    'kube-apiserver' as const,
    'ingress' as const,
    'cluster' as const,
    'world' as const,
  ),
});

const callArbitrary: fc.Arbitrary<DrawnCall> = fc.oneof(
  {
    arbitrary: fc.record({
      kind: fc.constant('workload' as const),
      workload: fc.nat(5),
      listener: fc.nat(1),
    }),
    weight: 4,
  },
  { arbitrary: fc.constant({ kind: 'api' as const }), weight: 1 },
  { arbitrary: fc.constant({ kind: 'database' as const }), weight: 1 },
  {
    arbitrary: fc.record({
      kind: fc.constant('internet' as const),
      host: fc.constantFrom(...drawnHosts),
      port: drawnPorts,
      transport: drawnTransports,
    }),
    weight: 3,
  },
  {
    arbitrary: fc.record({
      kind: fc.constant('nodes' as const),
      port: drawnPorts,
      transport: drawnTransports,
    }),
    weight: 1,
  },
);

/** Up to six workloads in up to three components; one component lives where Kubernetes' own pods do. */
export const drawnWorkloads: fc.Arbitrary<readonly DrawnWorkload[]> = fc.array(
  fc
    .record({
      component: fc.nat(2),
      hostNetwork: fc.integer({ min: 0, max: 4 }).map((number) => number === 0),
      listens: fc.uniqueArray(listenerArbitrary, {
        maxLength: 2,
        selector: ({ port, transport }) => `${port}/${transport}`,
      }),
      calls: fc.array(callArbitrary, { maxLength: 3 }),
    })
    .map((drawn) => ({ ...drawn, namespace: ['one', 'two', 'kube-system'][drawn.component] ?? 'one' })),
  { minLength: 1, maxLength: 6 },
);

/** The plan of a generated cluster. It is made without `defineCluster`, which would refuse the cycles among the calls. */
export function drawnPlan(drawn: readonly DrawnWorkload[], facts: FactsInput, cilium: boolean): ClusterPlan {
  const read = factsFrom(facts);
  const components = [0, 1, 2].map((number) => componentOf(drawn, number, read));
  return {
    facts: read,
    claims: [{ kind: networkPluginClaims, value: cilium ? installed : flannel, by: 'plugin', at: 'plugin' }],
    components,
  };
}

const installed = ciliumPlugin({ version: '1.19.6', kubeProxyReplacement: true });

/** What a call ends at, if its numbers point at a listener. */
export function listenerCalled(drawn: readonly DrawnWorkload[], call: DrawnCall) {
  return call.kind === 'workload' ? drawn[call.workload]?.listens[call.listener] : undefined;
}

function componentOf(drawn: readonly DrawnWorkload[], number: number, facts: Facts): PlannedComponent {
  const workloads = drawn.flatMap((workload, index) => {
    if (workload.component !== number) return [];
    const { hostNetwork, listens, calls } = workload;
    return [
      workloadOf(`c${number}`, {
        name: `w${index}`,
        hostNetwork,
        listens: listens.map((listener) => ({ name: `p${listener.port}`, ...listener })),
        connects: calls.flatMap((call) => connectionOf(drawn, call)),
      }),
    ];
  });
  const namespace = ['one', 'two', 'kube-system'][number] ?? 'one';
  const shaped = parseShape(
    planShape,
    planOf({ workloads, build: () => undefined }),
    `c${number}`,
    unexpected,
  );
  return plannedComponent(
    `c${number}`,
    'thing',
    namespace,
    readWorkloads(shaped?.workloads ?? [], facts, `c${number}`, unexpected),
  );
}

function connectionOf(drawn: readonly DrawnWorkload[], call: DrawnCall): Connection[] {
  switch (call.kind) {
    case 'api':
      return [{ to: { kind: 'kube-apiserver' }, why: 'watch' }];
    case 'internet':
      return [{ to: call, why: 'fetch' }];
    case 'nodes':
      return [{ to: call, why: 'watch' }];
    case 'database':
      return [{ to: { kind: 'endpoint', endpoint: databaseEndpoint }, why: 'store' }];
    case 'workload': {
      const target = drawn[call.workload];
      const listener = listenerCalled(drawn, call);
      if (target === undefined || listener === undefined) return [];
      const endpoint: Endpoint = {
        protocol: 'tcp',
        transport: listener.transport,
        // The Service's port is another one than the pods': policies see pods.
        port: listener.port + 1,
        owner: {
          kind: 'component',
          component: `c${target.component}`,
          namespace: target.namespace,
          service: 'service',
          workload: `w${call.workload}`,
          targetPort: listener.port,
        },
      };
      return [{ to: { kind: 'endpoint', endpoint }, why: 'call' }];
    }
  }
}

const databaseEndpoint: Endpoint = {
  protocol: 'tcp',
  transport: 'tcp',
  port: 5432,
  owner: { kind: 'host', host: 'db' },
};

function plannedComponent(
  name: string,
  kind: string,
  namespace: string,
  workloads: PlannedComponent['workloads'],
): PlannedComponent {
  return {
    ...planOf({ build: () => undefined }),
    folder: undefined,
    workloads,
    claims: [],
    name,
    kind,
    namespace,
    after: [],
    wave: 1,
  };
}

function unexpected(problem: Problem): void {
  throw new Error(problemText(problem));
}
