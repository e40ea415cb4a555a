import type { ConnectionCheck, RefusedConnection } from '../../../plan';
import type { Outside } from '../../../values';
import { isVersion } from './policy/names';

/**
 * Says which connections Cilium drops whatever a policy says of them.
 * @param sctp whether SCTP is carried; it is not unless the chart has `sctp.enabled`:
 * https://docs.cilium.io/en/stable/network/kubernetes/sctp/
 */
export function ciliumConnections(version: string, sctp: boolean): ConnectionCheck {
  const dropsSctp: RefusedConnection = {
    at: 'transport',
    reason: "is 'sctp', which Cilium drops unless SCTP is switched on",
    next: 'write sctp: true in cilium({ … })',
  };
  return (to) => [
    ...(to.kind === 'internet' ? deepPattern(to.host, version) : []),
    ...((to.kind === 'internet' || to.kind === 'nodes') && to.transport === 'sctp' && !sctp
      ? [dropsSctp]
      : []),
  ];
}

/** Cilium reads a leading `**.` in a pattern as one label or more since 1.19; before, that is the same as `*.`. */
function deepPattern(host: Outside, version: string): readonly RefusedConnection[] {
  const isOld = isVersion(version, (number) => number < 1019);
  if (host.kind !== 'pattern' || isOld !== true || !host.pattern.startsWith('**')) return [];
  const read = host.pattern.slice(1);
  return [
    {
      at: 'host',
      reason: `"${host.pattern}" means names of any depth, and Cilium ${version} reads it as ${read}`,
      next: `write a connection for each depth (${read}, *.${read}), or run Cilium 1.19 or later`,
    },
  ];
}
