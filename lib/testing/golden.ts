import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { dump } from 'js-yaml';

const folder = join(__dirname, '../../__snapshots__');

/**
 * Holds text against a golden file in its native format. `npm test -- -u` writes the file; a missing one fails, since a
 * golden that writes itself proves nothing.
 * @param path from `__snapshots__/`: `cilium/1.19.6.yaml`
 */
export function expectGolden(path: string, text: string): void {
  const file = join(folder, path);
  if (isUpdating()) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(text).toBe(written(file));
}

/** Documents as one YAML text, for a golden. */
export function yamlDocuments(documents: readonly unknown[]): string {
  return documents.map((document) => dump(document, { lineWidth: -1, noRefs: true })).join('---\n');
}

function written(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Error(`${file} is missing; look at the text and write it with npm test -- -u`);
  }
}

function isUpdating(): boolean {
  const state: object = expect.getState();
  const snapshots: unknown = 'snapshotState' in state ? state.snapshotState : undefined;
  return (
    typeof snapshots === 'object' &&
    snapshots !== null &&
    '_updateSnapshot' in snapshots &&
    snapshots._updateSnapshot === 'all'
  );
}
