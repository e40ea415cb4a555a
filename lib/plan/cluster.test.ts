import fc from 'fast-check';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { argoCd, cilium, coredns, kafka, sealedSecrets } from '../components';
import { declareComponent, planOf } from '../component';
import { objectsOf } from '../component';
import { k3s } from '../machines';
import { broker, caller, made, onNodes, to, workloadOf } from '../testing/components';
import { placeholder, problemText } from '../values';
import { type ClusterInput, defineCluster } from './cluster';
import { base, ciliumBase, ciliumK3s, ciliumProps, messages, producer, sink } from './fixtures/base';
import type { ClusterPlan } from './planned';

function planOfCluster(input: ClusterInput): ClusterPlan {
  const { plan, problems } = defineCluster(input);
  if (plan === undefined) throw new Error(problems.map(problemText).join('\n'));
  return plan;
}

/** Everything that can be compared about a plan: its functions are called. */
function comparable({ facts, components, claims }: ClusterPlan): unknown {
  return {
    facts,
    components: components.map(({ build, ...component }) => ({
      ...component,
      objects: objectsOf(component, (chart) => {
        build(chart, { claims });
      }),
    })),
  };
}

const wavesIn = (input: ClusterInput) =>
  Object.fromEntries(planOfCluster(input).components.map(({ name, wave }) => [name, wave]));
const afterIn = (input: ClusterInput) =>
  Object.fromEntries(planOfCluster(input).components.map(({ name, after }) => [name, after]));

describe('the order in which components are listed', () => {
  const everything: ClusterInput = {
    ...base,
    components: [
      ...base.components,
      sealedSecrets(),
      kafka({
        name: 'audit',
        namespace: 'audit',
        clusterId: placeholder('MkU3OEVBNTcwNTJENDM2Qg', 'cluster id'),
      }),
      made({ name: 'b', plan: { secrets: [] } }),
      made({ name: 'a' }),
    ],
  };
  const { open } = defineCluster(everything);
  const expected = comparable(planOfCluster(everything));

  test('changes nothing in the plan, nor in the list of placeholders', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...everything.components], { minLength: 9 }), (components) => {
        const shuffled = { ...everything, components };
        expect(comparable(planOfCluster(shuffled))).toEqual(expected);
        expect(defineCluster(shuffled).open).toEqual(open);
      }),
      { numRuns: 25 },
    );
  });

  test('changes nothing in the messages', () => {
    const broken = [
      kafka({ brokers: 2 }),
      kafka({ name: 'z', cpu: '1000m' }),
      made({ name: 'A' }),
      sink,
      undefined,
    ];
    const told = (components: readonly unknown[]) =>
      defineCluster(Object.assign({ ...base, secrets: {} }, { components })).problems.map(problemText);
    expect(told(broken.slice(0, 4)).length).toBeGreaterThan(3);
    fc.assert(
      fc.property(fc.shuffledSubarray(broken.slice(0, 4), { minLength: 4 }), (components) => {
        expect(told(components)).toEqual(told(broken.slice(0, 4)));
      }),
    );
  });
});

describe('waves', () => {
  test('follow the endpoints: brokers, then what speaks to them', () => {
    expect(wavesIn(base)).toEqual({
      'argo-cd': 1,
      coredns: 1,
      kafka: 1,
      'kafka-connect': 2,
      'demo-producer': 2,
    });
    expect(afterIn(base)['kafka-connect']).toEqual(['kafka']);
  });

  test('put the network plugin before everything that has pods on it, and the name server before what asks it', () => {
    const input: ClusterInput = {
      ...ciliumBase,
      distribution: k3s({ ...ciliumK3s, disable: ['servicelb', 'coredns'] }),
      components: [argoCd(), cilium(ciliumProps), coredns({ mode: 'replace' }), onNodes('agent')],
    };
    expect(wavesIn(input)).toEqual({ agent: 1, cilium: 1, coredns: 2, 'argo-cd': 3 });
  });

  test('grow by one along the longest way', () => {
    const [one, two, three] = [broker('one'), broker('two'), broker('three')];
    const chain = (component: typeof one, next: typeof one) =>
      made({
        name: component.name,
        plan: {
          workloads: [
            workloadOf(component.name, {
              name: 'server',
              listens: [{ name: 'client', port: 9092, transport: 'tcp', open: 'declared' }],
              connects: [to(next.endpoint)],
            }),
          ],
        },
      });
    const components = [
      three,
      chain(two, three),
      chain(one, two),
      caller(
        'all',
        [one, three].map((b) => to(b.endpoint)),
      ),
    ];
    const input = { ...base, secrets: {}, components };
    expect(wavesIn(input)).toEqual({ three: 1, two: 2, one: 3, all: 4 });
    expect(afterIn(input)).toEqual({ three: [], two: ['three'], one: ['two'], all: ['one', 'three'] });
  });

  test('put what opens sealed secrets before those whose secrets are sealed, and only then', () => {
    const components = [...base.components, sealedSecrets()];
    const sealed = { from: 'sealed', file: 'secrets/small/postgresql.yaml' } as const;
    const secrets = { 'kafka-connect/postgresql': sealed };
    expect(afterIn({ ...base, components, secrets })['kafka-connect']).toEqual(['kafka', 'sealed-secrets']);
    expect(afterIn({ ...base, components })['kafka-connect']).toEqual(['kafka']);
  });
});

