import { ip } from '../../testing/topologies';
import { farLinks } from './far-links';

const shown = (...addresses: readonly string[]) =>
  [...farLinks(addresses.map(ip))].map(
    ([address, { network, router }]) => `${address} in ${network} by ${router}`,
  );

test.each<readonly [string, readonly string[], readonly string[]]>([
  ['no address needs none', [], []],
  [
    'two machines that stand apart have a link of two addresses each',
    ['192.0.2.4', '198.51.100.9'],
    ['192.0.2.4 in 192.0.2.4/31 by 192.0.2.5', '198.51.100.9 in 198.51.100.8/31 by 198.51.100.8'],
  ],
  [
    'neighbours share one, in which the router has an address of its own',
    ['192.0.2.4', '192.0.2.5', '198.51.100.9'],
    [
      '192.0.2.4 in 192.0.2.0/29 by 192.0.2.1',
      '192.0.2.5 in 192.0.2.0/29 by 192.0.2.1',
      '198.51.100.9 in 198.51.100.8/29 by 198.51.100.10',
    ],
  ],
])('%s', (_, addresses, links) => {
  expect(shown(...addresses)).toEqual(links);
});

test('whoever they are, everyone has a link, networks hold no machine of another, and the router is none of them', () => {
  const addresses = Array.from({ length: 40 }, (_, index) => ip(`192.0.${index % 3}.${(index * 37) % 256}`));
  const links = farLinks(addresses);
  expect([...links.keys()]).toEqual([...new Set(addresses)]);
  for (const { router } of links.values()) expect(links.has(router)).toBe(false);
});
