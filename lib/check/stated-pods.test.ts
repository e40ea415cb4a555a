import type { Component } from '../component';

import { bundled, smallCluster } from '../testing/clusters';
import { helmChart, made, packaged, workloadOf } from '../testing/components';
import { demo, deployment, raw, webLabels } from '../testing/findings';
import { podKinds } from './pods';
import { findingsIn } from './rules';
import { statedPods } from './stated-pods';

const found = (...components: readonly Component[]) =>
  findingsIn(bundled(smallCluster(components)))
    .filter(({ rule }) => rule === statedPods.id)
    .map(({ at, reason, next }) => `${at}: ${reason}; ${next}`);

const daemon = { group: 'apps', kind: 'DaemonSet' };

test('pods that a workload states pass', () => {
  expect(
    found(
      demo((chart) => {
        deployment(chart);
      }),
    ),
  ).toEqual([]);
  // More labels than the workload selects by are no other pods.
  expect(
    found(
      demo((chart) => {
        deployment(chart, {}, { ...webLabels, tier: 'front' });
      }),
    ),
  ).toEqual([]);
});

test('pods that no workload states are cut off, and the message says what to state', () => {
  expect(
    found(
      demo(
        (chart) => {
          deployment(chart);
        },
        { workloads: [] },
      ),
    ),
  ).toEqual([
    'dist/small/demo/deployment-web.yaml: spec.template.metadata.labels: no workload states the pods of Deployment web, so default deny cuts them off; state them in workloads of the plan: pods (their labels), listens and connects; both lists may be empty',
  ]);
  expect(
    found(
      demo((chart) => {
        deployment(chart, {}, { app: 'web' });
      }),
    ),
  ).toHaveLength(1);
});

test.each([...podKinds])('pods of %s are looked at', (groupKind) => {
  const [group = '', kind = ''] = groupKind.split('/');
  const pods = { metadata: { labels: { app: 'a' } }, spec: { containers: [] } };
  const nested = kind === 'CronJob' ? { jobTemplate: { spec: { template: pods } } } : { template: pods };
  const fields = kind === 'Pod' ? { spec: pods.spec } : { spec: nested };
  const stray = demo((chart) => {
    raw(chart, group === '' ? 'v1' : `${group}/v1`, kind, fields);
  });
  expect(found(stray)).toHaveLength(1);
});

test('a Service, a Role or a custom object makes no pods', () => {
  const spec = { template: { metadata: {}, spec: { containers: [] } } };
  expect(
    found(
      demo((chart) => {
        raw(chart, 'example.com/v1', 'Deployment', { spec });
      }),
    ),
  ).toEqual([]);
});

test.each([true, false])("pods and workload must agree on the node's network (pods: %s)", (hostNetwork) => {
  const workloads = [workloadOf('demo', { name: 'web', hostNetwork: !hostNetwork })];
  const [message] = found(
    demo(
      (chart) => {
        deployment(chart, { hostNetwork });
      },
      { workloads, podSecurity: 'privileged' },
    ),
  );
  expect(message).toMatch(
    /^dist\/small\/demo\/deployment-web\.yaml: spec\.template\.spec\.hostNetwork: .*share the node's network/,
  );
});

test('a chart that makes pods which no workload states is reported, with their kinds and their level', () => {
  const creates = [{ ...daemon, namespace: 'longhorn' }];
  expect(found(packaged('longhorn', { creates }))).toEqual([
    'apps/small/application-longhorn.yaml: the upstream of longhorn makes pods (DaemonSet) that no workload states, so default deny cuts them off; they run at Pod Security level restricted; state them in workloads of the plan: pods (their labels), listens and connects; both lists may be empty; state podSecurity where they need more than restricted',
  ]);
});

test('a chart passes whose pods are stated, that makes none, or that lives where nothing is denied', () => {
  const upstream = helmChart({ creates: [{ ...daemon, namespace: 'demo' }] });
  const stated = made({
    name: 'demo',
    plan: {
      build: () => undefined,
      upstream,
      workloads: [workloadOf('demo', { name: 'agent' })],
    },
  });
  expect(found(stated)).toEqual([]);
  expect(
    found(
      packaged('kinds', { creates: [{ group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' }] }),
    ),
  ).toEqual([]);
  expect(
    found(made({ name: 'agent', namespace: 'kube-system', plan: { build: () => undefined, upstream } })),
  ).toEqual([]);
});

test('a chart that states no kind is reported, with the command that prints them', () => {
  const [message] = found(packaged('longhorn', { creates: [], chart: 'longhorn', release: 'lh' }));
  expect(message).toBe(
    "apps/small/application-longhorn.yaml: the upstream of longhorn states no kind that it creates, and its project permits no other; list them in creates; this prints them: helm template lh longhorn --repo https://charts.example.com --version 1.2.3 --namespace longhorn --include-crds | grep -E '^(apiVersion|kind):' | sort -u",
  );
});
