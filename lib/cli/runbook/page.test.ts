import { kubernetes } from '../../machines';
import { defineCluster } from '../../plan';
import { problemText } from '../../values';
import { smallCluster } from '../../testing/clusters';
import { hostTexts } from '../../testing/machines';
import { lan, pis, vms } from '../../testing/typical-clusters';
import { askedPage, type AskedTask } from './page';

const clusters = [vms, pis, lan].map((cluster) => defineCluster(cluster));
const ask = (asked: Partial<AskedTask>) => {
  const page = askedPage(clusters, { task: undefined, target: undefined, cluster: undefined, ...asked });
  return typeof page === 'string' ? page : page.map(problemText).join('\n');
};

test('without a task, every task of every cluster is listed', () => {
  expect(ask({})).toMatch(/^pis +replace-node eve +Replace or rebuild server eve$/m);
  expect(ask({ cluster: 'lan' })).not.toMatch(/^pis/m);
});

test('the page of a task is the one that ships', () => {
  expect(ask({ task: 'replace-node', target: 'eve' })).toBe(hostTexts(pis)['runbooks/replace-node-eve.md']);
  expect(ask({ task: 'restore', cluster: 'vms' })).toBe(hostTexts(vms)['runbooks/restore.md']);
});

test.each<[Partial<AskedTask>, string]>([
  [{ task: 'replace-nod' }, 'runbook: no task is named "replace-nod"; did you mean "replace-node"?'],
  [{ task: 'replace-node', target: 'evee' }, 'runbook replace-node: "evee" not found; did you mean "eve"?'],
  [
    { task: 'restore', target: 'eve' },
    'runbook restore: it takes no target, found "eve"; write asterism runbook restore',
  ],
  [
    { task: 'restore' },
    'runbook restore: vms, pis and lan have this task; write --cluster and one of these names',
  ],
  [
    { task: 'remove-component', cluster: 'vms' },
    'runbook remove-component: the target is missing; write kafka after it',
  ],
  [{ cluster: 'pi' }, '--cluster: no cluster is named "pi"; did you mean "pis"?'],
])('%j is answered by what to write', (asked, message) => {
  expect(ask(asked)).toBe(message);
});

test('a cluster without tasks is answered by a reason', () => {
  const distribution = kubernetes({ version: 'v1.34.1', networkPlugin: 'calico' });
  const other = defineCluster({ ...smallCluster([]), distribution });
  expect(askedPage([other], { task: undefined, target: undefined, cluster: undefined })).toEqual([
    {
      at: 'runbook',
      reason:
        'there are no tasks for small: asterism has none for its distribution, and no component with volumes',
      next: 'read the guide of the distribution',
    },
  ]);
});
