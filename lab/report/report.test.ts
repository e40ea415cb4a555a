import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createColors } from 'picocolors';
import type { Suite } from '../harness';
import { suites } from '../suites';
import { withConsequences } from './consequences';
import { notRun, outcomeOf, type SuiteOutcome } from './outcome';
import { countOutcomes, outcomeLines } from './print';
import { claimCells, proofPage } from './proof';
import { columns, wrap } from './table';

const small: Suite = {
  name: 'small',
  title: 'A small suite',
  programs: [],
  tools: [],
  memory: 1,
  seconds: 1,
  claims: [
    { says: 'It rains', by: 'looking out' },
    { says: 'It | pours', by: 'going out' },
  ],
  begin: () => Promise.resolve([]),
};

const proven = { kind: 'proven', claim: 0, note: '3 drops', seconds: 1.25 } as const;

function whole(outcomes: ReturnType<typeof outcomeOf>): SuiteOutcome {
  const claims = small.claims.flatMap((claim, index) => {
    const outcome = outcomes[index];
    return outcome === undefined ? [] : [{ ...claim, outcome }];
  });
  return { suite: small, claims, seconds: 4, memory: 2 ** 31 };
}

describe('what became of a claim', () => {
  test('it is what was told of it last', () => {
    const failed = { kind: 'failed', claim: 1, why: 'dry', seconds: 2 } as const;
    const events = [{ kind: 'starting' }, { kind: 'trying', claim: 0 }, proven, failed] as const;
    expect(outcomeOf(small, events, 'ended')).toEqual([
      { result: 'proven', note: '3 drops', seconds: 1.25 },
      { result: 'failed', why: 'dry', seconds: 2 },
    ]);
  });

  test('one of which nothing was heard has failed, even when the suite ended well', () => {
    const [, second] = outcomeOf(small, [proven, { kind: 'trying', claim: 1 }], 'the suite ended with 0');
    expect(second).toEqual({
      result: 'failed',
      why: 'nothing was heard of it: the suite ended with 0',
      seconds: 0,
    });
  });

  test('a suite that did not start is one failure, and says why once', () => {
    const events = [{ kind: 'starting' }, { kind: 'broken', why: 'no etcd', seconds: 1 }] as const;
    expect(outcomeOf(small, events, 'ended')).toMatchObject([
      { result: 'failed', why: 'no etcd' },
      { result: 'not run', why: 'the suite did not start' },
    ]);
  });

  test('a claim that needs one that is not proven is not run, and says which', () => {
    const failed = { kind: 'failed', claim: 0, why: 'no broker', seconds: 1 } as const;
    const untried = { kind: 'untried', claim: 1, why: 'it needs what is not proven: one' } as const;
    expect(outcomeOf(small, [failed, untried], 'ended')).toEqual([
      { result: 'failed', why: 'no broker', seconds: 1 },
      { result: 'not run', why: 'it needs what is not proven: one' },
    ]);
  });

  test('a suite that could not run says why once, and counts as failed or as not run', () => {
    expect(notRun(small, 'no etcd', false).claims.map(({ outcome }) => outcome)).toEqual([
      { result: 'not run', why: 'no etcd' },
      { result: 'not run', why: 'the suite did not run' },
    ]);
    expect(countOutcomes([notRun(small, 'no etcd', true)])).toMatchObject({ failed: 2, 'not run': 0 });
    expect(countOutcomes([notRun(small, 'no etcd', false)])).toMatchObject({ failed: 0, 'not run': 2 });
  });
});

