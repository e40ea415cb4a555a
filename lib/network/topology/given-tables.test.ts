import { machineModel } from '../../machines';
import { nixosBase } from '../../plan/fixtures/base';
import { planned } from '../../testing/clusters';
import { made, port, workloadOf } from '../../testing/components';
import { attempt, outcome } from '../../testing/topologies';
import { ruleText } from '../firewall/rule-text';
import type { Manifest } from '../service-ports';

const shop = made({
  name: 'shop',
  plan: { workloads: [workloadOf('shop', { name: 'web', listens: [port('http', 8080, 'world')] })] },
});
const front: Manifest = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'front', namespace: 'shop' },
  spec: {
    selector: { 'app.kubernetes.io/instance': 'shop' },
    ports: [{ port: 80, nodePort: 30080, targetPort: 'http' }],
  },
};
const plan = planned({ ...nixosBase, components: [...nixosBase.components, shop] });
const { topology } = machineModel(plan, [front]);

/** The rules of a table of bob, chain by chain. */
function rulesOf(table: string, machines = topology.machines) {
  const chains = machines
    .find(({ name }) => name === 'bob')
    ?.tables.filter(({ name }) => name === table)
    .flatMap((one) => one.chains);
  return Object.fromEntries((chains ?? []).map(({ name, rules }) => [name, rules.map(ruleText)]));
}

test('kube-proxy translates the Services that every cluster has, and ports of the nodes', () => {
  const rules = [
    'ip daddr 10.43.0.1 tcp dport 443 dnat ip to 192.0.2.11:6443 comment "default/kubernetes"',
    'ip daddr 10.43.0.10 udp dport 53 dnat ip to 10.42.0.2:53 comment "kube-system/kube-dns"',
    'ip daddr 10.43.0.10 tcp dport 53 dnat ip to 10.42.0.2:53 comment "kube-system/kube-dns"',
    'ip daddr 192.0.2.12 tcp dport 30080 dnat ip to 10.42.0.2:8080 comment "shop/front"',
  ];
  expect(rulesOf('kube-proxy')).toEqual({
    prerouting: rules,
    output: rules,
    postrouting: [
      'ip saddr 10.42.0.0/16 ip daddr 10.42.0.0/16 accept comment "pods see each other"',
      'ct status dnat ip daddr 10.42.0.0/16 masquerade comment "ports of Services"',
    ],
  });
});

test('Flannel gives what pods send elsewhere the address of their node', () => {
  expect(rulesOf('flannel')).toEqual({
    postrouting: [
      'ip saddr 10.42.0.0/16 ip daddr 10.42.0.0/16 accept comment "pods see each other"',
      'ip saddr 10.42.0.0/16 masquerade comment "pods leave as their node"',
    ],
  });
});

test('a port of the nodes that is named leads to the port of that name, and is open on the way', () => {
  const opened = (chain: string) =>
    rulesOf('asterism')[chain]?.filter((rule) => rule.includes('Service shop/front'));
  // It is translated before anything looks at what comes in.
  expect(opened('input')).toEqual([]);
  expect(opened('forward')).toEqual([
    'ct status dnat ip daddr 10.42.0.0/16 tcp dport 8080 accept comment "Service shop/front"',
  ]);
  expect(outcome(topology.machines, attempt('internet', '192.0.2.12', 30080))).toEqual([
    true,
    'pod-1@ada',
    '10.42.1.0',
  ]);
  expect(outcome(topology.machines, attempt('internet', '192.0.2.12', 8080))[0]).toBe(false);
});

test('one whose name no pod has stays closed', () => {
  const lost = { ...front, spec: { ports: [{ port: 80, nodePort: 30080, targetPort: 'none' }] } };
  const { machines } = machineModel(plan, [lost]).topology;
  expect(JSON.stringify(rulesOf('asterism', machines))).not.toContain('shop/front');
  expect(outcome(machines, attempt('internet', '192.0.2.12', 30080))[0]).toBe(false);
});
