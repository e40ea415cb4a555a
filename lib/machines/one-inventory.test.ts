import type { ClusterInput } from '../plan';
import { filesOf } from '../synth';
import { changedLines, type Tree } from '../testing/changed-lines';
import { bundled } from '../testing/clusters';
import { expectGolden } from '../testing/golden';
import { piNode, pis, vmNode, vms } from '../testing/typical-clusters';

/** A change of the inventory, and the files that may change with it. */
interface Case {
  readonly name: string;
  readonly before: ClusterInput;
  readonly after: ClusterInput;
}

const otherPods = { pods: { cidr: '10.52.0.0/16' } };

/** The nodes with another name for one of them. */
const renamed = <T extends { readonly name: string }>(nodes: readonly T[], name: string) =>
  nodes.map((node) => (node.name === name ? { ...node, name: 'zoe' } : node));

const added: Case = {
  name: 'vms-add',
  before: vms,
  after: { ...vms, nodes: [vmNode('zoe', 19, 'agent'), ...vms.nodes] },
};

const cases: readonly Case[] = [
  added,
  {
    name: 'vms-remove',
    before: vms,
    after: { ...vms, nodes: vms.nodes.filter(({ name }) => name !== 'bob') },
  },
  { name: 'vms-rename', before: vms, after: { ...vms, nodes: renamed(vms.nodes, 'bob') } },
  { name: 'vms-pods', before: vms, after: { ...vms, networks: { ...vms.networks, ...otherPods } } },
  { name: 'pis-add', before: pis, after: { ...pis, nodes: [...pis.nodes, piNode('zoe', 19, 'agent')] } },
  { name: 'pis-remove', before: pis, after: { ...pis, nodes: pis.nodes.slice(0, -1) } },
  { name: 'pis-rename', before: pis, after: { ...pis, nodes: renamed(pis.nodes, 'ivy') } },
  { name: 'pis-pods', before: pis, after: { ...pis, networks: { ...pis.networks, ...otherPods } } },
];

/** What ships for a cluster. */
function shipped(cluster: ClusterInput): Tree {
  return Object.fromEntries(filesOf(bundled(cluster)).map(({ path, text }) => [path, text]));
}

test.each(cases)('$name changes exactly these files and lines', ({ name, before, after }) => {
  const changed = changedLines(shipped(before), shipped(after));
  const lines = Object.entries(changed).flatMap(([path, difference]) => [path, ...difference, '']);
  expectGolden(`one-inventory/${name}.diff`, lines.join('\n'));
});

test('a new agent is known to the firewall of every machine, and to nothing that is not about machines', () => {
  const changed = changedLines(shipped(added.before), shipped(added.after));
  for (const machine of ['ada', 'bob', 'cyd', 'db'])
    expect(changed[`dist/vms/hosts/${machine}/nftables.nft`]?.join('\n')).toContain('192.0.2.19');
  for (const [path, lines] of Object.entries(changed))
    if (!lines.includes('new')) expect(lines.join('\n')).toMatch(/zoe|192\.0\.2\.19/);
    else expect(path).toMatch(/\/zoe\/|\/runbooks\/replace-node-zoe\.md$/);
});