describe('what follows from what', () => {
  const outcome = { result: 'failed', why: 'mud', seconds: 1 } as const;
  const above = whole(outcomeOf(small, [proven], 'ended with 1'));
  const walk = (restsOn: Suite['claims']): SuiteOutcome => ({
    ...above,
    suite: { ...small, name: 'walk', restsOn },
    claims: [{ says: 'Shoes stay dry', by: 'walking', outcome }],
  });
  const [rains = [], pours = []] = small.claims.map((claim) => [claim]);

  test('a failure in a suite that rests on a claim that failed follows from that, says so, and is counted apart', () => {
    const all = withConsequences([above, walk(pours)]);
    expect(all[1]?.claims[0]?.outcome).toEqual({
      result: 'follows',
      why: 'it rests on what is not proven: small: It | pours\nmud',
      seconds: 1,
    });
    expect(countOutcomes(all)).toEqual({ proven: 1, failed: 1, follows: 1, 'not run': 0 });
  });

  test.each([
    ['rests on what holds', rains],
    ['rests on nothing', []],
  ])('it is a failure of its own where the suite %s', (_, restsOn) => {
    expect(withConsequences([above, walk(restsOn)])).toEqual([above, walk(restsOn)]);
  });
});

describe('the table', () => {
  test('failures follow below it in full', () => {
    const outcome = whole(outcomeOf(small, [proven], 'ended with 1'));
    const lines = outcomeLines([outcome], 120, createColors(false));
    expect(lines.join('\n')).toMatch(/It rains +looking out +proven +3 drops +1\.3\n/);
    expect(lines.slice(-2)).toEqual(['failed: small: It | pours', 'nothing was heard of it: ended with 1']);
  });

  test('columns wrap at words and keep their places', () => {
    expect(columns([['one two three', 'x']], [7, 1])).toEqual(['one two  x', 'three']);
    expect(wrap('a verylongword b', 5)).toEqual(['a', 'verylongword', 'b']);
  });
});

describe('the page of proofs', () => {
  const sources = { pins: [], definitions: '`crds`', charts: '`charts`' };
  const wet = { kind: 'proven', claim: 1, note: 'wet', seconds: 0 } as const;

  test('holds what was counted, and keeps bars of a claim out of its columns', () => {
    expect(proofPage([whole(outcomeOf(small, [proven, wet], ''))], '', ['small'], sources)).toContain(
      '| It rains | looking out | proven | 3 drops | 1.3 |\n| It \\| pours | going out | proven | wet | 0.0 |\n',
    );
  });

  test('keeps what it says of suites that were not run, or in which something failed, and drops those that are gone', () => {
    const other = { ...small, name: 'other' };
    const both = proofPage(
      [small, other].map((suite) => ({ ...whole(outcomeOf(suite, [proven, wet], '')), suite })),
      '# Proof\n\n## gone\n\ntext\n',
      ['small', 'other'],
      sources,
    );
    expect(both.match(/^## .*$/gm)).toEqual(['## small', '## other']);
    const failed = whole(outcomeOf(small, [{ ...proven, note: '4 drops' }], ''));
    expect(proofPage([failed], both, ['small', 'other'], sources)).toBe(both);
  });

  test('says from which module each definition is, and for which version where that is another one', () => {
    const pin = { module: 'example.com/mesh', version: 'v1.0.0', sum: '', folders: [] };
    const page = proofPage([], '', [], {
      ...sources,
      pins: [
        { ...pin, product: 'mesh', serves: ['1.0.0'] },
        { ...pin, product: 'net', serves: ['1.0.7'] },
        { ...pin, product: 'dns', serves: [] },
      ],
    });
    expect(page).toContain(
      [
        '- mesh: `example.com/mesh` v1.0.0',
        '- net: `example.com/mesh` v1.0.0, for net 1.0.7',
        '- dns: `example.com/mesh` v1.0.0, where an object is of its kinds',
      ].join('\n'),
    );
    expect(page).toMatch(
      /no module has came from `crds`[^]*Values and schemas of charts\ncame from `charts`/,
    );
  });

  test('docs/proof.md has the claims of the lab, each proven, and no others', () => {
    const page = readFileSync(join(__dirname, '..', '..', 'docs', 'proof.md'), 'utf8');
    const rows = page.split('\n').filter((line) => line.startsWith('| ') && !/^\| (claim|---) /.test(line));
    const expected = suites.flatMap(({ claims }) => claims.map(claimCells));
    expect(expected.length).toBeGreaterThan(20);
    expect(rows.map((row) => row.replace(/ proven \|.*$/, ''))).toEqual(expected);
  });
});
