import type { RulePeer, RulePort } from './policy';
import { selectorText } from './selector';

/** A rule in short: `from app=web, namespace=demo on 80/tcp`. */
export function ruleText(
  direction: 'ingress' | 'egress',
  peers: readonly RulePeer[],
  ports: readonly RulePort[],
): string {
  const names = peers.map(peerText).join(' or ');
  const where = ports.every(isEveryPort) ? '' : ` on ${ports.map(portText).join(', ')}`;
  return `${direction === 'ingress' ? 'from' : 'to'} ${names === '' ? 'nobody' : names}${ports.length === 0 ? ' on no port' : where}`;
}

function peerText(peer: RulePeer): string {
  switch (peer.kind) {
    case 'everyone':
      return 'everybody';
    case 'nobody':
      return peer.text;
    case 'selected':
      return selectorText(peer.selector);
    case 'block':
      return peer.text;
    case 'entity':
      return peer.entity;
    case 'name':
      return peer.pattern.text;
    case 'unclear':
      return `(${peer.reason})`;
  }
}

function isEveryPort({ transport, first, name }: RulePort): boolean {
  return transport === 'any' && first === undefined && name === undefined;
}

function portText({ transport, first, last, name }: RulePort): string {
  const numbers = first === last ? `${first ?? 'every port'}` : `${first ?? ''}-${last ?? ''}`;
  return transport === 'any' ? (name ?? numbers) : `${name ?? numbers}/${transport}`;
}
