import { componentFixtures } from '../testing/component-fixtures';
import { contractProblems } from '../testing/contract';
import * as catalogue from './index';

const fixtures = componentFixtures();

/** Functions that a component offers to others. */
const helpers = ['bootstrapServers', 'chartFacts'];

test('every component of the catalogue has one fixture beside it, which the tests of all components find', () => {
  const components = Object.entries(catalogue).flatMap(([name, value]) =>
    typeof value === 'function' && !helpers.includes(name) ? [name] : [],
  );
  expect(fixtures.map(({ makes }) => makes)).toEqual(components.sort());
});

test.each(
  fixtures.flatMap(({ makes, forms }) =>
    Object.entries(forms).map(([what, form]) => [`${makes} ${what}`.trim(), form] as const),
  ),
)('%s keeps the contract', (_, { component, facts }) => {
  expect(contractProblems(component, facts)).toEqual([]);
});

test('a component makes what its fixture says, in at least one form', () => {
  for (const { makes, forms } of fixtures) {
    expect([makes, Object.keys(forms)]).not.toEqual([makes, []]);
    const kinds = Object.values(forms).map(({ component }) => component().kind);
    // Kinds are words of labels, names are those of functions.
    const wanted = makes.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    expect(new Set(kinds)).toEqual(new Set([wanted]));
  }
});
