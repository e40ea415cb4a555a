import { suites } from '.';
import { inTurn, needing } from '../harness';

const sentences = suites.map(({ claims }) => claims.map(({ says }) => says));

test('no sentence is in two suites', () => {
  expect(new Set(sentences.flat()).size).toBe(sentences.flat().length);
});

/** Suites of the claims on which a suite rests, on which these rest, and so on. */
function below(name: string): readonly string[] {
  const { restsOn = [] } = suites.find((suite) => suite.name === name) ?? {};
  const direct = restsOn.map(
    ({ says }) => suites.find(({ claims }) => claims.some((one) => one.says === says))?.name,
  );
  return [...new Set(direct)].flatMap((other) =>
    other === undefined ? ['nothing'] : [other, ...below(other)],
  );
}

test.each(suites)(
  'what suite $name rests on are claims of other suites, which do not rest on it',
  ({ name }) => {
    const names = suites.map((suite) => suite.name).filter((other) => other !== name);
    expect(names).toEqual(expect.arrayContaining([...below(name)]));
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
  'what a claim of $name needs is a claim before it, and no sentence is there twice',
  ({ claims }) => {
    const before = new Set<string>();
    for (const { says, needs = [] } of claims) {
      for (const needed of needs) expect(before).toContain(needed);
      expect(before).not.toContain(says);
      before.add(says);
    }
  },
);
