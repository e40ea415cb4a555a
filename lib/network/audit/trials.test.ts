import { gatewayBase, nixosBase } from '../../plan/fixtures/base';

import { bundled } from '../../testing/clusters';
import type { HostFlow } from '../flows/zone';
import type { MachineModel } from '../topology/machine-model';
import { trialsOf } from './trials';

const vms = bundled(nixosBase).hosts;
const behindGateway = bundled(gatewayBase).hosts;

const why = 'why';
const some = { transport: 'tcp', ports: { first: 80, last: 80 }, why } as const;

/** The attempts of a model in which this is the only flow. */
const tried = (model: MachineModel, flow: Pick<HostFlow, 'from' | 'to'> & Partial<HostFlow>) =>
  trialsOf({ ...model, flows: [{ ...some, ...flow }] }).map(
    ({ attempt: { from, to, port } }) => `${from} to ${to}:${port}`,
  );

test('every node of those that represent all calls every other one, and none itself', () => {
  expect(vms.typical.map(({ name }) => name)).toEqual(['ada', 'bob', 'cyd']);
  expect(tried(vms, { from: { kind: 'nodes' }, to: { kind: 'nodes' } })).toEqual([
    'ada to 192.0.2.12:80',
    'ada to 192.0.2.13:80',
    'bob to 192.0.2.11:80',
    'bob to 192.0.2.13:80',
    'cyd to 192.0.2.11:80',
    'cyd to 192.0.2.12:80',
  ]);
});

test('two pods of each node call each other, on the same node and on others', () => {
  const calls = tried(vms, { from: { kind: 'pods' }, to: { kind: 'pods' } });
  expect(calls).toHaveLength(6 * 5);
  expect(calls).toContain('pod-1@ada to 10.42.0.3:80');
  expect(calls).toContain('pod-1@ada to 10.42.1.2:80');
});

test('of a range both ends are tried', () => {
  const ports = { first: 2379, last: 2380 };
  const flow = { from: { kind: 'servers' }, to: { kind: 'host', host: 'db' }, ports } as const;
  expect(tried(vms, flow)).toEqual(['ada to 192.0.2.20:2379', 'ada to 192.0.2.20:2380']);
});

test('a machine with several cards is called by the address on the wire of the caller', () => {
  const gate = { kind: 'host', host: 'gate' } as const;
  expect(tried(behindGateway, { from: { kind: 'administrators' }, to: gate })).toEqual([
    'administrator@198.51.100.0/24 to 198.51.100.2:80',
  ]);
  expect(new Set(tried(behindGateway, { from: { kind: 'nodes' }, to: gate }))).toEqual(
    new Set(behindGateway.typical.map(({ name }) => `${name} to 192.0.2.1:80`)),
  );
});

test('one that shares no wire with the caller is called by its first address', () => {
  const calls = tried(behindGateway, { from: { kind: 'pods' }, to: { kind: 'host', host: 'gate' } });
  expect(new Set(calls.map((call) => call.replace(/^.* to /, '')))).toEqual(new Set(['198.51.100.2:80']));
});

test('no trial calls pods from anywhere: that comes by a port of the nodes, which is a flow of its own', () => {
  expect(tried(vms, { from: { kind: 'anywhere' }, to: { kind: 'pods' } })).toEqual([]);
  expect(tried(vms, { from: { kind: 'anywhere' }, to: { kind: 'servers' } })).toEqual([
    'stranger@nodes to 192.0.2.11:80',
    'internet to 192.0.2.11:80',
  ]);
});

test.each([
  ['nixosBase', vms],
  ['gatewayBase', behindGateway],
])('every flow of %s is tried, but those whose ends are not in the topology', (_, model) => {
  const seen = new Set(trialsOf(model).map(({ flow }) => flow));
  const left = model.flows.filter((flow) => !seen.has(flow));
  expect(seen.size).toBeGreaterThan(5);
  expect(left.map(({ from, to }) => `${from.kind} to ${to.kind}`)).toEqual([]);
});
