import * as fc from 'fast-check';
import { cidrContains, ipv4FromNumber, networkAround } from '../../values';
import { blockOf } from './typical-nodes';

/** Networks and addresses so close to each other that they meet. */
const address = fc.nat({ max: 255 }).map((last) => ipv4FromNumber(0xc0000200 + last));
const network = fc
  .tuple(address, fc.integer({ min: 24, max: 32 }))
  .map(([at, length]) => networkAround(at, length));

test('an address is in a block when one of its networks holds it', () => {
  fc.assert(
    fc.property(fc.array(network, { maxLength: 8 }), address, (networks, asked) => {
      expect(blockOf(networks)(asked)).toBe(networks.some((one) => cidrContains(one, asked)));
    }),
    { numRuns: 2000 },
  );
});
