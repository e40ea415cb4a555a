import {
  attempt,
  byWayOf,
  card,
  dnat,
  ip,
  machine,
  nat,
  net,
  rule,
  table,
  tried,
  udp,
} from '../../testing/topologies';
import type { Chain } from '../firewall/rule';

/** Three nodes with two pods each, tied by tunnels; the first one has chains. */
const nodes = (...chains: readonly Chain[]) =>
  [1, 2, 3].flatMap((own) => [
    machine(
      `node-${own}`,
      [
        card('eth0', `192.0.2.${own}/24`, 'lan'),
        card('cni0', `10.42.${own}.1/24`, `pods of ${own}`, { bridge: true }),
      ],
      {
        kind: 'node',
        forwards: true,
        tunnel: {
          device: 'flannel.1',
          address: ip(`10.42.${own}.0`),
          port: 8472,
          peers: [1, 2, 3]
            .filter((other) => other !== own)
            .map((other) => ({ pods: net(`10.42.${other}.0/24`), node: ip(`192.0.2.${other}`) })),
        },
        tables: own === 1 ? [table(...chains)] : [],
      },
    ),
    ...[2, 3].map((place) =>
      machine(`pod-${own}-${place}`, [card('eth0', `10.42.${own}.${place}/24`, `pods of ${own}`)], {
        kind: 'pod',
        routes: byWayOf(`10.42.${own}.1`),
      }),
    ),
  ]);

test.each([
  ['into the tunnel, goes round in circles', '10.42.2.2', 'circle'],
  ['to a node that is not the peer, is not taken', '192.0.2.3', 'no-answer'],
  ['to another port of the peer, is not taken', '192.0.2.2:4789', 'no-answer'],
])('what a rule sends of a tunnel %s', (_, to, kind) => {
  const { arrives, steps } = tried(
    nodes(nat('output', dnat(to, udp(8472)))),
    attempt('pod-1-2', '10.42.2.2'),
  );
  expect({ arrives, kind: steps.at(-1)?.kind }).toEqual({ arrives: false, kind });
});

test('what a rule leads back onto its bridge leaves without a device by which it came in', () => {
  const back = nat('prerouting', dnat('10.42.1.3'));
  const own = nat('postrouting', rule('accept', { iifname: ['cni0'] }), rule('masquerade'));
  expect(tried(nodes(back, own), attempt('pod-1-2', '10.42.1.1'))).toMatchObject({
    arrives: true,
    at: 'pod-1-3',
    seenFrom: '10.42.1.1',
  });
});

test('a machine that saw no beginning translates what is said past it, and so another one hears it', () => {
  const through = (...chains: readonly Chain[]) =>
    tried(
      [
        ...nodes(),
        machine('host', [card('eth0', '192.0.2.20/24', 'lan')], { routes: byWayOf('192.0.2.21') }),
        machine('router', [card('eth0', '192.0.2.21/24', 'lan')], {
          routes: byWayOf('192.0.2.1'),
          forwards: true,
          tables: [table(...chains)],
        }),
      ],
      attempt('pod-1-2', '192.0.2.20'),
    );
  expect(through().arrives).toBe(true);
  expect(through(nat('prerouting', dnat('192.0.2.2')))).toMatchObject({ arrives: false, at: 'node-2' });
});
