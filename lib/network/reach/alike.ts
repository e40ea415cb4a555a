import { type Cidr, cidrBounds, cidrContains, type Ipv4, ipv4FromNumber } from '../../values';
import type { AddressPeer, Judgement, Peer, Policies } from '../policy';

/** The networks that policies tell apart, each once. */
export function networksToldApart({ read }: Policies): readonly Cidr[] {
  const peers = read.flatMap(({ ingress, egress }) =>
    [ingress, egress].flatMap(({ allows, denies }) => [...allows, ...denies].flatMap((rule) => rule.peers)),
  );
  return [
    ...new Set(peers.flatMap((peer) => (peer.kind === 'block' ? peer.nets.map(({ cidr }) => cidr) : []))),
  ];
}

/**
 * Further addresses of many machines that are asked about as one, such as the internet: one on each side of every border that a
 * policy draws among them. Where policies decide otherwise for one of them, nothing holds for all.
 */
export function addressesAlike(
  networks: readonly Cidr[],
  isAmong: (address: Ipv4) => boolean,
): readonly Ipv4[] {
  const numbers = networks.flatMap((cidr) => {
    const { first, last } = cidrBounds(cidr);
    return [first - 1, first, last, last + 1];
  });
  return [...new Set(numbers)]
    .filter((number) => number >= 0x0100_0000 && number < 0xe000_0000 && number >>> 24 !== 127)
    .map(ipv4FromNumber)
    .filter(isAmong);
}

/** Whether none of some networks holds an address. */
export function isOutside(networks: readonly Cidr[]): (address: Ipv4) => boolean {
  return (address) => networks.every((cidr) => !cidrContains(cidr, address));
}

/** What policies say of an end and of those that are asked about with it: in doubt where they say otherwise of one. */
export function judgedAlike(
  peer: Peer,
  alike: readonly AddressPeer[],
  judge: (peer: Peer) => Judgement,
): Judgement {
  const first = judge(peer);
  for (const other of alike) {
    const judgement = judge(other);
    if (judgement.verdict === first.verdict) continue;
    const sentence = `it depends on the address: ${first.verdict} for most (${first.sentence}), ${judgement.verdict} for ${other.address} (${judgement.sentence})`;
    return { ...first, verdict: 'unknown', sentence };
  }
  return first;
}
