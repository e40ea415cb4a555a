import { gatewayBase } from '../../plan/fixtures/base';

import { bundled, smallCluster } from '../../testing/clusters';
import type { Zone } from '../flows/zone';
import { machinesIn, outsiders } from './zone-machines';

const model = bundled(gatewayBase).hosts;
const names = (zone: Zone) => machinesIn(zone, model, model.typical).map(({ name }) => name);

test.each<readonly [string, Zone, readonly string[]]>([
  ['nodes are those that represent all', { kind: 'nodes' }, model.typical.map(({ name }) => name)],
  ['servers are those of them that are servers', { kind: 'servers' }, ['ada']],
  [
    'pods are two of each such node',
    { kind: 'pods' },
    model.typical.flatMap(({ name }) => [`pod-1@${name}`, `pod-2@${name}`]),
  ],
  ['a host is itself', { kind: 'host', host: 'gate' }, ['gate']],
  ['a host that is missing has no machine', { kind: 'host', host: 'none' }, []],
  [
    'administrators are one for each of their networks',
    { kind: 'administrators' },
    ['administrator@198.51.100.0/24'],
  ],
  ['a network is a stranger on it', { kind: 'network', network: 'nodes' }, ['stranger@nodes']],
  ['a network that the administrators fill has no stranger', { kind: 'network', network: 'uplink' }, []],
  ['the internet is one machine', { kind: 'internet' }, ['internet']],
  ['anywhere is strangers and the internet', { kind: 'anywhere' }, ['stranger@nodes', 'internet']],
])('%s', (_, zone, expected) => {
  expect(names(zone)).toEqual(expected);
});

test('outsiders are no administrators, no hosts and no pods', () => {
  expect(outsiders(model).map(({ name }) => name)).toEqual(['stranger@nodes', 'internet']);
});

test('without administrators no machine logs in', () => {
  const { hosts } = bundled(smallCluster([]));
  expect(machinesIn({ kind: 'administrators' }, hosts, hosts.typical)).toEqual([]);
});
