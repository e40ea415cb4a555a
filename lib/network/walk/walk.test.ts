import { addressAt, networkAround, parseIpv4 } from '../../values';
import type { Chain, Rule } from '../firewall/rule';
import type { Machine } from '../scene/scene';
import { groundOf } from './ground';
import { walk } from './walk';

const address = (text: string) => parseIpv4(text, 'here', () => undefined);
const nodes = networkAround(address('192.0.2.0'), 24);
const share = (index: number) => networkAround(address(`10.42.${index}.0`), 24);

/** A node with two pods, and a tunnel to two others. @param chains its rules */
function node(index: number, chains: readonly Chain[] = []): readonly Machine[] {
  const plain = { routes: [], tables: [], relays: [] };
  return [
    {
      ...plain,
      name: `node-${index}`,
      kind: 'node',
      interfaces: [
        { name: 'eth0', address: addressAt(nodes, 10 + index), network: nodes, wire: 'nodes' },
        {
          name: 'cni0',
          address: addressAt(share(index), 1),
          network: share(index),
          wire: `${index}`,
          bridge: true,
        },
      ],
      forwards: true,
      tunnel: {
        device: 'flannel.1',
        address: addressAt(share(index), 0),
        port: 8472,
        peers: [0, 1, 2]
          .filter((other) => other !== index)
          .map((other) => ({ pods: share(other), node: addressAt(nodes, 10 + other) })),
      },
      tables: [{ family: 'ip', name: 'own', chains }],
    },
    ...[2, 3].map((place): Machine => ({
      ...plain,
      name: `pod-${index}-${place}`,
      kind: 'pod',
      interfaces: [
        { name: 'eth0', address: addressAt(share(index), place), network: share(index), wire: `${index}` },
      ],
      routes: [{ to: networkAround(address('0.0.0.0'), 0), via: addressAt(share(index), 1) }],
      forwards: false,
    })),
  ];
}

function translating(hook: 'prerouting' | 'output' | 'postrouting', ...rules: Omit<Rule, 'flow'>[]): Chain {
  const priority = hook === 'postrouting' ? 100 : -100;
  return {
    name: hook,
    type: 'nat',
    hook,
    priority,
    policy: 'accept',
    rules: rules.map((rule) => ({ ...rule, flow: '' })),
  };
}

function walked(to: string, ...chains: readonly Chain[]) {
  const ground = groundOf({ machines: [...node(0, chains), ...node(1), ...node(2)] });
  return walk(ground, { from: 'pod-0-2', to: address(to), transport: 'tcp', port: 80 });
}

const outer = { transport: 'udp', ports: [{ first: 8472, last: 8472 }] } as const;

test('a pod reaches one of another node through the tunnel', () => {
  expect(walked('10.42.1.2')).toMatchObject({ arrives: true, at: 'pod-1-2', seenFrom: '10.42.0.2' });
});

test.each([
  ['into the tunnel, goes round in circles', '10.42.1.2', undefined, 'circle'],
  ['to a node that is not the peer, is taken by nobody', '192.0.2.12', undefined, 'nobody'],
  ['to another port of the peer, is taken by nobody', '192.0.2.11', 4789, 'nobody'],
])('what a rule sends %s', (_, to, port, kind) => {
  const verdict = { kind: 'dnat', to: address(to), ...(port !== undefined && { port }) } as const;
  const { arrives, steps } = walked('10.42.1.2', translating('output', { match: outer, verdict }));
  expect({ arrives, kind: steps.at(-1)?.kind }).toEqual({ arrives: false, kind });
});

test('what a rule leads back onto its bridge leaves without a device by which it came in', () => {
  const back = translating('prerouting', { match: {}, verdict: { kind: 'dnat', to: address('10.42.0.3') } });
  const source = translating(
    'postrouting',
    { match: { iifname: ['cni0'] }, verdict: { kind: 'accept' } },
    { match: {}, verdict: { kind: 'masquerade' } },
  );
  expect(walked('10.42.0.1', back, source)).toMatchObject({
    arrives: true,
    at: 'pod-0-3',
    seenFrom: '10.42.0.1',
  });
});

test('a machine that saw no beginning translates what is said past it, and so nobody hears it', () => {
  const [host, router] = [addressAt(nodes, 20), addressAt(nodes, 1)];
  const machine = (name: string, own: typeof host): Machine => ({
    name,
    kind: 'host',
    interfaces: [{ name: 'eth0', address: own, network: nodes, wire: 'nodes' }],
    routes: [{ to: share(0), via: own === host ? router : addressAt(nodes, 10) }],
    forwards: own === router,
    tables: [],
    relays: [],
  });
  const elsewhere = { kind: 'dnat', to: addressAt(nodes, 11) } as const;
  const chains = [translating('prerouting', { match: {}, verdict: elsewhere })];
  const through = (rules: readonly Chain[]) =>
    walk(
      groundOf({
        machines: [
          ...node(0),
          machine('host', host),
          { ...machine('router', router), tables: [{ family: 'ip', name: 'own', chains: rules }] },
        ],
      }),
      { from: 'pod-0-2', to: host, transport: 'tcp', port: 80 },
    );
  expect(through([]).arrives).toBe(true);
  expect(through(chains)).toMatchObject({ arrives: false, at: 'router' });
});
