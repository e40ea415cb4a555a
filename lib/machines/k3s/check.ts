import type { Facts } from '../../inventory';
import { prefixLength, type Report } from '../../values';
import type { K3sSettings } from './props';

/** What flannel gives to each node. `--kube-controller-manager-arg node-cidr-mask-size`, 24 by default; k3s leaves it so. */
const nodeLength = 24;

/** Reports a pod network in which flannel has no /24 for each node: those without one stay NotReady. */
export function checkPodNetwork(
  { networkPlugin }: K3sSettings,
  { networks, nodes }: Facts,
  at: string,
  report: Report,
): void {
  if (networkPlugin !== 'flannel') return;
  const { cidr } = networks.pods;
  const room = 2 ** (nodeLength - prefixLength(cidr));
  const { length } = nodes;
  if (room >= length) return;
  report({
    at: `${at}.networks.pods.cidr`,
    reason: `"${cidr}" contains ${room < 1 ? 'no network' : room === 1 ? 'one network' : `${room} networks`} of 256 addresses, and flannel gives one to each of ${length} nodes`,
    next: 'write a wider one, such as 10.42.0.0/16, which has room for 256 nodes',
  });
}
