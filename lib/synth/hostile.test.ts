import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { hostileTrials, plainProblems } from '../testing/hostile-trials';
import { isRecord, problemText } from '../values';
import { bundleOf, filesOf } from '.';

const count = 12_000;
const trials = hostileTrials(count, 20261126);

/** Leaves that no cluster above writes, each with the reason. */
const unwritten: Readonly<Record<string, string>> = {
  'app.exposure.tls.issuer': 'a name like others, and no cluster above has issuers',
  'argoCd.route.tls.issuer': 'a name like others, and no cluster above has issuers',
  'facts.secrets.{}.file': 'a path that is opened and rendered nowhere',
  'sealedSecrets.certificate': 'a certificate, of which nothing ships',
  ...Object.fromEntries(
    [
      ...['nodes.wire', 'pods.gateway', 'pods.wire', 'services.gateway', 'services.wire'],
      ...['pods.leases.[]', 'services.leases.[]'],
    ].map((leaf) => [`facts.networks.${leaf}`, 'written in another network']),
  ),
};

test('the plain clusters write every leaf of every shape, or there is a reason', () => {
  expect(trials.missing.filter((leaf) => !Object.hasOwn(unwritten, leaf))).toEqual([]);
});

test('the plain clusters are taken as they are', () => {
  expect(plainProblems().map(problemText)).toEqual([]);
});

test('values are tried, and some of them are taken', () => {
  expect(trials.tried).toBeGreaterThanOrEqual(count);
  expect(trials.taken.flatMap((some) => some.trials).length).toBeGreaterThan(200);
});

const rendered = trials.taken.map(({ cluster, trials: values }) => ({
  values: values.map(({ place, value }) => `${place.leaf} = ${JSON.stringify(value)}`).join(', '),
  files: cluster.plan === undefined ? [] : filesOf(bundleOf(cluster.plan, new Map())),
}));

/** Texts of a file, and of the files within it. */
function textsIn({ path, text }: { path: string; text: string }): readonly (readonly [string, string])[] {
  if (!path.endsWith('.yaml')) return [[path, text]];
  const document: unknown = parseAllDocuments(text)[0]?.toJS();
  const data = isRecord(document) && isRecord(document['data']) ? document['data'] : {};
  return [
    [path, text],
    ...Object.entries(data).flatMap(([key, inner]): [string, string][] =>
      typeof inner === 'string' ? [[`${path}/${key}`, inner]] : [],
    ),
  ];
}

const all = rendered.flatMap(({ values, files }) =>
  files.flatMap((file) => textsIn(file).map(([path, text]) => ({ path, text, values }))),
);
/** Most files are the same in most clusters. */
const texts = [...new Map(all.map((one) => [one.text, one])).values()];

test('every YAML and JSON file reads without an error', () => {
  const wrong = texts.filter(({ path, text }) => {
    if (path.endsWith('.json')) return !isJson(text);
    if (!path.endsWith('.yaml')) return false;
    const documents = parseAllDocuments(text);
    return documents.length === 0 || documents.some((document) => document.errors.length > 0);
  });
  expect(wrong.map(({ path, values }) => [path, values])).toEqual([]);
});

test('no file contains an invisible character', () => {
  expect(
    texts.filter(({ text }) => /[^\n\t\P{C}]/u.test(text)).map(({ path, values }) => [path, values]),
  ).toEqual([]);
});

test('a shell takes every script', () => {
  const folder = mkdtempSync(join(tmpdir(), 'asterism-hostile-'));
  const scripts = texts.filter(({ path }) => path.endsWith('.sh'));
  scripts.forEach(({ text }, index) => {
    writeFileSync(join(folder, `${index}.sh`), text);
  });
  const refused = execFileSync(
    'sh',
    ['-c', 'for file in *.sh; do sh -n "$file" 2>&1 || echo "$file"; done'],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  );
  rmSync(folder, { recursive: true });
  expect(scripts.length).toBeGreaterThan(20);
  expect(refused).toBe('');
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
