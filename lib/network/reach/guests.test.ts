import * as fc from 'fast-check';
import { addressPools } from '../../component';
import { claimsOf } from '../../inventory';
import { asked, modelOf } from '../../testing/reach';
import { lan, pis, vms } from '../../testing/typical-clusters';

const models = { vms: modelOf(vms), pis: modelOf(pis), lan: modelOf(lan) };

const byte = fc.nat({ max: 253 }).map((last) => last + 1);
const within = (prefix: string) => byte.map((last) => `${prefix}.${last}`);
const anywhere = fc.oneof(
  within('192.0.2'),
  within('172.16.1'),
  within('172.16.4'),
  within('172.17.0'),
  within('203.0.113'),
  within('198.51.100'),
);

/** Addresses that machines of a cluster have, whose place is another matter. */
const owned = (name: keyof typeof models) => {
  const { plan } = models[name].hosts;
  const { facts } = plan;
  return new Set<string>([
    ...facts.nodes.map(({ address }) => address),
    ...facts.hosts.flatMap(({ interfaces }) => interfaces.map(({ address }) => address)),
    ...Object.values(facts.networks).flatMap(({ gateway }) => gateway ?? []),
    ...claimsOf(plan, addressPools).flatMap(({ value }) => [value.range.first, value.range.last]),
  ]);
};

test.each([
  // nftables.nft of ada: "SSH" from 198.51.100.0/24 alone.
  ['vms', 'ada', /^198\.51\.100\./],
  // zones/public.xml of gate: SSH from 172.16.0.0/22, which comes in by eth0.
  ['pis', 'gate', /^172\.16\.[0-3]\./],
] as const)(
  'the ends in an answer are those asked for, and in %s SSH to %s is for the administrators alone',
  (cluster, to, administrators) => {
    fc.assert(
      fc.property(anywhere, (address) => {
        fc.pre(!owned(cluster).has(address) && !/^172\.16\.4\./.test(address));
        const answer = asked(models[cluster], address, to, 22);
        expect([answer.from, answer.to]).toEqual([address, to]);
        expect(answer.path.join('\n')).toContain(`from ${address} `);
        expect([address, answer.verdict]).toEqual([
          address,
          administrators.test(address) ? 'allowed' : 'blocked',
        ]);
      }),
      { numRuns: 60 },
    );
  },
);

test('an address to which somebody goes stays what was asked as well', () => {
  fc.assert(
    fc.property(fc.constantFrom('vms', 'pis'), within('198.51.100'), (cluster, address) => {
      const { facts } = models[cluster].hosts.plan;
      const answer = asked(models[cluster], facts.nodes[0]?.name ?? '', address, 443);
      expect([answer.to, answer.verdict]).toEqual([address, 'allowed']);
      expect(answer.path.join('\n')).toContain(address);
    }),
    { numRuns: 30 },
  );
});
