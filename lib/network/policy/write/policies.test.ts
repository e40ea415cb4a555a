import { field } from '../../../testing/field';
import { find } from '../../../testing/facts';
import { ciliumCluster, database, planned, smallCluster } from '../../../testing/clusters';
import {
  broker,
  caller,
  filling,
  listeningAt,
  made,
  onNodes,
  port,
  to,
  workloadOf,
} from '../../../testing/components';
import { expectGolden, yamlDocuments } from '../../../testing/golden';
import { policiesOf } from '../../../testing/policies';
import type { ClusterInput } from '../../../plan';
import { kafka, strimziOperator } from '../../../components';
import { ownNamespaces } from '../..';
import { declaredFlows } from '../../flows/flows';
import type { Component, Connection } from '../../../component';
import { k3s, postgresqlOn } from '../../../machines';

const api: Connection = { to: { kind: 'kube-apiserver' }, why: 'watch' };
const forge: Connection = { to: { kind: 'internet', host: 'git.example.com', port: 443 }, why: 'clone' };
const anywhere: Connection = { to: { kind: 'internet', host: '*', port: 443 }, why: 'fetch' };
const rows = to(postgresqlOn(database, { database: 'kafka', user: 'kafka' }), 'write rows');

const clusters: readonly (readonly [string, (components: readonly Component[]) => ClusterInput])[] = [
  ['flannel', smallCluster],
  ['cilium', ciliumCluster],
];

