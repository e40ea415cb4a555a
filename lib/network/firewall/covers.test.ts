import fc from 'fast-check';
import { drawnMatch, everyPacket, meeting } from '../../testing/packets';
import { net, rule, tcp, udp } from '../../testing/topologies';
import { covers, flowText, withoutCovered } from './covers';
import type { Match } from './rule';

describe('one match covers another', () => {
  test('only where every packet of the small world that meets the inner one meets the outer one', () => {
    const seen = { covered: 0, missed: 0 };
    // Conditions drawn on their own seldom cover each other; an outer match with conditions of the inner one often does.
    const pair = fc
      .tuple(drawnMatch, drawnMatch, fc.boolean())
      .map(([outer, inner, related]) => [outer, related ? { ...inner, ...outer } : inner] as const);
    fc.assert(
      fc.property(pair, ([outer, inner]) => {
        const [wide, narrow] = [meeting(outer), meeting(inner)];
        const stray = everyPacket.find((packet) => narrow(packet) && !wide(packet));
        if (!covers(outer, inner)) {
          seen.missed += stray === undefined ? 1 : 0;
          return;
        }
        seen.covered += 1;
        if (stray !== undefined) throw new Error(JSON.stringify(stray));
      }),
      { numRuns: 1500, seed: 20_260_103 },
    );
    expect(seen.covered).toBeGreaterThan(400);
    // A miss costs one rule more, but many would be a fault.
    expect(seen.missed).toBeLessThan(seen.covered);
  });

  test('always where it is the same, or has a condition less', () => {
    fc.assert(
      fc.property(drawnMatch, (match) => {
        expect(covers(match, match)).toBe(true);
        for (const key of Object.keys(match)) {
          const wider = { ...match };
          Reflect.deleteProperty(wider, key);
          if (key === 'transport') Reflect.deleteProperty(wider, 'ports');
          expect(covers(wider, match)).toBe(true);
        }
      }),
      { numRuns: 300, seed: 20_260_104 },
    );
  });

  test.each<readonly [string, Match, Match, boolean]>([
    [
      'a network takes in its parts',
      { source: [net('10.0.0.0/24')] },
      { source: [net('10.0.0.7/32')] },
      true,
    ],
    [
      'a part does not take in its network',
      { source: [net('10.0.0.7/32')] },
      { source: [net('10.0.0.0/24')] },
      false,
    ],
    [
      'each network of a list has to lie in one of the other',
      { source: [net('10.0.0.0/24'), net('10.0.2.0/24')] },
      { source: [net('10.0.0.7/32'), net('10.0.1.7/32')] },
      false,
    ],
    ['a range takes in its parts', { transport: 'tcp', ports: [{ first: 1, last: 99 }] }, tcp(7, 80), true],
    ['a port is not one of another transport', tcp(80), udp(80), false],
    ['whoever asks for no port takes in all', { transport: 'tcp' }, tcp(80), true],
    ['whoever asks for a port does not take in all', tcp(80), { transport: 'tcp' }, false],
    [
      'what leaves out less takes in what leaves out more',
      { notDestination: [net('10.0.0.0/25')] },
      { notDestination: [net('10.0.0.0/24')] },
      true,
    ],
    [
      'what leaves out more does not take in what leaves out less',
      { notDestination: [net('10.0.0.0/24')] },
      { notDestination: [net('10.0.0.0/25')] },
      false,
    ],
    [
      'a destination beside what is left out is taken in',
      { notDestination: [net('10.0.0.0/24')] },
      { destination: [net('10.0.1.0/24')] },
      true,
    ],
    [
      'a destination that is partly left out is not',
      { notDestination: [net('10.0.0.0/24')] },
      { destination: [net('10.0.0.0/16')] },
      false,
    ],
    ['without a device, every device is taken in', {}, { iifname: ['a'] }, true],
    ['with a device, not every device is', { iifname: ['a'] }, {}, false],
    ['what is translated is not everything', { translated: true }, {}, false],
  ])('%s', (_, outer, inner, expected) => {
    expect(covers(outer, inner)).toBe(expected);
  });
});

describe('a chain without the rules that others cover', () => {
  const rules = fc.array(drawnMatch, { maxLength: 6 }).map((matches) =>
    // Rules that are written twice are what it is for.
    [...matches, ...matches.slice(0, 2)].map((match, index) => rule('accept', match, `flow ${index}`)),
  );

  test('lets the same packets pass, names every flow, and holds no rule that another one covers', () => {
    fc.assert(
      fc.property(rules, (written) => {
        const kept = withoutCovered(written);
        const [before, after] = [written, kept].map((all) => all.map(({ match }) => meeting(match)));
        const stray = everyPacket.find(
          (packet) => before?.some((meets) => meets(packet)) !== after?.some((meets) => meets(packet)),
        );
        expect(stray).toBeUndefined();
        const flows = kept.flatMap(({ flow }) => flow.split('; '));
        expect(new Set(flows)).toEqual(new Set(written.map(({ flow }) => flow)));
        for (const one of kept)
          for (const other of kept) if (one !== other) expect(covers(one.match, other.match)).toBe(false);
      }),
      { numRuns: 150, seed: 20_260_105 },
    );
  });

  test('keeps the order, and of two equal rules the first', () => {
    const kept = withoutCovered([
      rule('accept', tcp(80), 'web'),
      rule('accept', udp(53), 'names'),
      rule('accept', tcp(80), 'again'),
    ]);
    expect(kept.map(({ flow }) => flow)).toEqual(['web; again', 'names']);
  });
});

describe('the comment of a rule', () => {
  test('names each flow once', () => {
    expect(flowText(['web', 'names', 'web; mail'])).toBe('web; names; mail');
  });

  test('stays within 128 bytes, and tells how many flows it leaves out', () => {
    const many = Array.from({ length: 40 }, (_, index) => `flow number ${index}`);
    const text = flowText(many);
    expect(text).toMatch(/^flow number 0; .*; 32 more$/);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(128);
    expect(flowText(['ü'.repeat(64)])).toBe('ü'.repeat(64));
  });

  test('of flows too long to name tells how many there are', () => {
    expect(flowText(['x'.repeat(129)])).toBe('1 flow');
    expect(flowText(['x'.repeat(129), 'y'])).toBe('2 flows');
  });
});
