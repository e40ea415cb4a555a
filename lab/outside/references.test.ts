import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { referenceLack, referenceNames, references } from './references';

let root: string;
let project: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'asterism-references-'));
  project = join(root, 'project');
  mkdirSync(project);
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function make(...path: string[]): string {
  const folder = join(root, ...path);
  mkdirSync(folder, { recursive: true });
  return folder;
}

test('a clone alone misses nothing but the values of charts, and says which command brings them', () => {
  const found = references(project, {});
  expect(referenceLack({}, found)).toBeUndefined();
  const lack = referenceLack({ readsCharts: true }, found);
  expect(lack?.why).toMatch(/found no values of charts; run npm run lab:charts, which/);
  expect(lack?.failed).toBe(false);
});

test('the folder beside the project serves until npm run lab:charts has filled its own, and the environment goes before both', () => {
  const beside = make('shared', 'charts');
  expect(references(project, {}).charts).toBe(beside);
  expect(referenceNames(project, {}).charts).toBe('`../shared/charts`');
  expect(referenceLack({ readsCharts: true }, references(project, {}))).toBeUndefined();
  const kept = make('project', '.cache', 'lab', 'charts');
  expect(references(project, {}).charts).toBe(kept);
  expect(referenceNames(project, {}).charts).toBe('`.cache/lab/charts`');
  const own = make('own');
  expect(references(project, { ASTERISM_CHARTS: own }).charts).toBe(own);
  expect(referenceNames(project, { ASTERISM_CHARTS: own }).charts).toBe('the folder of `ASTERISM_CHARTS`');
});

test('a missing folder that the environment names stops every suite', () => {
  const { absent, ...found } = references(project, { ASTERISM_CRDS: join(root, 'nowhere') });
  expect(absent).toEqual([
    expect.stringMatching(/^ASTERISM_CRDS: .*nowhere: folder not found; name another/),
  ]);
  expect(referenceLack({}, { ...found, absent })?.why).toBe(absent[0]);
});
