import type { Facts } from '../../inventory';
import { runsNixos } from '../nixos/claim';
import type { NodeGuide } from '../node-guide';
import { tokenFile } from './settings';

/** What the runbook and `verify.sh` say about nodes of k3s. */
export const k3sGuide: NodeGuide = {
  secrets: `The join token is on every node in ${tokenFile}`,
  stop: (facts) => `Stop k3s there for good (${stopForGood(facts)})`,
  renamed: [
    'k3s fails to join with `Node password rejected`: the secret of the old node remains. Delete it: `kubectl -n kube-system delete secret NAME.node-password.k3s`.',
  ],
  words: {
    node: 'k3s',
    nodeLog: 'journalctl -u k3s -u k3s-agent',
    server: 'k3s',
    serverLog: 'journalctl -u k3s',
    address: 'node-ip in the k3s configuration of',
    certificate: 'restart k3s on one server at a time',
  },
};

/** NixOS runs both roles in the unit `k3s`, and takes no `systemctl disable`: its units are not files that may change. */
function stopForGood(facts: Facts): string {
  if (!facts.nodes.every(runsNixos)) return 'systemctl disable --now k3s-agent, or k3s on a server';
  const [title = 'machine', ...others] = new Set(facts.nodes.flatMap(({ machine }) => machine?.title ?? []));
  return `shut the ${others.length === 0 ? title : 'machine'} down`;
}
