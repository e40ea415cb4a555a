import type { KubeObject } from '../../component';
import { ciliumVerdict } from './cilium';
import { coming, going, kubernetesVerdict, type Side } from './kubernetes';
import type { PeerAttempt, Peer, Pod, Verdict } from './peer';

export type { PeerAttempt, Peer, Pod } from './peer';

/**
 * Whether the policies allow a connection: both ends decide, and an end without any policy is open.
 *
 * It stands beside lib/network/policy since it reads something else. That one answers for peers, and knows by itself which
 * addresses their packets have; this one is handed the address of a packet, so that a test tries the very addresses that
 * our policies name. It knows only what our policies use, and throws at every other field, so nothing new is rendered untried.
 * And it shares nothing with lib/network: what writes policies and what reads them here cannot be wrong in the same way.
 */
export function isAllowed(policies: readonly KubeObject[], attempt: PeerAttempt): boolean {
  return (
    endAllows(policies, attempt.from, attempt, going) && endAllows(policies, attempt.to, attempt, coming)
  );
}

function endAllows(policies: readonly KubeObject[], end: Peer, attempt: PeerAttempt, side: Side): boolean {
  if (end.kind !== 'pod') return true;
  const verdicts = policies.map((policy) => verdictOf(policy, end, attempt, side));
  return verdicts.includes('open') || !verdicts.includes('closed');
}

function verdictOf(policy: KubeObject, pod: Pod, attempt: PeerAttempt, side: Side): Verdict {
  switch (policy.kind) {
    case 'NetworkPolicy':
      return kubernetesVerdict(policy, pod, attempt, side);
    case 'CiliumNetworkPolicy':
      return ciliumVerdict(policy, pod, attempt, side);
    default:
      return 'none';
  }
}
