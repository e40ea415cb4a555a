import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openScene, type Scene } from '../harness';
import { definitionFile, definitionPins } from '../programs';
import type { KubeObject } from './committed';
import { definitionsFor, definitionsNamed, definitionsOfProduct } from './definitions';

let root: string;
let scene: Scene;

/** A definition that tells by a label from which file it is. */
function definition(plural: string, group: string, kind: string, from: string): KubeObject {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}`, labels: { from } },
    spec: { group, names: { kind, plural }, versions: [{ name: 'v1', served: true }] },
  };
}

const groups: Readonly<Record<string, string>> = {
  'argo-cd': 'argoproj.io',
  cilium: 'cilium.io',
  'gateway-api': 'gateway.networking.k8s.io',
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'asterism-definitions-'));
  const programs = join(root, 'pinned');
  const definitions = join(root, 'crds');
  mkdirSync(programs);
  mkdirSync(definitions);
  for (const pin of definitionPins()) {
    const { product, version } = pin;
    const one = definition('things', groups[product] ?? `${product}.example.com`, 'Thing', version);
    writeFileSync(join(programs, definitionFile(pin)), JSON.stringify([one]));
  }
  const others = [
    definition('kafkas', 'kafka.strimzi.io', 'Kafka', 'folder'),
    definition('settings', 'longhorn.io', 'Setting', 'folder'),
    definition('things', 'cilium.io', 'Thing', 'folder'),
  ];
  writeFileSync(join(definitions, 'others.yaml'), others.map((each) => JSON.stringify(each)).join('\n---\n'));
  const places = { folder: join(root, 'scene'), project: root, definitions, charts: root };
  scene = openScene({ ...places, programs: { definitions: programs } }).scene;
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function application(...sources: object[]): KubeObject {
  const metadata = { name: 'one' };
  return { apiVersion: 'argoproj.io/v1alpha1', kind: 'Thing', metadata, spec: { sources } };
}

const chart = (name: string, version: string): KubeObject => ({
  ...application({ repoURL: 'https://charts.example.com', chart: name, targetRevision: version }),
  kind: 'Application',
});

const argo = definition('applications', 'argoproj.io', 'Application', 'test');

function sources(definitions: readonly KubeObject[]): readonly string[] {
  return definitions.map(({ metadata }) => `${metadata.name} ${metadata.labels?.['from'] ?? ''}`);
}

/** Lets Applications be of a kind that is defined. */
function withArgo(): void {
  for (const pin of definitionPins().filter(({ product }) => product === 'argo-cd'))
    writeFileSync(join(root, 'pinned', definitionFile(pin)), JSON.stringify([argo]));
}

test('a cluster has the definitions of the versions that it takes, and of nothing that it does not', () => {
  withArgo();
  const objects = [
    chart('cilium', '1.17.18'),
    {
      ...application({ repoURL: 'https://github.com/kubernetes-sigs/gateway-api', targetRevision: 'v1.2.1' }),
      kind: 'Application',
    },
  ];
  const { pinned, others } = definitionsFor(scene, objects);
  expect(sources(pinned)).toEqual([
    'applications.argoproj.io test',
    'things.cilium.io v1.17.0',
    'things.gateway.networking.k8s.io v1.2.1',
  ]);
  expect(others).toEqual([]);
});

test('what an object needs is there in its newest version, though no Application takes it', () => {
  const used = { apiVersion: 'cilium.io/v2', kind: 'Thing', metadata: { name: 'one' } };
  const newest = definitionPins().findLast(({ product }) => product === 'cilium')?.version ?? '';
  expect(sources(definitionsFor(scene, [used]).pinned)).toEqual([`things.cilium.io ${newest}`]);
});

test('what no module has comes from the folder, and only what is needed', () => {
  const kafka = { apiVersion: 'kafka.strimzi.io/v1', kind: 'Kafka', metadata: { name: 'one' } };
  const { pinned, others } = definitionsFor(scene, [kafka]);
  expect(pinned).toEqual([]);
  expect(sources(others)).toEqual(['kafkas.kafka.strimzi.io folder']);
});

test('a kind without a definition is named with the command that brings it, with and without the folder', () => {
  const objects = ['Kafka', 'Secret'].map((kind) => ({
    apiVersion: kind === 'Secret' ? 'v1' : 'kafka.strimzi.io/v1',
    kind,
    metadata: { name: 'one' },
  }));
  const message =
    /found no custom resource definition of Kafka of kafka\.strimzi\.io; run npm run lab:charts/;
  expect(() => definitionsFor({ ...scene, definitions: join(root, 'none') }, objects)).toThrow(message);
  writeFileSync(join(root, 'crds', 'others.yaml'), '');
  expect(() => definitionsFor(scene, objects)).toThrow(message);
});

test('definitions are found by name in the modules first', () => {
  const names = new Set(['things.cilium.io', 'kafkas.kafka.strimzi.io', 'nothing.example.com']);
  const found = definitionsNamed(scene, names, new Map([['cilium', '1.18.12']]));
  expect(sources([...found.values()]).toSorted()).toEqual([
    'kafkas.kafka.strimzi.io folder',
    'things.cilium.io v1.18.0',
  ]);
});

test('of one product there are those of its version', () => {
  const found = definitionsOfProduct(scene, 'gateway-api', new Map([['gateway-api', 'v1.3.0']]));
  expect(sources(found)).toEqual(['things.gateway.networking.k8s.io v1.3.0']);
});
