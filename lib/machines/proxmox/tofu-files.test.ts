import { changed, vm } from '../../plan/fixtures/base';
import { field } from '../../testing/field';
import { hostTexts, vmCluster } from '../../testing/machines';

const texts = hostTexts(vmCluster);
const main: unknown = JSON.parse(texts['opentofu/main.tf.json'] ?? '');
const variables: unknown = JSON.parse(texts['opentofu/variables.tf.json'] ?? '');
const vms = field(main, 'resource', 'proxmox_virtual_environment_vm');

test('a VM has the name that the state knows, or else that of its node', () => {
  expect(Object.keys(vms ?? {})).toEqual(['ada', 'agent_1']);
});

test('an agent comes after the server that it joins, and a server comes first', () => {
  expect(field(vms, 'agent_1', 'depends_on')).toEqual(['proxmox_virtual_environment_vm.ada']);
  expect(field(vms, 'ada', 'depends_on')).toBeUndefined();
});

test('a network card names every key that the provider knows: OpenTofu refuses the list otherwise', () => {
  const keys = 'bridge disconnected enabled firewall mac_address model mtu queues rate_limit trunks vlan_id';
  const [card, ...others] = [field(vms, 'ada', 'network_device')].flat();
  expect(Object.keys(card ?? {}).sort()).toEqual(keys.split(' '));
  expect(field(card, 'mac_address')).toBe('00:00:5E:00:53:11');
  expect(others).toEqual([]);
});

test('the API token is sensitive and has no default', () => {
  expect(field(variables, 'variable', 'proxmox_api_token')).toEqual({
    type: 'string',
    description: 'API token of Proxmox, USER@REALM!NAME=UUID; TF_VAR_proxmox_api_token keeps it out of files',
    sensitive: true,
  });
});

test('every variable that is used is declared, and every one that is declared is used', () => {
  const used = [...(texts['opentofu/main.tf.json'] ?? '').matchAll(/\$\{var\.(\w+)\}/g)].map(
    ([, name]) => name,
  );
  expect([...new Set(used)].sort()).toEqual(Object.keys(field(variables, 'variable') ?? {}).sort());
});

test('OpenTofu looks for no expression in what people wrote', () => {
  const written = changed('nodes.0.machine', vm(111, { description: 'cost ${5} %{if}' }).machine, vmCluster);
  const text = hostTexts(written)['opentofu/main.tf.json'] ?? '';
  expect(text).toContain('"description": "# cost $${5} %%{if}"');
});
