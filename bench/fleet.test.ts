import { synthesize } from '../lib/cli/synthesize';
import { fleet } from './fleet';

test('what is measured has neither problems nor findings', () => {
  const { problems, findings } = synthesize({
    root: __dirname,
    clusters: [fleet(3)],
    all: true,
    check: true,
  });
  expect({ problems, findings }).toEqual({ problems: [], findings: [] });
});