describe.each(clusters)('with %s', (plugin, cluster) => {
  const policies = (...components: readonly Component[]) => policiesOf(planned(cluster(components)));
  const spec = (name: string, ...components: readonly Component[]) =>
    find(
      policies(...components).filter((policy) => policy.metadata.name !== 'default-deny'),
      plugin === 'cilium' ? 'CiliumNetworkPolicy' : 'NetworkPolicy',
      name,
    )['spec'];

  test('one of each kind of flow reads as the golden shows it', () => {
    const messages = broker();
    const shown = policies(
      messages,
      caller('sink', [to(messages.endpoint, 'read messages'), rows]),
      caller('watcher', [api]),
      caller('cloner', [forge, to(messages.endpoint)], 'tools'),
      caller('fetcher', [anywhere], 'tools'),
      onNodes('exporter', { listens: [port('metrics', 9100)], connects: [to(messages.endpoint)] }),
      caller('scraper', [to(listeningAt('exporter', 'exporter', 'agent', 9100))]),
      made({
        name: 'webhook',
        plan: {
          workloads: [
            workloadOf('webhook', {
              name: 'webhook',
              listens: [
                port('hook', 9443, 'kube-apiserver'),
                port('ui', 8080, 'cluster'),
                port('web', 80, 'world'),
              ],
            }),
          ],
        },
      }),
    );
    expectGolden(`network/${plugin}.yaml`, yamlDocuments(shown));
  });

  test('an operator is let to what it operates, on those ports only, and comes before it all the same', () => {
    const messages = kafka({ mode: 'strimzi', topics: [{ name: 'orders' }] });
    const plan = planned(
      cluster([strimziOperator(), messages, caller('sink', [to(messages.bootstrap, 'read')])]),
    );
    const flows = declaredFlows(plan);
    const into = plan.components
      .filter(({ name }) => name === 'kafka')
      .flatMap((component) =>
        component.workloads
          .filter((workload) => workload.name === 'broker')
          .flatMap((workload) =>
            workload.listens.map((listener) => [
              listener.port,
              flows.into({ component, workload }, listener).map(({ from }) => from.component.name),
            ]),
          ),
      );
    expect(Object.fromEntries(into)).toEqual({
      8443: ['strimzi-operator'],
      9090: ['kafka', 'strimzi-operator'],
      9091: ['kafka', 'kafka', 'strimzi-operator'],
      9092: ['sink'],
    });
    const waveOf = (wanted: string) => plan.components.find(({ name }) => name === wanted)?.wave ?? 0;
    expect(waveOf('kafka')).toBe(waveOf('strimzi-operator') + 1);
  });

  test('every namespace of ours denies what no other policy opens, in both directions', () => {
    const made = policies(broker('a'), broker('b', 'shared'), broker('c', 'shared'));
    const denials = made.filter((policy) => policy.metadata.name === 'default-deny');
    expect(denials.map((policy) => policy.metadata.namespace)).toEqual(['a', 'shared']);
    for (const { spec: denial } of denials)
      expect(denial).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  });

  test('namespaces that Kubernetes makes stay without policies of ours', () => {
    expect(policies(broker('a', 'kube-system'), broker('b', 'default'))).toEqual([]);
  });

  test('pods on the network of their node get no policy: none would reach them', () => {
    const names = policies(onNodes('exporter', { connects: [api] })).map((policy) => policy.metadata.name);
    expect(names).toEqual(['default-deny']);
  });

  test('a workload that connects to nothing looks up no names', () => {
    expect(JSON.stringify(policies(broker()))).not.toContain('kube-dns');
    expect(JSON.stringify(policies(caller('watcher', [api])))).toContain('kube-dns');
  });

  test('the API server is opened by address where a policy knows addresses only, else by entity', () => {
    const egress = JSON.stringify(spec('watcher-caller', caller('watcher', [api])));
    if (plugin === 'cilium') {
      expect(egress).toContain('{"toEntities":["kube-apiserver"],"toPorts":[{"ports":[{"port":"6443"');
      expect(egress).not.toContain('192.0.2.11');
    } else {
      expect(egress).toContain(
        '{"ports":[{"port":6443,"protocol":"TCP"}],"to":[{"ipBlock":{"cidr":"192.0.2.11/32"}}]}',
      );
      expect(egress).not.toContain('192.0.2.12');
    }
  });

  test('names that would be ambiguous when joined do not end the synth', () => {
    const twin = (name: string, workload: string) =>
      made({ name, plan: { workloads: [workloadOf(name, { name: workload, listens: [port('p', 80)] })] } });
    const names = policies(twin('a', 'b-c'), twin('a-b', 'c')).map(
      ({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`,
    );
    expect(names).toEqual(expect.arrayContaining(['a/a-b-c', 'a-b/a-b-c']));
  });
});

describe('CiliumNetworkPolicy', () => {
  const spec = (...components: readonly Component[]) =>
    find(
      policiesOf(planned(ciliumCluster(components))).filter(
        ({ metadata }) => metadata.name !== 'broker-server',
      ),
      'CiliumNetworkPolicy',
    )['spec'];

  test('a direction without flows holds one empty rule: an empty list would leave it open', () => {
    expect(spec(caller('watcher', [api]))).toMatchObject({ ingress: [{}] });
    const hook = workloadOf('hook', { name: 'hook', listens: [port('hook', 9443, 'kube-apiserver')] });
    expect(spec(made({ name: 'hook', plan: { workloads: [hook] } }))).toMatchObject({ egress: [{}] });
  });

  test('a host outside is opened by name, beside the DNS proxy that teaches Cilium its addresses', () => {
    const egress = field(spec(caller('cloner', [forge])), 'egress');
    expect(egress).toContainEqual({
      toFQDNs: [{ matchName: 'git.example.com' }],
      toPorts: [{ ports: [{ port: '443', protocol: 'TCP' }] }],
    });
    expect(egress).toContainEqual({
      toEndpoints: [
        { matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'kube-system', 'k8s:k8s-app': 'kube-dns' } },
      ],
      toPorts: [{ ports: [{ port: '53', protocol: 'UDP' }], rules: { dns: [{ matchPattern: '*' }] } }],
    });
  });

  test('without names outside, DNS is not sent through the proxy', () => {
    expect(JSON.stringify(spec(caller('fetcher', [anywhere])))).not.toContain('"dns"');
  });

  test('a machine beside the cluster is opened by its address', () => {
    expect(field(spec(caller('sink', [rows, api])), 'egress')).toContainEqual({
      toCIDR: ['192.0.2.20/32'],
      toPorts: [{ ports: [{ port: '5432', protocol: 'TCP' }] }],
    });
  });

  test('pods of other namespaces are named with their namespace, or they would mean the own one', () => {
    const messages = broker();
    expect(field(spec(messages, caller('sink', [to(messages.endpoint), api])), 'egress')).toContainEqual({
      toEndpoints: [
        {
          matchLabels: {
            'k8s:io.kubernetes.pod.namespace': 'broker',
            'app.kubernetes.io/instance': 'broker',
            'app.kubernetes.io/component': 'server',
          },
        },
      ],
      // The port of the pods, not that of the Service: Services are translated before policies look.
      toPorts: [{ ports: [{ port: '9092', protocol: 'TCP' }] }],
    });
  });
});

describe('NetworkPolicy', () => {
  const spec = (name: string, ...components: readonly Component[]) =>
    find(policiesOf(planned(smallCluster(components))), 'NetworkPolicy', name)['spec'];

  test('the internet is what lies outside the cluster: neither pods nor services nor nodes', () => {
    expect(field(spec('fetcher-caller', caller('fetcher', [anywhere])), 'egress')).toContainEqual({
      ports: [{ port: 443, protocol: 'TCP' }],
      to: [
        {
          ipBlock: {
            cidr: '0.0.0.0/0',
            except: ['10.42.0.0/16', '10.43.0.0/16', '192.0.2.11/32', '192.0.2.12/32', '192.0.2.13/32'],
          },
        },
      ],
    });
  });

  test('nodes come with the address of their VXLAN device, so the pod network is let in beside their own addresses', () => {
    const messages = broker();
    const ingress = field(
      spec('broker-server', messages, onNodes('exporter', { connects: [to(messages.endpoint)] })),
      'ingress',
    );
    expect(ingress).toEqual([
      {
        ports: [{ port: 9092, protocol: 'TCP' }],
        from: ['192.0.2.11/32', '192.0.2.12/32', '192.0.2.13/32', '10.42.0.0/16'].map((cidr) => ({
          ipBlock: { cidr },
        })),
      },
    ]);
  });

  test('a listener that no flow reaches has no rule: a rule without peers would let everybody in', () => {
    expect(field(spec('broker-server', broker()), 'ingress')).toBeUndefined();
    expect(field(spec('broker-server', broker()), 'policyTypes')).toEqual(['Ingress', 'Egress']);
  });

  test('several ports of one target are in one rule, each once', () => {
    const egress = field(spec('watcher-caller', caller('watcher', [api, api])), 'egress');
    expect(egress).toHaveLength(2);
    expect(field(egress, 1, 'ports')).toEqual([
      { port: 53, protocol: 'UDP' },
      { port: 53, protocol: 'TCP' },
    ]);
  });
});

test('each policy tells its flows in words, sorted, and comes before the default deny', () => {
  const messages = broker();
  const sink = caller('sink', [to(messages.endpoint, 'read messages'), rows]);
  const { metadata } = find(
    policiesOf(planned(smallCluster([messages, sink]))),
    'NetworkPolicy',
    'sink-caller',
  );
  expect(metadata.annotations).toEqual({
    'argocd.argoproj.io/sync-wave': '-1',
    'asterism.dev/flows': [
      'out 53/tcp to cluster-dns (look names up)',
      'out 53/udp to cluster-dns (look names up)',
      'out 5432/tcp to host db (write rows)',
      'out 9092/tcp to broker-server (read messages)',
    ].join('\n'),
  });
});

test('namespaces take the laxest Pod Security level of those who live there, and are sorted', () => {
  const at = (name: string, podSecurity: 'restricted' | 'baseline' | 'privileged') =>
    made({ name, namespace: 'shared', plan: { podSecurity } });
  const plan = planned(
    smallCluster([at('x', 'restricted'), at('y', 'privileged'), at('z', 'baseline'), broker('a')]),
  );
  expect(ownNamespaces(plan)).toEqual([
    { name: 'a', podSecurity: 'restricted' },
    { name: 'shared', podSecurity: 'privileged' },
  ]);
});

describe('a listener that is open to Ingresses is opened to what serves them', () => {
  const web = made({
    name: 'web',
    plan: { workloads: [workloadOf('web', { name: 'web', listens: [port('http', 8080, 'ingress')] })] },
  });
  const from = (input: ClusterInput) =>
    field(find(policiesOf(planned(input)), 'NetworkPolicy', 'web')['spec'], 'ingress', 0, 'from');
  const peer = (namespace: string, matchLabels: Readonly<Record<string, string>>) => ({
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    podSelector: { matchLabels },
  });

  test('pods that come with the distribution', () => {
    expect(from(smallCluster([web]))).toEqual([peer('kube-system', { 'app.kubernetes.io/name': 'traefik' })]);
  });

  test('pods of a component that take what comes from outside, and no others of it', () => {
    const controller = made({
      name: 'doors',
      plan: {
        provides: [filling('ingress')],
        workloads: [
          workloadOf('doors', { name: 'proxy', listens: [port('http', 8000, 'world')] }),
          workloadOf('doors', { name: 'webhook', listens: [port('hook', 9443, 'kube-apiserver')] }),
        ],
      },
    });
    const distribution = k3s({ version: 'v1.33.5+k3s1', networkPlugin: 'flannel', disable: ['traefik'] });
    expect(from(smallCluster([web, controller], { distribution }))).toEqual([
      peer('doors', { 'app.kubernetes.io/instance': 'doors', 'app.kubernetes.io/component': 'proxy' }),
    ]);
  });
});
