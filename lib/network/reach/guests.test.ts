import * as fc from 'fast-check';
import { lan } from '../../../clusters/lan';
import { pi } from '../../../clusters/pi';
import { proxmox } from '../../../clusters/proxmox';
import { addressPools } from '../../component';
import { claimsOf } from '../../inventory';
import type { Cluster } from '../../plan';
import { bundleOf } from '../../synth';
import { asked } from '../../testing/reach';
import { noProblem } from '../../testing/policy-ends';
import { reachModel } from './reach-model';

function shipped({ plan }: Cluster) {
  if (plan === undefined) throw new Error('no plan');
  const { hosts, objects } = bundleOf(plan, new Map());
  return reachModel(
    hosts,
    objects.map(({ object }) => object),
    noProblem,
  );
}
const models = { proxmox: shipped(proxmox), pi: shipped(pi), lan: shipped(lan) };

const byte = fc.nat({ max: 253 }).map((last) => last + 1);
const within = (prefix: string) => byte.map((last) => `${prefix}.${last}`);
const anywhere = fc.oneof(
  within('172.22.0'),
  within('192.0.2'),
  within('192.168.1'),
  within('192.168.4'),
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
  // nftables.nft of alphard: "SSH" from 192.0.2.0/24 alone.
  ['proxmox', 'alphard', /^192\.0\.2\./],
  // zones/public.xml of gallade: SSH from 192.168.0.0/22, which comes in by eno1.
  ['pi', 'gallade', /^192\.168\.[0-3]\./],
] as const)(
  'the ends in an answer are those asked for, and in %s SSH to %s is for the administrators alone',
  (cluster, to, administrators) => {
    fc.assert(
      fc.property(anywhere, (address) => {
        fc.pre(!owned(cluster).has(address) && !/^192\.168\.4\./.test(address));
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
    fc.property(fc.constantFrom('proxmox', 'pi'), within('198.51.100'), (cluster, address) => {
      const { facts } = models[cluster].hosts.plan;
      const answer = asked(models[cluster], facts.nodes[0]?.name ?? '', address, 443);
      expect([answer.to, answer.verdict]).toEqual([address, 'allowed']);
      expect(answer.path.join('\n')).toContain(address);
    }),
    { numRuns: 30 },
  );
});
