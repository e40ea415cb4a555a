import type { Party, PolicyDialect, Standing, Surroundings } from '../dialect';
import type { Peer } from '../peer';

/** Makes parties of peers. The same peer in the same standing is the same party. */
export type PartyMaker = (peer: Peer, standing: Standing) => Party;

/** A maker of parties for the peers of one cluster. */
export function partyMaker({ seenAs }: PolicyDialect, { pods }: Surroundings): PartyMaker {
  const kept = Array.from({ length: 4 }, () => new Map<Peer, Party>());
  const ids = new Map<string, number>();
  return (peer, standing) => {
    const parties = kept[Number(standing.near) * 2 + Number(standing.sends)];
    const earlier = parties?.get(peer);
    if (earlier !== undefined) return earlier;
    const seen = seenAs(peer, standing, pods);
    const key = JSON.stringify(seen);
    const id = ids.get(key) ?? ids.size;
    ids.set(key, id);
    const party = { id, ...seen };
    parties?.set(peer, party);
    return party;
  };
}
