import { hostTexts } from '../../testing/machines';
import { blocksOf } from '../../testing/page-walk/walk';
import { remarksOn, testWithShellcheck } from '../../testing/shellcheck';
import { lan, pis, typicalClusters, vms } from '../../testing/typical-clusters';

const pagesOf = (cluster: Parameters<typeof hostTexts>[0]) =>
  Object.entries(hostTexts(cluster)).filter(([path]) => path.startsWith('runbooks/'));
const page = (cluster: Parameters<typeof hostTexts>[0], name: string) =>
  hostTexts(cluster)[`runbooks/${name}.md`] ?? '';

test('every node has its page, and the cluster those of its state', () => {
  const names = pagesOf(pis).map(([path]) => path.slice('runbooks/'.length, -'.md'.length));
  expect(names).toEqual(
    expect.arrayContaining([
      'power-loss',
      'restore',
      'rotate-token',
      'upgrade-k3s',
      'replace-node-eve',
      'replace-node-hal',
    ]),
  );
  expect(pagesOf(vms).map(([path]) => path)).toContain('runbooks/remove-component-kafka.md');
});

test('every step has a check, or says that there is nothing to check', () => {
  for (const cluster of typicalClusters)
    for (const [path, text] of pagesOf(cluster)) {
      const steps = text.split(/^## \d+\. /m).slice(1);
      expect(steps.length).toBeGreaterThan(2);
      const unchecked = steps.filter((step) => !step.includes('Check:')).map((step) => step.split('\n')[0]);
      expect([path, unchecked.filter((title) => !/^(Save what|Hosts beside)/.test(title ?? ''))]).toEqual([
        path,
        [],
      ]);
    }
});

test('the first of several servers is rebuilt by joining another one, and no page begins a cluster', () => {
  const text = page(pis, 'replace-node-eve');
  expect(text).toContain('root@172.16.4.12 sh join-token.sh show | ssh');
  expect(text).toContain('kubectl wait --for=condition=Ready node/');
  for (const [, one] of pagesOf(pis)) expect(one).not.toMatch(/sh begin-cluster\.sh/);
});

test('a lone server comes back from its backup, with the token of the backup', () => {
  for (const cluster of [vms, lan]) {
    const [, text = ''] = pagesOf(cluster).find(([path]) => /replace-node-(ada|joe)/.test(path)) ?? [];
    expect(text).toMatch(/tar -xzOf \.\.\/\w+-k3s\.tgz etc\/rancher\/k3s\/token \| ssh/);
    expect(text).toContain('sh restore-k3s.sh restore.tgz');
    expect(text).not.toContain('join-token.sh make');
  }
});

test('servers are upgraded before agents, and the token reaches every node', () => {
  const order = [...page(pis, 'upgrade-k3s').matchAll(/install-k3s\.sh (server|agent) upgrade/g)].map(
    ([, role]) => role,
  );
  expect(order).toEqual([...order].sort().reverse());
  expect(order.length).toBe(pis.nodes.length);
  const taken = [...page(pis, 'rotate-token').matchAll(/join-token\.sh take-new/g)];
  expect(taken.length).toBe(pis.nodes.length - 1);
});

testWithShellcheck('a shell finds nothing wrong in the commands of any page', () => {
  const blocks = typicalClusters.flatMap((cluster) =>
    [...pagesOf(cluster), ['RUNBOOK.md', hostTexts(cluster)['RUNBOOK.md'] ?? ''] as const].flatMap(
      ([path, text]) => blocksOf(path, text),
    ),
  );
  expect(blocks.length).toBeGreaterThan(100);
  // Words for a remote shell are expanded here or there on purpose, a path with a star is what scp gets, and ~ is the person's.
  const script = `#!/bin/sh\n# shellcheck disable=SC2029,SC2016,SC2015,SC2088\n{\n${blocks.map(({ commands }) => commands).join('\n')}\n}\n`;
  expect(remarksOn(script, 'warning')).toBe('');
});
