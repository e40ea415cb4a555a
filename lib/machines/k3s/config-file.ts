import type { Facts, Node } from '../../inventory';
import { header, textOf } from '../machine-file';
import type { K3sSettings } from './props';
import { type K3sOption, nodeSettings, tokenFile } from './settings';

/** `/etc/rancher/k3s/config.yaml` of a node, which k3s reads when it starts. */
export function k3sConfigFile(node: Node, facts: Facts, settings: K3sSettings): string {
  const { server, options } = nodeSettings(node, facts, settings);
  return textOf([
    ...header(facts, '#'),
    `# On ${node.name} this is /etc/rancher/k3s/config.yaml; \`k3s ${node.role}\` reads it when it starts.`,
    '',
    ...(server === undefined ? [] : [...joinNote(node), `server: ${JSON.stringify(server)}`]),
    `token-file: ${JSON.stringify(tokenFile)}`,
    ...options.flatMap(optionLines),
  ]);
}

/** Strings are quoted as JSON, which YAML reads the same: a name such as `no` or `1e3` stays what it is. */
function optionLines({ name, value }: K3sOption): readonly string[] {
  if (value === true) return [`${name}: true`];
  if (typeof value === 'string') return [`${name}: ${JSON.stringify(value)}`];
  return [`${name}:`, ...value.map((item) => `  - ${JSON.stringify(item)}`)];
}

function joinNote({ role }: Node): readonly string[] {
  return role === 'agent'
    ? []
    : ['# Read while this server has no datastore: it joins, and never begins a second cluster by itself.'];
}
