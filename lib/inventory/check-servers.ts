import type { Report } from '../values';
import { type Facts, serversOf } from './facts';

/**
 * Reports an even number of servers. etcd needs a majority, so an additional server that makes the number even
 * tolerates no additional failure.
 * https://etcd.io/docs/v3.6/faq/#why-an-odd-number-of-cluster-members
 */
export function checkServers(facts: Facts, at: string, report: Report): void {
  const count = serversOf(facts).length;
  if (count < 2 || count % 2 === 1) return;
  report({
    at: `${at}.nodes`,
    reason: `${count} of them are servers, which tolerate no more failures than ${count - 1}, because a majority of ${count} is ${count / 2 + 1}`,
    next: `make one of them an agent, or add a server: ${count - 1} or ${count + 1}`,
  });
}
