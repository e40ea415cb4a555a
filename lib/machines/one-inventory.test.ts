import { changedLines, type Edit, shipped, type Tree } from '../testing/copied-clusters';
import { expectGolden } from '../testing/golden';

/** A change of the inventory, and the files that may change with it. */
interface Case {
  readonly name: string;
  readonly cluster: string;
  readonly edits: readonly Edit[];
}

const lastPi =
  "    { name: 'congalala', address: '192.168.4.17', role: 'agent', mac: mac('17', 'congalala'), machine: pi4 },\n";
const hamal = `    {
      name: 'hamal',
      address: '172.22.0.135',
      role: 'agent',
      mac: placeholder('00:00:5E:00:53:87', "MAC address of hamal's VM"),
      machine: {
        ...vm,
        id: placeholder(135, 'Proxmox VM id of hamal'),
        description: 'K3s Agent',
        resource: placeholder('k3s_agent', "name of hamal's resource; \`tofu state list\`"),
        rootUuid: placeholder(unknownUuid, uuidHint),
      },
    },
`;
const spica =
  "    { name: 'spica', address: '172.22.0.137', role: 'agent', mac: 'BC:24:11:00:00:05', machine: { ...vm, id: 137, description: 'K3s Agent 2', rootUuid: unknownUuid } },\n";
const tigrex =
  "    { name: 'tigrex', address: '192.168.4.18', role: 'agent', mac: '00:00:5E:00:53:18', machine: pi4 },\n";

const cases: readonly Case[] = [
  { name: 'proxmox-add', cluster: 'proxmox', edits: [['  nodes: [\n', `  nodes: [\n${spica}`]] },
  { name: 'proxmox-remove', cluster: 'proxmox', edits: [[hamal, '']] },
  { name: 'proxmox-rename', cluster: 'proxmox', edits: [["name: 'hamal'", "name: 'spica'"]] },
  { name: 'proxmox-pods', cluster: 'proxmox', edits: [["'10.42.0.0/16'", "'10.52.0.0/16'"]] },
  { name: 'pi-add', cluster: 'pi', edits: [[lastPi, `${lastPi}${tigrex}`]] },
  { name: 'pi-remove', cluster: 'pi', edits: [[lastPi, '']] },
  { name: 'pi-rename', cluster: 'pi', edits: [["name: 'congalala'", "name: 'tigrex'"]] },
  { name: 'pi-pods', cluster: 'pi', edits: [["placeholder('10.42.0.0/16'", "placeholder('10.52.0.0/16'"]] },
];

const committed = new Map<string, Promise<Tree>>();

/** What ships without a change; made once a cluster. */
function unchanged(cluster: string): Promise<Tree> {
  const made = committed.get(cluster) ?? shipped(cluster, []);
  committed.set(cluster, made);
  return made;
}

test.each(cases)(
  '$name changes exactly these files and lines',
  async ({ name, cluster, edits }) => {
    const changed = changedLines(await unchanged(cluster), await shipped(cluster, edits));
    const lines = Object.entries(changed).flatMap(([path, difference]) => [path, ...difference, '']);
    expectGolden(`one-inventory/${name}.diff`, lines.join('\n'));
  },
  30_000,
);

test('a new agent is known to the firewall of every machine, and to nothing that is not about machines', async () => {
  const [{ edits } = { edits: [] }] = cases;
  const changed = changedLines(await unchanged('proxmox'), await shipped('proxmox', edits));
  for (const machine of ['alphard', 'hamal', 'mizar', 'alkaid'])
    expect(changed[`dist/proxmox/hosts/${machine}/nftables.nft`]?.join('\n')).toContain('172.22.0.137');
  for (const [path, lines] of Object.entries(changed))
    if (!lines.includes('new')) expect(lines.join('\n')).toMatch(/spica|172\.22\.0\.137/);
    else expect(path).toContain('/spica/');
}, 30_000);
