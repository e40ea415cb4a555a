import { dnat, net, rule, tcp, udp } from '../../testing/topologies';
import { onePort, portText, type FilterRule } from './rule';
import { ruleText } from './rule-text';

const node = net('192.0.2.11/32');
const pods = net('10.42.0.0/16');

test.each<readonly [FilterRule, string]>([
  [rule('accept'), 'accept comment "accept"'],
  [rule('drop', { transport: 'udp' }), 'meta l4proto udp drop comment "drop"'],
  [rule('accept', tcp(22)), 'tcp dport 22 accept comment "accept"'],
  [rule('accept', udp(53, 853)), 'udp dport { 53, 853 } accept comment "accept"'],
  [
    rule('accept', { transport: 'tcp', ports: [{ first: 2379, last: 2380 }] }),
    'tcp dport 2379-2380 accept comment "accept"',
  ],
  [rule('accept', { source: [node] }), 'ip saddr 192.0.2.11 accept comment "accept"'],
  [rule('accept', { source: [node, pods] }), 'ip saddr { 192.0.2.11, 10.42.0.0/16 } accept comment "accept"'],
  [rule('accept', { source: [node, node] }), 'ip saddr 192.0.2.11 accept comment "accept"'],
  [rule('accept', { destination: [pods] }), 'ip daddr 10.42.0.0/16 accept comment "accept"'],
  [
    rule('accept', { notDestination: [pods, node] }),
    'ip daddr != { 10.42.0.0/16, 192.0.2.11 } accept comment "accept"',
  ],
  [rule('accept', { iifname: ['cni0'] }), 'iifname "cni0" accept comment "accept"'],
  [rule('accept', { oifname: ['a', 'b'] }), 'oifname { "a", "b" } accept comment "accept"'],
  [
    rule('accept', { states: ['established', 'related'] }),
    'ct state established,related accept comment "accept"',
  ],
  [rule('accept', { translated: true }), 'ct status dnat accept comment "accept"'],
  [rule('masquerade', { source: [pods] }), 'ip saddr 10.42.0.0/16 masquerade comment "masquerade"'],
  [dnat('192.0.2.11'), 'dnat ip to 192.0.2.11 comment "to 192.0.2.11"'],
  [dnat('192.0.2.11:443', tcp(80)), 'tcp dport 80 dnat ip to 192.0.2.11:443 comment "to 192.0.2.11:443"'],
  [rule('accept', {}, 'the "main" one'), `accept comment "the 'main' one"`],
])('%#: a rule as nftables writes it', (written, text) => {
  expect(ruleText(written)).toBe(text);
});

test('conditions come in one order, whatever order they are written in', () => {
  const match = {
    ports: [onePort(80)],
    transport: 'tcp',
    destination: [pods],
    source: [node],
    iifname: ['a'],
  } as const;
  expect(ruleText(rule('accept', match))).toBe(
    'iifname "a" ip saddr 192.0.2.11 ip daddr 10.42.0.0/16 tcp dport 80 accept comment "accept"',
  );
});

test.each([
  [onePort(53), '53'],
  [{ first: 30000, last: 32767 }, '30000-32767'],
])('a range of ports as people write it', (range, text) => {
  expect(portText(range)).toBe(text);
});
