import { machineName } from '../../inventory';
import { nixosMachines } from '../nixos/machine';
import { nixosBase } from '../../plan/fixtures/base';
import { type HostFlow, ruleText, type Zone } from '../../network';
import { planned } from '../../testing/clusters';
import { onePort, type Transport } from '../../values';
import { flannel } from '../../network/plugins/flannel';
import { filterTable } from './filter';

/** Nodes ada (the server), bob and cyd; host db; host names, which is not ours; administrators in 198.51.100.0/24. */
const { facts } = planned(nixosBase);
const { packets } = flannel;

const host = (name: string): Zone => ({ kind: 'host', host: name });
const flow = (
  from: Zone | Zone['kind'],
  to: Zone | Zone['kind'],
  port: number,
  transport: Transport = 'tcp',
): HostFlow => ({
  from: zone(from),
  to: zone(to),
  transport,
  ports: onePort(port),
  why: 'why',
});

function zone(written: Zone | Zone['kind']): Zone {
  if (typeof written !== 'string') return written;
  if (written === 'host' || written === 'network' || written === 'addresses')
    throw new Error(`which ${written}?`);
  return { kind: written };
}

/** The rules of a machine, chain by chain, as text without the comment. */
function rulesOf(name: string, ...flows: readonly HostFlow[]): Readonly<Record<string, readonly string[]>> {
  const machine = nixosMachines(facts).find((one) => machineName(one) === name);
  if (machine === undefined) throw new Error(`${name} runs no NixOS`);
  const { chains } = filterTable(machine, flows, facts, packets);
  return Object.fromEntries(
    chains.map((chain) => [
      chain.name,
      chain.rules.map((rule) => ruleText(rule).replace(/ comment ".*"$/, '')),
    ]),
  );
}

const answers = 'ct state established,related accept';
const itself = 'iifname "lo" accept';
const onNode = { input: [answers, itself], forward: [answers] };
const nodes = '{ 192.0.2.11, 192.0.2.12, 192.0.2.13 }';

test('a machine that no flow concerns lets in answers and itself, and nothing else', () => {
  const machines = ['ada', 'bob', 'cyd'];
  for (const name of machines) expect(rulesOf(name)).toEqual(onNode);
  expect(rulesOf('db')).toEqual({ input: [answers, itself], forward: [] });
});

test('input and forward drop what no rule lets through, and output does not', () => {
  const [machine] = nixosMachines(facts);
  if (machine === undefined) throw new Error('no machine runs NixOS');
  const { chains } = filterTable(machine, [flow('nodes', host('names'), 53, 'udp')], facts, packets);
  expect(chains.map(({ name, hook, policy, priority }) => [name, hook, policy, priority])).toEqual([
    ['input', 'input', 'drop', 0],
    ['forward', 'forward', 'drop', 0],
    ['output', 'output', 'accept', 0],
  ]);
});

