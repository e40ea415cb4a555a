import { load, loadAll } from 'js-yaml';
import { awaitedWorkloads, type Component } from '../component';
import { capability, claim } from '../inventory';
import { ciliumCluster, planned, smallCluster } from '../testing/clusters';
import { broker, filling, helmChart, made, networkPlugin } from '../testing/components';
import { find } from '../testing/facts';
import { field } from '../testing/field';
import { expectGolden } from '../testing/golden';
import { bundleOf, filesOf } from '.';

/** What Argo CD asks for here, so that it is installed before it. */
const kinds = capability({ name: 'kinds', means: 'kinds of routes', from: 'list them' });

const values = { zebra: { b: [1, 'on', false], a: '0x1f' }, empty: {}, none: [], text: 'two\nlines\n' };
const argoCd = made({
  name: 'argo-cd',
  namespace: 'argocd',
  plan: {
    provides: [filling('delivery')],
    requires: [{ capability: kinds, why: 'for its routes' }],
    build: () => undefined,
    claims: [claim(awaitedWorkloads, { kind: 'deployment', name: 'argocd-redis' })],
    upstream: helmChart({
      repository: 'registry.example.com/charts',
      chart: 'argo-cd',
      release: 'argocd',
      values,
    }),
    secrets: [{ name: 'webhook', keys: ['token'], why: 'to trust the forge' }],
  },
});
const definitions = made({
  name: 'gateway-api',
  namespace: 'kube-system',
  plan: {
    provides: [kinds],
    build: () => undefined,
    upstream: {
      kind: 'git',
      url: 'https://git.example.com/parts.git',
      revision: 'v1.4.1',
      path: 'config/crd',
      creates: [{ group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' }],
      serverSideApply: true,
    },
  },
});
const parts: readonly Component[] = [argoCd, definitions, broker()];
const changes = { secrets: { 'argocd/webhook': { from: 'manual' as const } } };

const bundle = bundleOf(planned(ciliumCluster(parts, changes)), new Map());
const files = new Map(filesOf(bundle).map(({ path, text }) => [path, text]));
const text = (name: string) => files.get(`apps/small/bootstrap/${name}`) ?? '';

test.each([
  ['cilium', networkPlugin().name],
  ['argo-cd', argoCd.name],
])('the values of the first installation of %s are those of its Application', (_, name) => {
  const application = find(
    bundle.objects.map(({ object }) => object),
    'Application',
    name,
  );
  const chart = field(application['spec'], 'source');
  expect(load(text(`values-${name}.yaml`))).toEqual(field(chart, 'helm', 'valuesObject'));
  const command = text('README.md').replaceAll(' \\\n ', '');
  expect(command).toContain(`helm upgrade --install ${String(field(chart, 'helm', 'releaseName'))} `);
  expect(command).toContain(` --version ${String(field(chart, 'targetRevision'))} `);
  expect(command).toContain(` --values apps/small/bootstrap/values-${name}.yaml `);
});

test('the page reads as the golden shows it: network, definitions, Argo CD, secrets, root', () => {
  expectGolden('synth/bootstrap.md', text('README.md'));
});

test('charts in a registry and in a repository are named as helm wants each', () => {
  const page = text('README.md');
  expect(page).toContain('argocd oci://registry.example.com/charts/argo-cd --version 1.2.3');
  expect(page).toContain('cilium cilium --repo https://helm.example.com --version 1.2.3');
});

test('what a component names is waited for instead of every replica, not all of which have a place yet', () => {
  const [cilium = '', argo = ''] = ['Network: cilium', 'Argo CD: argo-cd'].map((title) => {
    const from = text('README.md').indexOf(title);
    return text('README.md').slice(from, text('README.md').indexOf('## ', from));
  });
  expect(argo).not.toContain(' --wait ');
  expect(argo).toMatch(
    /helm upgrade [^]*\nkubectl --namespace argocd rollout status deployment\/argocd-redis --timeout=10m\n/,
  );
  expect(cilium).toContain(' --wait ');
});

test('every file that the page names is there', () => {
  const named = text('README.md').match(/\b(?:apps|dist)\/[\w./-]+\w/g) ?? [];
  expect(named.length).toBeGreaterThan(2);
  const paths = [...files.keys()];
  for (const name of named)
    expect(paths).toContainEqual(expect.stringMatching(new RegExp(`^${name.replaceAll('.', '\\.')}(/|$)`)));
});

test('the root comes with its project before it, as one file of two documents', () => {
  const documents = loadAll(text('bootstrap.yaml'));
  expect(documents.map((document) => [field(document, 'kind'), field(document, 'metadata', 'name')])).toEqual(
    [
      ['AppProject', 'root'],
      ['Application', 'root'],
    ],
  );
});

test('the bootstrap folder lies below what the root applies, so Argo CD takes none of it for its own', () => {
  const applied = bundle.objects.filter(({ app }) => app === 'root').map(({ path }) => path);
  for (const path of applied) expect(path).toMatch(/^apps\/small\/[^/]+\.yaml$/);
});

test('a cluster that lists no Argo CD is asked for one before the root, here or where it is delivered from', () => {
  const pageOf = (destination?: string) => {
    const cluster = smallCluster([broker()], destination === undefined ? {} : { destination });
    const bundled = bundleOf(planned(cluster), new Map());
    return filesOf(bundled).find(({ path }) => path.endsWith('/bootstrap/README.md'))?.text ?? '';
  };
  for (const page of [pageOf(), pageOf('https://192.0.2.11:6443')]) {
    expect(page).toMatch(/## 1\. Argo CD of your own[^]*crd\/applications\.argoproj\.io[^]*## \d\. The root/);
    expect(page).toContain('No component of small brings Argo CD.');
  }
  expect(pageOf()).toContain('list `argoCd()`');
  expect(pageOf('https://192.0.2.11:6443')).toContain(
    'The hub has to list https://192.0.2.11:6443 in argoCd({ clusters })',
  );
  expect(text('README.md')).not.toContain('of your own');
});

test('on the page of a cluster with a hub, what is for Argo CD goes to the hub and the rest stays here', () => {
  const cluster = smallCluster([broker()], { destination: 'https://192.0.2.11:6443' });
  const made = filesOf(bundleOf(planned(cluster), new Map()));
  const page = made.find(({ path }) => path.endsWith('/bootstrap/README.md'))?.text ?? '';
  const commands = [...page.matchAll(/^```sh\n([^]*?)^```$/gm)].flatMap(([, block = '']) =>
    block.split('\n'),
  );
  const forArgoCd = commands.filter((line) => /namespace argocd|argoproj\.io|bootstrap\.yaml/.test(line));
  expect(forArgoCd.length).toBeGreaterThan(3);
  for (const line of forArgoCd) expect(line).toContain('kubectl --kubeconfig "${HUB:?}"');
  expect(page).toContain('serviceaccount argocd-manager');
  expect(text('README.md')).not.toMatch(/HUB|argocd-manager/);
});

test('a cluster of k3s alone has nothing to install before the root', () => {
  const small = filesOf(bundleOf(planned(smallCluster([broker()])), new Map()));
  expect(small.flatMap(({ path }) => (path.includes('/bootstrap/') ? [path] : []))).toEqual([
    'apps/small/bootstrap/bootstrap.yaml',
    'apps/small/bootstrap/README.md',
  ]);
});
