import { type Cidr, cidrBounds, type Ipv4, ipv4ToNumber } from '../../values';

/** Whether an address lies in one of many networks. */
export type Block = (address: Ipv4) => boolean;

/** Networks in order, overlaps joined, so that an address is found among thousands of them in a few steps. */
export function blockOf(networks: readonly Cidr[]): Block {
  const joined: { first: number; last: number }[] = [];
  for (const { first, last } of networks.map(cidrBounds).sort((a, b) => a.first - b.first)) {
    const before = joined.at(-1);
    if (before !== undefined && first <= before.last) before.last = Math.max(before.last, last);
    else joined.push({ first, last });
  }
  return (address) => {
    const number = ipv4ToNumber(address);
    let [low, high] = [0, joined.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((joined[middle]?.last ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    return (joined[low]?.first ?? Infinity) <= number;
  };
}
