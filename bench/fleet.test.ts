import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { synthesize } from '../lib/cli/synthesize';
import { fleet } from './fleet';
import { floor, manifests } from './variants';

test('what is measured has neither problems nor findings', () => {
  const { problems, findings } = synthesize({
    root: __dirname,
    clusters: [fleet(3)],
    all: true,
    check: true,
  });
  expect({ problems, findings }).toEqual({ problems: [], findings: [] });
});

test('the floor writes the same objects as asterism', () => {
  expect(written(floor)).toEqual(written(manifests));
});

/** The objects that a variant writes for 3 charts, in the order of their texts. */
function written(variant: (charts: number, root: string) => number): readonly string[] {
  const root = mkdtempSync(join(tmpdir(), 'fleet-'));
  try {
    expect(variant(3, root)).toBe(15);
    return readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.yaml'))
      .map((path) => JSON.stringify(load(readFileSync(join(root, path), 'utf8'))))
      .sort();
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
