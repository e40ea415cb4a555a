import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Finding, findingsIn } from '../check';
import { checkClusters, type Cluster, type ClusterPlan } from '../plan';
import {
  applyPlan,
  type Bundle,
  bundleOf,
  changedPaths,
  checkSealedFiles,
  type FileSpec,
  type FixedSetting,
  fixedSettings,
  filesOf,
  planWrite,
  readSeen,
  readTrees,
  type SealedFiles,
  sealedPaths,
  type WritePlan,
  writeSeen,
} from '../synth';
import type { OpenFact, Problem } from '../values';
import { readClean, stateOf, stateOfCode, writeClean } from './clean-before';
import { inputsOf } from './inputs';
import { withoutLoaderTrace } from './loader-trace';
import { loadedSources, staleSource } from './stale-sources';

/** What a synth is asked to do. */
export interface SynthRequest {
  /** The project's root, absolute. */
  readonly root: string;
  readonly clusters: readonly Cluster[];
  /** Whether these are all the clusters: then trees of clusters that are gone are pruned. */
  readonly all: boolean;
  /** Compare only. */
  readonly check: boolean;
  /**
   * When the process began to load the clusters, in milliseconds of the clock: a file that it loaded and that changed
   * since keeps it from writing. Default: this is not asked, as the clusters are not loaded from files.
   */
  readonly began?: number;
}

/** What a synth did, or why it did nothing. */
export interface SynthResult {
  readonly clusters: readonly ClusterCount[];
  /** Bad input, or something that kept the files from being read or written. */
  readonly problems: readonly Problem[];
  /** What must not be shipped. */
  readonly findings: readonly Finding[];
  /** What ships, and a person should know of. */
  readonly warnings: readonly Finding[];
  /** Everything that ships, written or not. Empty after a problem or a finding. */
  readonly files: readonly FileSpec[];
  /** What changes on disk, lists of owned files included. */
  readonly changed: readonly string[];
  /** How the files stand to what is on disk. */
  readonly plan?: WritePlan;
  readonly open: readonly OpenFact[];
  /** Settings that change in the files and that a running cluster keeps. @default none */
  readonly fixed?: readonly FixedSetting[];
}

/** What a cluster is made of, in numbers. */
export interface ClusterCount {
  readonly name: string;
  readonly apps: number;
  readonly objects: number;
  readonly files: number;
  readonly placeholders: number;
}

/** Makes the files of the clusters and writes those that changed. Nothing is written after a problem or a finding. */
export function synthesize(request: SynthRequest): SynthResult {
  const { root, clusters } = request;
  const open = clusters.flatMap((cluster) => cluster.open);
  const problems = [
    ...noClusters(request),
    ...sameNames(clusters),
    ...clusters.flatMap((cluster) => cluster.problems),
    ...checkClusters(clusters.flatMap(({ plan }) => plan ?? [])),
  ];
  const sealed = new Map<string, SealedFiles>();
  for (const { name, plan } of clusters)
    if (plan !== undefined) sealed.set(name, readSealed(root, plan, problems));
  const nothing = { clusters: [], findings: [], warnings: [], files: [], changed: [], open };
  if (problems.length > 0) return { ...nothing, problems };

  const bundles = withoutLoaderTrace(() =>
    clusters.flatMap(({ name, plan }) =>
      plan === undefined ? [] : [bundleOnce(plan, sealed.get(name) ?? new Map())],
    ),
  );
  const unbuilt = bundles.flatMap((bundle) => bundle.problems);
  if (unbuilt.length > 0) return { ...nothing, problems: unbuilt };

  const perCluster = bundles.map((bundle) => ({ bundle, files: filesOf(bundle) }));
  const found = findingsOf(request, perCluster);
  const findings = found.filter(({ severity }) => severity !== 'warning');
  const warnings = found.filter(({ severity }) => severity === 'warning');
  if (findings.length > 0) return { ...nothing, problems, findings, warnings };

  const files = perCluster.flatMap((entry) => entry.files);
  const counts = perCluster.map(({ bundle, files: own }) => countOf(bundle, own, open));
  // A check proves what is there, so it reads every file.
  const seen = request.check ? new Map<string, never>() : readSeen(root);
  const scope = request.all ? 'all' : clusters.map((cluster) => cluster.name);
  const read = readTrees(root, files, scope, seen);
  if (!read.ok) return { ...nothing, problems: [read.problem], warnings };
  const plan = planWrite(files, read.look.disk);
  const inputs = inputsOf(clusters).map((path) => join(root, path));
  const isStale = (): Problem | undefined =>
    request.began === undefined
      ? undefined
      : staleSource(root, [...loadedSources(root), ...inputs], request.began);
  const failure = request.check ? undefined : applyPlan(root, plan, read.look, isStale);
  if (!request.check && failure === undefined) writeSeen(root, plan, read.look, seen, request.all);
  const fixed = fixedSettings(
    plan,
    clusters.flatMap((cluster) => cluster.plan?.facts ?? []),
  );
  const done = {
    clusters: counts,
    findings,
    warnings,
    files,
    changed: changedPaths(plan),
    plan,
    open,
    fixed,
  };
  return failure === undefined ? { ...done, problems } : { ...done, files: [], problems: [failure] };
}

