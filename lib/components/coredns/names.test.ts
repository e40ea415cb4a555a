import { factsFrom, flannelFacts } from '../../testing/facts';
import { inventoryNames, reverseName } from './names';

const gateway = {
  name: 'gate',
  description: 'gateway',
  interfaces: [
    { name: 'eno1', address: '198.51.100.9' },
    { name: 'vlan_7.100', address: '192.0.2.2' },
  ],
};
const facts = factsFrom({ ...flannelFacts, hosts: [gateway] });

test('every node and every card of a host has a name, a host being named after its first card', () => {
  expect(inventoryNames(facts).map(({ address, name }) => `${address} ${name}`)).toEqual([
    '192.0.2.11 ada',
    '192.0.2.12 bob',
    '192.0.2.13 cyd',
    '198.51.100.9 gate',
    '192.0.2.2 vlan-7-100.gate',
  ]);
});

test('the order in which nodes are written changes nothing', () => {
  const turned = { ...facts, nodes: [...facts.nodes].reverse() };
  expect(inventoryNames(turned)).toEqual(inventoryNames(facts));
});

test('an address is looked up in reverse under its octets from last to first', () => {
  const [ada] = facts.nodes;
  expect(ada && reverseName(ada.address)).toBe('11.2.0.192.in-addr.arpa');
});
