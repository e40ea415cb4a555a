import fc from 'fast-check';
import { runInNewContext } from 'node:vm';
import { ModuleKind, transpile } from 'typescript';
import type { ChartFacts } from '../../components/helm-chart/chart-facts';
import { field } from '../../testing/field';
import { factsFile, factsName } from './facts-file';
import { lineDiff } from './line-diff';

const facts: ChartFacts = {
  repository: 'https://charts.example.com',
  chart: 'shop',
  version: '1.2.3',
  release: 'shop',
  namespace: 'store',
  values: '0123456789abcdef',
  creates: { '': ['rbac.authorization.k8s.io/ClusterRole'], store: ['/Service', 'apps/Deployment'] },
  serverSideApply: false,
  podSecurity: 'restricted',
  workloads: [
    {
      name: 'web',
      kind: 'Deployment',
      pods: { 'app.kubernetes.io/name': 'web' },
      ports: [
        { name: 'http', port: 8080, transport: 'tcp' },
        { name: 'hook', port: 9443, transport: 'tcp', webhook: true },
      ],
    },
  ],
  services: [],
  definitions: [],
  images: ['ghcr.io/example/web:1.0.0'],
  hooks: ["Job it's: pre-install"],
};

test('the file of facts', () => {
  expect(factsFile(facts, 'shop', 'asterism chart shop')).toBe(`\
// Written by \`asterism chart shop\`. Read what changes, commit it, and change nothing here.
import { chartFacts } from 'asterism';

export const shopFacts = chartFacts({
  repository: 'https://charts.example.com',
  chart: 'shop',
  version: '1.2.3',
  release: 'shop',
  namespace: 'store',
  values: '0123456789abcdef',
  creates: { '': ['rbac.authorization.k8s.io/ClusterRole'], store: ['/Service', 'apps/Deployment'] },
  podSecurity: 'restricted',
  workloads: [
    {
      name: 'web',
      kind: 'Deployment',
      pods: { 'app.kubernetes.io/name': 'web' },
      ports: [
        { name: 'http', port: 8080, transport: 'tcp' },
        { name: 'hook', port: 9443, transport: 'tcp', webhook: true },
      ],
    },
  ],
  images: ['ghcr.io/example/web:1.0.0'],
  hooks: ['Job it\\'s: pre-install'],
});
`);
});

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('`${a}`', "'", '"', '\\', '\n', '__proto__'),
);

test('whatever a chart contains, the file says what was found', () => {
  fc.assert(
    fc.property(fc.array(text), fc.dictionary(text, text), text, (images, pods, name) => {
      const [workload] = facts.workloads;
      if (workload === undefined) throw new Error('there is one');
      const odd: ChartFacts = { ...facts, images, workloads: [{ ...workload, name, pods }] };
      const code = transpile(factsFile(odd, 'shop', 'asterism chart shop'), {
        module: ModuleKind.CommonJS,
      });
      const exports: Record<string, unknown> = {};
      runInNewContext(code, { exports, require: () => ({ chartFacts: (value: unknown) => value }) });
      // What another realm made has other prototypes.
      const read: unknown = JSON.parse(JSON.stringify(exports['shopFacts']));
      expect(field(read, 'workloads')).toEqual([JSON.parse(JSON.stringify({ ...workload, name, pods }))]);
      expect(field(read, 'images') ?? []).toEqual(images);
    }),
    { numRuns: 200 },
  );
});

test.each([
  ['podinfo', 'podinfoFacts'],
  ['kube-prometheus-stack', 'kubePrometheusStackFacts'],
  ['pi-node-exporter2', 'piNodeExporter2Facts'],
])('the facts of %s are called %s', (file, name) => {
  expect(factsName(file)).toBe(name);
});

describe('a comparison of lines', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 });

  test('shows what changes, with two lines around it', () => {
    const before = ['1', '2', '3', '4', '5', '6', '7', '8', '9'].join('\n');
    const after = ['1', '2', '3', '4', 'five', '6', '7', '8', '9', '10'].join('\n');
    expect(lineDiff(before, after)).toEqual([' 3', ' 4', '-5', '+five', ' 6', ' 7', ' 8', ' 9', '+10']);
    expect(lineDiff(before, before)).toEqual([]);
  });

  test('loses no line and invents none', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const shown = lineDiff(before.join('\n'), after.join('\n'));
        const count = (sign: string) => shown.filter((line) => line.startsWith(sign)).length;
        const texts = (some: readonly string[]) => Math.max(some.length, 1);
        expect(count('+') - count('-')).toBe(texts(after) - texts(before));
        expect(shown.length === 0).toBe(before.join('\n') === after.join('\n'));
      }),
    );
  });
});
