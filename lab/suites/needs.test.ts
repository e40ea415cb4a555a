import { suites } from '.';
import { inTurn, needing } from '../harness';

const sentences = suites.map(({ claims }) => claims.map(({ says }) => says));

test('no sentence stands in two suites', () => {
  expect(new Set(sentences.flat()).size).toBe(sentences.flat().length);
});

test.each(suites.map((suite, index) => ({ ...suite, before: sentences.slice(0, index).flat() })))(
  'what suite $name rests on are claims of suites before it',
  ({ restsOn = [], before }) => {
    expect(before).toEqual(expect.arrayContaining(restsOn.map(({ says }) => says)));
  },
);

test('a claim keeps what it needs when a group of claims needs something more', () => {
  const claim = { says: 'c', by: '', needs: ['a'], prove: () => '' };
  expect(needing([{ says: 'b', by: '' }], [claim])).toEqual([{ ...claim, needs: ['a', 'b'] }]);
});

test('of claims in turn, each needs the one before it', () => {
  const claims = ['a', 'b', 'c'].map((says) => ({ says, by: '', prove: () => '' }));
  expect(inTurn(claims).map(({ needs }) => needs)).toEqual([[], ['a'], ['b']]);
});

test.each(suites)(
  'what a claim of $name needs is a claim before it, and no sentence stands twice',
  ({ claims }) => {
    const before = new Set<string>();
    for (const { says, needs = [] } of claims) {
      for (const needed of needs) expect(before).toContain(needed);
      expect(before).not.toContain(says);
      before.add(says);
    }
  },
);