interface ClusterFiles {
  readonly bundle: Bundle;
  readonly files: readonly FileSpec[];
}

/** What the rules find. Clusters that are what they were when nothing was found are not looked at, unless this is a check. */
function findingsOf(
  { root, check, began }: SynthRequest,
  clusters: readonly ClusterFiles[],
): readonly Finding[] {
  const code = check || began === undefined ? undefined : stateOfCode(root, began);
  if (code === undefined) return clusters.flatMap(({ bundle }) => findingsOnce(bundle));
  const before = readClean(root);
  const now = new Map<string, string>();
  const findings = clusters.flatMap(({ bundle, files }) => {
    const { name } = bundle.plan.facts;
    const state = stateOf(code, bundle.plan, files);
    const found = before.get(name) === state ? [] : findingsOnce(bundle);
    if (found.length === 0) now.set(name, state);
    return found;
  });
  writeClean(root, before, now);
  return findings;
}

const bundleOfPlan = new WeakMap<ClusterPlan, { readonly sealed: SealedFiles; readonly bundle: Bundle }>();
const findingsOfBundle = new WeakMap<Bundle, readonly Finding[]>();

/** What a plan ships. A process that watches hands over the plans of clusters that did not change many times. */
function bundleOnce(plan: ClusterPlan, sealed: SealedFiles): Bundle {
  const known = bundleOfPlan.get(plan);
  if (known !== undefined && isDeepStrictEqual(known.sealed, sealed)) return known.bundle;
  const bundle = bundleOf(plan, sealed);
  bundleOfPlan.set(plan, { sealed, bundle });
  return bundle;
}

function findingsOnce(bundle: Bundle): readonly Finding[] {
  const known = findingsOfBundle.get(bundle) ?? findingsIn(bundle);
  findingsOfBundle.set(bundle, known);
  return known;
}

/** All files of all clusters would go, and that is hardly ever what an empty list means. */
function noClusters({ all, clusters }: SynthRequest): Problem[] {
  if (!all || clusters.length > 0) return [];
  const next = 'list the clusters in run([…]); to remove everything that synth wrote, delete dist/ and apps/';
  return [{ at: 'main.ts', reason: 'it lists no cluster', next }];
}

/** Two clusters of one name would write into the same folders. */
function sameNames(clusters: readonly Cluster[]): Problem[] {
  const names = clusters.map(({ name }) => name);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map((name) => ({
    at: name,
    reason: `${names.filter((other) => other === name).length} clusters are named "${name}"`,
    next: 'give each one a name of its own',
  }));
}

function readSealed(root: string, plan: ClusterPlan, problems: Problem[]): SealedFiles {
  const files = new Map(
    sealedPaths(plan.facts)
      .filter((path) => existsSync(join(root, path)))
      .map((path) => [path, textOf(join(root, path))]),
  );
  checkSealedFiles(plan.components, plan.facts, files, (problem) => problems.push(problem));
  return files;
}

function textOf(path: string): string | { readonly unread: string } {
  try {
    // Opening a FIFO would wait for a writer without end.
    return statSync(path).isFile() ? readFileSync(path, 'utf8') : { unread: 'not a regular file' };
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    return { unread: String(code) };
  }
}

function countOf(bundle: Bundle, files: readonly FileSpec[], open: readonly OpenFact[]): ClusterCount {
  const { name } = bundle.plan.facts;
  return {
    name,
    apps: bundle.apps.length,
    objects: bundle.objects.length,
    files: files.length,
    placeholders: open.filter(({ at }) => at.startsWith(`${name}.`)).length,
  };
}
