import { gatewayBase, nixosBase } from '../../plan/fixtures/base';
import { planned } from '../../testing/clusters';
import { parseOutside } from '../../values';
import type { Zone } from '../flows/zone';
import { addressesOf } from './zone-addresses';

const behindGateway = planned(gatewayBase).facts;
const { administrators, ...others } = planned(nixosBase).facts;
const nodes = ['192.0.2.11/32', '192.0.2.12/32', '192.0.2.13/32'];

test.each<readonly [string, Zone, readonly string[]]>([
  ['nodes are their addresses', { kind: 'nodes' }, nodes],
  ['servers are those of servers', { kind: 'servers' }, ['192.0.2.11/32']],
  ['pods are the pod network', { kind: 'pods' }, ['10.42.0.0/16']],
  ['a host is every card that it has', { kind: 'host', host: 'gate' }, ['198.51.100.2/32', '192.0.2.1/32']],
  ['a host that is missing has no address', { kind: 'host', host: 'none' }, []],
  ['administrators are their networks', { kind: 'administrators' }, ['198.51.100.0/24']],
  ['a network is its whole range', { kind: 'network', network: 'uplink' }, ['198.51.100.0/24']],
  ['a network that is missing has no address', { kind: 'network', network: 'nothing' }, []],
  ['anywhere is every address', { kind: 'anywhere' }, ['0.0.0.0/0']],
])('%s', (_, zone, networks) => {
  expect(addressesOf(zone, behindGateway)).toEqual({ networks, except: [] });
});

test('the internet is whatever is outside pods, Services and nodes', () => {
  expect(addressesOf({ kind: 'internet' }, behindGateway)).toEqual({
    networks: ['0.0.0.0/0'],
    except: ['10.42.0.0/16', '10.43.0.0/16', ...nodes],
  });
});

test('of a network outside only what is part of the cluster is left out', () => {
  const network = (cidr: string) => {
    const parsed = parseOutside(cidr);
    if ('refused' in parsed || parsed.value.kind !== 'network') throw new Error(cidr);
    return addressesOf({ kind: 'addresses', cidr: parsed.value.cidr }, behindGateway);
  };
  expect(network('203.0.113.0/24')).toEqual({ networks: ['203.0.113.0/24'], except: [] });
  expect(network('192.0.2.0/24')).toEqual({ networks: ['192.0.2.0/24'], except: nodes });
  expect(network('10.0.0.0/8')).toEqual({
    networks: ['10.0.0.0/8'],
    except: ['10.42.0.0/16', '10.43.0.0/16'],
  });
});

test('without administrators their zone is empty', () => {
  expect(administrators).toBeDefined();
  expect(addressesOf({ kind: 'administrators' }, others)).toEqual({ networks: [], except: [] });
});
