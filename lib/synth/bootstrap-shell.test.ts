import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineCluster } from '../plan';
import { capability } from '../inventory';
import { ciliumCluster } from '../testing/clusters';
import { filling, helmChart, made } from '../testing/components';
import { dangerous } from '../testing/parses';
import { bundleOf, filesOf } from '.';

/** What Argo CD asks for here, so that it is installed before it. */
const kinds = capability({ name: 'kinds', means: 'kinds of routes', from: 'list them' });

/** What the plan of a component may hold: the shape refuses the others. */
const texts = dangerous.filter(
  (text) => /^\P{C}+$/u.test(text) && text.trim() === text && text.length <= 500,
);

/** An address from which Argo CD can fetch: the plan refuses any other. */
const addressWith = (text: string): string => `https://example.com/${text}`;

/** The page of a cluster whose Argo CD and definitions carry a text wherever their plans may hold it. */
function pageWith(text: string, keys: readonly string[]): string {
  const argoCd = made({
    name: 'argo-cd',
    namespace: 'argocd',
    plan: {
      provides: [filling('delivery')],
      requires: [{ capability: kinds, why: 'for its routes' }],
      build: () => undefined,
      upstream: helmChart({ repository: addressWith(text), version: text }),
      secrets: [{ name: 'webhook', keys, why: text }],
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
        url: addressWith(text),
        revision: text,
        path: text,
        creates: [{ group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' }],
        serverSideApply: true,
      },
    },
  });
  const secrets = { 'argocd/webhook': { from: 'manual' } } as const;
  const { plan, problems } = defineCluster(ciliumCluster([argoCd, definitions], { secrets }));
  if (plan === undefined) throw new Error(JSON.stringify(problems));
  const files = filesOf(bundleOf(plan, new Map()));
  return files.find(({ path }) => path.endsWith('/bootstrap/README.md'))?.text ?? '';
}

test.each(texts)(
  'a shell that runs the bootstrap page passes %j on to kubectl and helm, as it is',
  (text) => {
    const keys = ['token', '-f', '.hidden', 'a.b_c-D'];
    const page = pageWith(text, keys);
    expect(page.match(/^## \d+\. /gm)).toHaveLength(5);
    const blocks = [...page.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, block]) => block ?? '');
    expect(blocks).toHaveLength(5);
    const folder = mkdtempSync(join(tmpdir(), 'bootstrap-'));
    const show = 'kubectl() { printf "%s\\0" "$@"; }\nhelm() { printf "%s\\0" "$@"; }\ncat() { :; }\n';
    const printed = blocks.map((block) =>
      // What goes into a pipe is shown too.
      execFileSync('sh', ['-s'], {
        cwd: folder,
        input: show + block.replaceAll(' | ', '\n'),
        encoding: 'utf8',
      }),
    );
    const words = printed.join('').split('\0');
    expect(words).toContain(`${addressWith(text)}//${text}?ref=${text}`);
    expect(words.filter((_, index) => words[index - 1] === '--version')).toContain(text);
    expect(words.filter((word) => word.startsWith('--from-file='))).toEqual(
      keys.map((key) => `--from-file=${key}=./${key}`),
    );
    expect(readdirSync(folder)).toEqual([]);
  },
);
