import { type Facts, serversOf } from '../../inventory';
import { apiPort } from '../../network';
import { filledScript, shellWord } from '../../values';
import { type MachineFile, scriptHeader } from '../machine-file';
import { runsNixos } from '../nixos/claim';
import { beginCluster } from './begin-cluster.script';
import { installK3s } from './install-k3s.script';
import { joinToken } from './join-token.script';
import type { K3sSettings } from './props';
import { restoreK3s } from './restore-k3s.script';
import { otherApis, stateFolder, tokenFile } from './settings';

/**
 * A file of configuration that is there for one start only. It comes after `config.yaml`, so what it says counts.
 * https://docs.k3s.io/installation/configuration#multiple-config-files
 */
const dropIn = '/etc/rancher/k3s/config.yaml.d/begin-cluster.yaml';

/** The scripts that turn machines into nodes: the token, the installation, and the first start of several servers. */
export function k3sScripts(facts: Facts, { version }: K3sSettings): readonly MachineFile[] {
  const [first, ...others] = serversOf(facts);
  if (first === undefined) return [];
  const addresses = otherApis(first, facts).join(' ');
  const header = scriptHeader(facts);
  const state = stateFolder;
  const token = tokenFile;
  return [
    { path: 'join-token.sh', text: filledScript(joinToken, { header, token, state, addresses }) },
    {
      path: 'restore-k3s.sh',
      text: filledScript(restoreK3s, { header, token, state, addresses, drop_in: dropIn }),
    },
    ...(others.length === 0
      ? []
      : [
          {
            path: 'begin-cluster.sh',
            text: filledScript(beginCluster, {
              header,
              token,
              state,
              addresses,
              drop_in: dropIn,
              port: apiPort,
            }),
          },
        ]),
    ...(facts.nodes.every(runsNixos)
      ? []
      : [
          {
            path: 'install-k3s.sh',
            text: filledScript(installK3s, { header, version, word: shellWord(version) }),
          },
        ]),
  ];
}