describe('placeholders', () => {
  test('are counted with their places, those in component props too', () => {
    const { open, plan } = defineCluster({
      ...base,
      git: { url: placeholder('https://git.example.com/x.git', 'clone address'), revision: 'main' },
      components: [
        ...base.components,
        kafka({ name: 'audit', namespace: 'audit', topics: [{ name: placeholder('audit', 'topic') }] }),
      ],
    });
    expect(plan?.components.map(({ name }) => name)).toContain('audit');
    expect(open).toEqual([
      { at: 'small.git.url', what: 'clone address' },
      { at: 'small.components.audit.topics[0].name', what: 'topic' },
    ]);
  });

  test('are counted in a component that cannot be read as well', () => {
    const half = declareComponent(
      { kind: 'half', name: 'half', namespace: 'half' },
      v.strictObject({ size: v.number(), tone: v.string() }),
      { size: placeholder(1, 'size'), tone: placeholder('low', 'tone') },
      () => planOf({ build: () => undefined }),
    );
    expect(defineCluster({ ...base, components: [...base.components, half] }).open).toHaveLength(2);
  });
});

test('facts are frozen at every depth', () => {
  const { facts } = planOfCluster(base);
  const thawed: unknown[] = [];
  const visit = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return;
    if (!Object.isFrozen(value)) thawed.push(value);
    // What a kind of claim is made of is code of its own.
    for (const [key, part] of Object.entries(value)) if (key !== 'kind') visit(part);
  };
  visit(facts);
  expect(thawed).toEqual([]);
});

test('defining a cluster leaves what was written as it is, and gives the same again', () => {
  const before = JSON.stringify(base);
  expect(comparable(planOfCluster(base))).toEqual(comparable(planOfCluster(base)));
  expect(JSON.stringify(base)).toBe(before);
  expect(Object.isFrozen(base.nodes)).toBe(false);
});

test('no message shows a secret that counts as leaked, whatever else is wrong with it', () => {
  const leaked = ['kafka', 123].join('');
  const token = `K10${'0'.repeat(64)}::server:${'1'.repeat(32)}`;
  const { problems } = defineCluster({
    ...base,
    git: { url: `ssh:/${leaked}`, revision: 'main' },
    api: { host: leaked },
    nodes: base.nodes.map((node) => ({ ...node, address: token })),
    secrets: { ...base.secrets, [`${leaked}/x`]: { from: 'manual' } },
    components: [
      messages,
      sink,
      producer,
      kafka({ name: leaked, cpu: leaked, topics: [{ name: `${leaked} 1` }] }),
    ],
  });
  expect(problems.length).toBeGreaterThan(7);
  expect(
    problems.map(problemText).filter((text) => [leaked, 'K10', '1111'].some((part) => text.includes(part))),
  ).toEqual([]);
});

test('a cluster file does nothing but define a cluster: no word, no file, nothing left running', () => {
  const library = (path: string) => JSON.stringify(join(__dirname, '..', path));
  const cwd = mkdtempSync(join(tmpdir(), 'asterism-import-'));
  const script = `
    const { defineCluster } = require(${library('index')});
    const { typicalClusters } = require(${library('testing/typical-clusters')});
    const broken = typicalClusters.filter((input) => defineCluster(input).plan === undefined);
    if (broken.length > 0 || typicalClusters.length < 3) process.exitCode = 1;`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--require', require.resolve('tsx/cjs'), '--eval', script],
    { cwd, encoding: 'utf8', timeout: 20_000, env: {} },
  );
  const left = readdirSync(cwd);
  rmSync(cwd, { recursive: true });
  expect({ status, stdout, stderr, left }).toEqual({ status: 0, stdout: '', stderr: '', left: [] });
}, 30_000);
