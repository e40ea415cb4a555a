import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');
const page = readFileSync(join(__dirname, 'coverage.md'), 'utf8');
const [, , ...lines] = page.split('\n').filter((line) => line.startsWith('|'));
const rows = lines.map((line) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim()),
);

test('every row has a state, and what the state promises', () => {
  expect(rows.length).toBeGreaterThan(20);
  for (const row of rows) {
    const [name = '', what, state, files, proof, missing, ...more] = row;
    expect(more).toEqual([]);
    expect(what).not.toBe('');
    const filled = [files !== '', proof !== '', missing !== ''];
    const expected =
      state === 'works'
        ? [true, true, false]
        : state === 'partly'
          ? [true, true, true]
          : [false, false, true];
    expect({ name, state, filled }).toEqual({ name, state, filled: expected });
    expect(['works', 'partly', 'missing']).toContain(state);
  }
});

test('every file that a row names exists, and every suite is one of the lab', () => {
  const suites = readFileSync(join(__dirname, 'proof.md'), 'utf8');
  for (const [name, , , files = '', proof = ''] of rows)
    for (const [, suite, text = ''] of `${files} ${proof}`.matchAll(/(suite )?`([^`]+)`/g)) {
      const found =
        suite === undefined ? existsSync(join(root, text)) : new RegExp(`^## ${text}\\b`, 'm').test(suites);
      expect({ name, text, found }).toEqual({ name, text, found: true });
    }
});
