import type { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import * as fc from 'fast-check';
import { db, gate, gatewayBase, nixosBase, vm } from '../../plan/fixtures/base';
import type { ClusterInput } from '../../plan';

import { bundled } from '../../testing/clusters';
import { caller, made, port, to, workloadOf } from '../../testing/components';
import { withOtherRules } from '../../testing/other-rules';
import { ip, net } from '../../testing/topologies';
import { hostCidr } from '../../values';
import type { FilterRule } from '../firewall/rule';
import type { MachineModel } from '../topology/machine-model';
import type { Machine } from '../topology/topology';
import { closedFlows } from './closed-flows';
import { idleRules } from './idle-rules';
import { openDoors } from './open-doors';
import { postgresqlOn } from '../../machines';

/** Pods that everybody may call by a port of the nodes. */
const shop = made({
  name: 'shop',
  plan: {
    workloads: [workloadOf('shop', { name: 'web', listens: [port('http', 8080, 'world')] })],
    build: (chart: Chart) => {
      new k8s.KubeService(chart, 'service', {
        metadata: { name: 'web', namespace: 'shop' },
        spec: {
          type: 'NodePort',
          selector: { 'app.kubernetes.io/instance': 'shop' },
          ports: [{ port: 80, nodePort: 30080, targetPort: k8s.IntOrString.fromNumber(8080) }],
        },
      });
    },
  },
});

/** Pods that call the database. */
const asks = caller('asks', [to(postgresqlOn(db, { database: 'shop', user: 'shop' }))]);

/** Nodes in the order in which they are written; those in upper case are servers. Each order has three nodes of one kind or more. */
const orders = ['Aaaa', 'aaAaa', 'AAAAA'] as const;

/** The nodes of a cluster in an order. */
function nodesIn(order: string, more: (index: number) => object): ClusterInput['nodes'] {
  return order.split('').map((letter, index) => ({
    name: `node-${index}`,
    address: `192.0.2.${11 + index}`,
    role: letter === 'A' ? 'server' : 'agent',
    mac: `00:00:5E:00:53:1${index + 1}`,
    ...more(index),
  }));
}

const vms = (order: string): ClusterInput => ({
  ...nixosBase,
  api: { host: `node-${order.indexOf('A')}` },
  nodes: nodesIn(order, (index) => vm(111 + index)),
  secrets: {},
  components: [shop, asks],
});

/** Nodes without filters beside a database that has one. */
const plain = (order: string): ClusterInput => ({
  ...vms(order),
  nodes: nodesIn(order, () => ({})),
});

const behindGateway = (order: string): ClusterInput => ({
  ...gatewayBase,
  nodes: nodesIn(order, () => ({})),
  hosts: [db, gate()],
});

const models = [vms, plain, behindGateway].flatMap((cluster) =>
  orders.map((order) => bundled(cluster(order)).hosts),
);

/** Addresses that rules name: those of nodes, of pods and of their shares, and of others. */
const networks = fc.uniqueArray(
  fc.constantFrom(
    ...[0, 1, 2, 3, 4].flatMap((index) => [
      net(`192.0.2.${11 + index}/32`),
      net(`10.42.${index}.0/24`),
      net(`10.42.${index}.2/32`),
    ]),
    net('192.0.2.0/24'),
    net('192.0.2.254/32'),
    net('198.51.100.0/24'),
    net('0.0.0.0/0'),
  ),
  { minLength: 1, maxLength: 6 },
);

const match = fc.record(
  {
    source: networks,
    destination: networks,
    transport: fc.constantFrom('tcp' as const, 'udp' as const),
    ports: fc.constantFrom(
      ...[22, 53, 5432, 6443, 8080, 9999, 10250, 30080].map((at) => [{ first: at, last: at }]),
    ),
  },
  { requiredKeys: [] },
);

/** One change of the rules of one chain: a rule less, a rule that drops before all others, or one that accepts after all. */
const change = fc.record({
  chain: fc.nat(),
  what: fc.oneof(
    fc.record({ kind: fc.constant('less' as const), rule: fc.nat() }),
    fc.record({ kind: fc.constant('first' as const), match }),
    fc.record({ kind: fc.constant('last' as const), match }),
    fc.record({ kind: fc.constant('translated' as const), match, to: fc.nat({ max: 4 }) }),
  ),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

/** A model with a change: translations in tables of address translation, all others in filters. */
const changedBy = (model: MachineModel, { chain, what }: Change): MachineModel => {
  const type = what.kind === 'translated' ? 'nat' : 'filter';
  const chains = model.topology.machines.flatMap(({ name: machine, tables }) =>
    tables.flatMap(({ name: table, chains: own }) =>
      own.filter((one) => one.type === type).map((one) => ({ machine, table, name: one.name })),
    ),
  );
  const chosen = chains[chain % chains.length];
  return chosen === undefined
    ? model
    : withOtherRules(
        model,
        (rules, name, machine) =>
          machine === chosen.machine && name === chosen.name ? changedRules(rules, what) : rules,
        chosen.table,
      );
};

function changedRules(rules: readonly FilterRule[], what: Change['what']): readonly FilterRule[] {
  const flow = 'generated';
  switch (what.kind) {
    case 'less':
      return rules.filter((_, index) => index !== what.rule % rules.length);
    case 'first':
      return [{ match: what.match, verdict: { kind: 'drop' }, flow }, ...rules];
    case 'last':
      return [...rules, { match: what.match, verdict: { kind: 'accept' }, flow }];
    case 'translated':
      return [
        { match: what.match, verdict: { kind: 'dnat', to: ip(`192.0.2.${11 + what.to}`) }, flow },
        ...rules,
      ];
  }
}

/** The findings of all audits, with each node by its kind: from where, to what, by which rule, each once. */
function findingsOf(audited: MachineModel, { kinds, topology }: MachineModel): readonly string[] {
  const kindOf = new Map(
    kinds.flatMap((kind, index) => kind.map(({ name }) => [name, `kind ${index}`] as const)),
  );
  const general = (name: string) => name.replace(/node-\d$/, (node) => kindOf.get(node) ?? node);
  const holders = new Map(
    topology.machines.flatMap(({ name, interfaces }) =>
      interfaces.flatMap((card) =>
        [card.address, ...(card.answersFor ?? [])].map(
          (address) => [address, `${card.name} of ${general(name)}`] as const,
        ),
      ),
    ),
  );
  const own = ({ name, interfaces }: Machine) =>
    [general(name), hostCidr(interfaces[0]?.address ?? ip('192.0.2.1'))] as const;
  const owns = new Map(topology.machines.map((machine) => [machine.name, own(machine)]));
  const lines = [
    ...closedFlows(audited).map(({ flow }) => `closed: ${JSON.stringify(flow)}`),
    ...openDoors(audited).map(
      ({ attempt: { from, to, transport, port: at } }) =>
        `open: ${from} to ${holders.get(to) ?? to} on ${transport} ${at}`,
    ),
    ...idleRules(audited).map(({ machine, chain, rule, why }) => {
      const [who, address] = owns.get(machine) ?? [machine, ''];
      return `${why}: ${JSON.stringify(rule).replaceAll(`["${address}"]`, '["own"]')} in ${chain} of ${who}`;
    }),
  ];
  return [...new Set(lines)].sort();
}

/** The same model, of which every machine is audited, and not two of each kind. */
const everyMachine = (model: MachineModel): MachineModel => ({
  ...model,
  typical: model.topology.machines.filter(({ kind }) => kind === 'node'),
});

test('two nodes of each kind are fewer than all nodes, but where a balancer calls each by its address', () => {
  const whole = models.filter((model) => model.typical.length === everyMachine(model).typical.length);
  expect(whole).toHaveLength(1);
  expect(whole[0]?.topology.machines.some(({ relays }) => relays.length > 0)).toBe(true);
});

test('a rule less on any one node of many is found', () => {
  const model = bundled(vms('Aaaa')).hosts;
  const nodes = everyMachine(model).typical;
  expect(nodes).toHaveLength(4);
  for (const node of nodes) {
    const without = withOtherRules(model, (rules, chain, machine) =>
      machine === node.name && chain === 'input' ? rules.slice(1) : rules,
    );
    expect(closedFlows(without).map(({ flow }) => flow.why)).toEqual(['SSH']);
  }
});

test('whatever the rules are, two nodes of each kind show what all nodes show', () => {
  let found = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...models),
      fc.array(change, { minLength: 1, maxLength: 3 }),
      (shipped, changes) => {
        const model = changes.reduce(changedBy, shipped);
        const expected = findingsOf(everyMachine(model), model);
        found += expected.length;
        expect(findingsOf(model, model)).toEqual(expected);
      },
    ),
    { numRuns: 30 },
  );
  expect(found).toBeGreaterThan(30);
});