test.each<readonly [string, HostFlow, string, Readonly<Record<string, readonly string[]>>]>([
  [
    'what is for nodes is let in there',
    flow('nodes', 'nodes', 8472, 'udp'),
    'bob',
    { ...onNode, input: [answers, itself, `ip saddr ${nodes} udp dport 8472 accept`] },
  ],
  ['and not on a host', flow('nodes', 'nodes', 8472, 'udp'), 'db', { input: [answers, itself], forward: [] }],
  [
    'what is for servers is let in on a server',
    flow('nodes', 'servers', 6443),
    'ada',
    { ...onNode, input: [answers, itself, `ip saddr ${nodes} tcp dport 6443 accept`] },
  ],
  ['and not on an agent', flow('nodes', 'servers', 6443), 'bob', onNode],
  [
    'what is for a host is let in there',
    flow('nodes', host('db'), 5432),
    'db',
    { input: [answers, itself, `ip saddr ${nodes} tcp dport 5432 accept`], forward: [] },
  ],
  [
    'and not on another host',
    flow('nodes', host('names'), 9100),
    'db',
    { input: [answers, itself], forward: [] },
  ],
  [
    'SSH of the administrators stands before everything',
    flow('administrators', 'nodes', 22),
    'bob',
    { ...onNode, input: ['ip saddr 198.51.100.0/24 tcp dport 22 accept', answers, itself] },
  ],
  [
    'what else the administrators need does not',
    flow('administrators', 'nodes', 6443),
    'bob',
    { ...onNode, input: [answers, itself, 'ip saddr 198.51.100.0/24 tcp dport 6443 accept'] },
  ],
  [
    'from anywhere is without a source',
    flow('anywhere', 'nodes', 30080),
    'bob',
    { ...onNode, input: [answers, itself, 'tcp dport 30080 accept'] },
  ],
  [
    'pods come to a node from its bridge, and with the address of their node from elsewhere',
    flow('pods', 'nodes', 10250),
    'bob',
    {
      input: [
        answers,
        itself,
        'iifname "cni0" ip saddr 10.42.0.0/16 tcp dport 10250 accept',
        `ip saddr ${nodes} tcp dport 10250 accept`,
      ],
      forward: [answers, `iifname "cni0" ip saddr 10.42.0.0/16 ip daddr ${nodes} tcp dport 10250 accept`],
    },
  ],
  [
    'pods come to a host with the address of their node',
    flow('pods', host('db'), 5432),
    'db',
    { input: [answers, itself, `ip saddr ${nodes} tcp dport 5432 accept`], forward: [] },
  ],
  [
    'and pass the forward chain of their node',
    flow('pods', host('db'), 5432),
    'bob',
    {
      ...onNode,
      forward: [answers, 'iifname "cni0" ip saddr 10.42.0.0/16 ip daddr 192.0.2.20 tcp dport 5432 accept'],
    },
  ],
  [
    'what pods send to the node itself is not passed on',
    flow('pods', 'servers', 6443),
    'ada',
    {
      input: [
        answers,
        itself,
        'iifname "cni0" ip saddr 10.42.0.0/16 tcp dport 6443 accept',
        `ip saddr ${nodes} tcp dport 6443 accept`,
      ],
      forward: [answers],
    },
  ],
  [
    'pods among themselves pass by the devices of Flannel, whatever the port',
    flow('pods', 'pods', 80),
    'bob',
    {
      ...onNode,
      forward: [
        answers,
        'iifname { "cni0", "flannel.1" } ip saddr 10.42.0.0/16 ip daddr 10.42.0.0/16 accept',
      ],
    },
  ],
  [
    'pods reach the internet, which is everything but the cluster',
    flow('pods', 'internet', 443),
    'bob',
    {
      ...onNode,
      forward: [
        answers,
        'iifname "cni0" ip saddr 10.42.0.0/16 ip daddr != { 10.42.0.0/16, 10.43.0.0/16, 192.0.2.11, 192.0.2.12, 192.0.2.13 } tcp dport 443 accept',
      ],
    },
  ],
  [
    'a port of the nodes was translated before it is passed on',
    flow('anywhere', 'pods', 8080),
    'bob',
    { ...onNode, forward: [answers, 'ct status dnat ip daddr 10.42.0.0/16 tcp dport 8080 accept'] },
  ],
  [
    'who asks a name server asks no other',
    flow('nodes', host('names'), 53, 'udp'),
    'bob',
    {
      ...onNode,
      output: [
        'oifname "lo" accept',
        'ip daddr 203.0.113.53 udp dport 53 accept',
        'udp dport 53 drop',
        'tcp dport 53 drop',
      ],
    },
  ],
  ['but only where it is a name server of the site', flow('nodes', 'pods', 53, 'udp'), 'bob', onNode],
])('%s', (_, one, machine, expected) => {
  expect(rulesOf(machine, one)).toEqual(expected);
});
