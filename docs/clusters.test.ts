import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { findingsIn } from '../lib/check';
import * as library from '../lib';
import { type ClusterPlan } from '../lib/plan';
import { bundleOf, filesOf } from '../lib/synth';
import { blocksOf } from '../lib/testing/markdown';

// Newcomers copy the cluster of the README. It must have no errors, and its bootstrap page must lead to a running Argo CD.

const path = 'README.md';
const blocks = blocksOf({ path, text: readFileSync(join(__dirname, '..', path), 'utf8') }).filter(
  ({ language, code }) => language === 'ts' && code.includes('defineCluster('),
);

/** Runs a block as a module and returns the cluster that it exports. */
function clusterIn(code: string): { readonly plan?: ClusterPlan; readonly problems: readonly unknown[] } {
  const { outputText } = ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  const exported: Record<string, library.Cluster> = {};
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the text is ours, and readers run the same code
  const run = new Function('require', 'exports', outputText);
  Reflect.apply(run, undefined, [() => library, exported]);
  const [cluster] = Object.values(exported);
  if (cluster === undefined) throw new Error('the block exports no cluster');
  return cluster;
}

test('the README contains one cluster', () => {
  expect(blocks).toHaveLength(1);
});

test.each(blocks)('the cluster on line $line has no problem and no finding', ({ code }) => {
  const { plan, problems } = clusterIn(code);
  expect(problems).toEqual([]);
  if (plan === undefined) throw new Error('the cluster has no plan');
  const bundle = bundleOf(plan, new Map());
  expect(findingsIn(bundle)).toEqual([]);
  const page = filesOf(bundle).find((file) => file.path.endsWith('/bootstrap/README.md'))?.text ?? '';
  expect(page).toMatch(/^helm upgrade --install argocd /m);
  expect(page).not.toContain('No component');
});
