import * as fc from 'fast-check';
import { cidrBounds, ipv4FromNumber, ipv4ToNumber, networkAround } from '../../values';
import { peersOf } from './peers';

/** Networks and addresses so close to each other that they meet. */
const address = fc.nat({ max: 1023 }).map((last) => ipv4FromNumber(0x0a2a0000 + last));
const peer = fc.record({
  pods: fc.tuple(address, fc.integer({ min: 22, max: 28 })).map(([at, length]) => networkAround(at, length)),
  node: fc.nat({ max: 255 }).map((last) => ipv4FromNumber(0xc0000200 + last)),
});

test('the peer of an address is the first of those with the longest prefix', () => {
  fc.assert(
    fc.property(fc.array(peer, { maxLength: 8 }), address, (peers, asked) => {
      const number = ipv4ToNumber(asked);
      const [expected] = peers
        .map(({ pods, node }) => ({ ...cidrBounds(pods), node }))
        .filter(({ first, last }) => number >= first && number <= last)
        .sort((a, b) => a.last - a.first - (b.last - b.first));
      expect(peersOf(peers).around(number)).toEqual(expected);
    }),
    { numRuns: 2000 },
  );
});
