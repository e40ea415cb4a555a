import { bundled } from '../../testing/clusters';
import { withOtherRules } from '../../testing/other-rules';
import { dnat, net, rule, tcp, udp } from '../../testing/topologies';
import { lan, pis, typicalClusters, vms } from '../../testing/typical-clusters';
import type { FilterRule } from '../firewall/rule';
import type { MachineModel } from '../topology/machine-model';
import { openDoors } from './open-doors';

const model = bundled(vms).hosts;
const doors = (changed: MachineModel) =>
  openDoors(changed).map(
    ({ attempt: { from, to, transport, port } }) => `${from} to ${to} on ${transport} ${port}`,
  );

test.each(typicalClusters.map((cluster) => [cluster.name, cluster] as const))(
  'no machine from outside reaches more of %s than is declared',
  (_, cluster) => {
    expect(doors(bundled(cluster).hosts)).toEqual([]);
  },
);

/** The VMs with one more rule at the end of a chain. */
const with1 = (machine: string, chain: string, more: FilterRule) =>
  withOtherRules(model, (rules, where, at) => (at === machine && where === chain ? [...rules, more] : rules));

test.each<readonly [string, MachineModel, readonly string[]]>([
  [
    'a port that is open to everybody',
    with1('db', 'input', rule('accept', tcp(9999))),
    ['stranger@nodes to 192.0.2.20 on tcp 9999', 'internet to 192.0.2.20 on tcp 9999'],
  ],
  [
    'a port that no other rule names',
    with1('db', 'input', rule('accept', udp(12345))),
    ['stranger@nodes to 192.0.2.20 on udp 12345', 'internet to 192.0.2.20 on udp 12345'],
  ],
  [
    'a port that is open to the local network',
    with1('db', 'input', rule('accept', { source: [net('192.0.2.0/24')], ...tcp(9999) })),
    ['stranger@nodes to 192.0.2.20 on tcp 9999'],
  ],
  [
    'a declared port that is open to more than is declared',
    with1('db', 'input', rule('accept', { source: [net('192.0.2.0/24')], ...tcp(5432) })),
    ['stranger@nodes to 192.0.2.20 on tcp 5432'],
  ],
])('%s is found, and nothing beside it', (_, changed, expected) => {
  expect(doors(changed)).toEqual(expected);
});

test('a range that is a port too wide is found at its end', () => {
  const wide = rule('accept', { transport: 'tcp', ports: [{ first: 7000, last: 7010 }] });
  const found = doors(with1('db', 'input', wide)).filter((door) => door.startsWith('internet'));
  expect(found).toEqual(['internet to 192.0.2.20 on tcp 7000', 'internet to 192.0.2.20 on tcp 7010']);
});

test('a forward chain that passes everything on opens the pods', () => {
  const found = openDoors(with1('ada', 'forward', rule('accept')));
  expect(found.length).toBeGreaterThan(0);
  for (const { attempt, walk } of found)
    expect([attempt.from, walk.at]).toEqual(['stranger@nodes', expect.stringMatching(/^pod-/)]);
});

test('a port that the gateway opens or forwards, and no flow declares, is found', () => {
  const gateway = bundled(pis).hosts;
  const opened = withOtherRules(
    gateway,
    (rules, chain) => (chain === 'filter_INPUT' ? [...rules, rule('accept', tcp(9999))] : rules),
    'firewalld',
  );
  expect(doors(opened)).toContain('internet to 172.16.1.99 on tcp 9999');
  expect(doors(opened).every((door) => door.endsWith(' on tcp 9999'))).toBe(true);
  const forwarded = withOtherRules(
    gateway,
    (rules, chain) => (chain === 'nat_PREROUTING' ? [...rules, dnat('172.16.4.11:22', tcp(2222))] : rules),
    'firewalld',
  );
  expect(doors(forwarded)).toContain('internet to 172.16.1.99 on tcp 2222');
});

test('machines without a filter of ours are not judged', () => {
  const without = bundled(lan).hosts;
  expect(without.topology.machines.map(({ name }) => name)).toContain('stranger@nodes');
  expect(doors(without)).toEqual([]);
});
