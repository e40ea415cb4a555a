import { prefixLength, type Report } from '../values';
import { type Facts, serversOf } from './facts';

/**
 * Reports an even number of servers: etcd needs a majority, so two survive no failure more than one and lose data with either.
 * https://docs.k3s.io/datastore/ha-embedded
 */
export function checkServers(facts: Facts, at: string, report: Report): void {
  const count = serversOf(facts).length;
  if (count < 2 || count % 2 === 1) return;
  report({
    at: `${at}.nodes`,
    reason: `${count} of them are servers, and ${count} survive no more failures than ${count - 1}, since a majority of ${count} is ${count / 2 + 1}`,
    next: `make one of them an agent, or add a server: ${count - 1} or ${count + 1}`,
  });
}

/** What flannel gives to each node. `--kube-controller-manager-arg node-cidr-mask-size`, 24 by default; k3s leaves it so. */
const nodeLength = 24;

/** Reports a pod network in which flannel has no /24 for each node: those without one stay NotReady. */
export function checkPodNetwork(facts: Facts, at: string, report: Report): void {
  if (facts.k3s.networkPlugin !== 'flannel') return;
  const { cidr } = facts.networks.pods;
  const room = 2 ** (nodeLength - prefixLength(cidr));
  const { length } = facts.nodes;
  if (room >= length) return;
  report({
    at: `${at}.networks.pods.cidr`,
    reason: `"${cidr}" holds ${room < 1 ? 'no network' : room === 1 ? 'one network' : `${room} networks`} of 256 addresses, and flannel gives one to each of ${length} nodes`,
    next: 'write a wider one, such as 10.42.0.0/16, which has room for 256 nodes',
  });
}
