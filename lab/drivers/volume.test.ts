import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeVolume } from './volume';

test('what is read changes as a whole, and nothing of the old version stays', () => {
  const folder = mkdtempSync(join(tmpdir(), 'volume-'));
  const read = (key: string) => readFileSync(join(folder, key), 'utf8');
  writeVolume(folder, { a: '1', b: '2' });
  const before = readdirSync(folder).length;
  writeVolume(folder, { a: '3', b: '4' });
  expect([read('a'), read('b')]).toEqual(['3', '4']);
  expect(readdirSync(folder)).toHaveLength(before);
  rmSync(folder, { recursive: true });
});
