import { type ChartForm, componentFixtures } from '../../lib/testing/component-fixtures';

/** Every option of every component that a chart makes, each at least once set to something else than its default. */
export function chartCases(): readonly ChartForm[] {
  return componentFixtures().flatMap(({ charts }) => charts?.() ?? []);
}
