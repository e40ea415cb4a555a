import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemText } from '../values';
import { referencePages } from '.';

const root = join(__dirname, '../..');
const { files, problems } = referencePages(root);

test('every component, prop and form has a doc comment that says what it is and agrees with the code', () => {
  expect(problems.map(problemText)).toEqual([]);
});

test('docs/reference is what the sources say: after a change of a doc comment, npm run reference', () => {
  const folder = 'docs/reference';
  const written = Object.fromEntries(
    readdirSync(join(root, folder)).map((name) => [
      `${folder}/${name}`,
      readFileSync(join(root, folder, name), 'utf8'),
    ]),
  );
  const stale = [...new Set([...Object.keys(written), ...files.map((file) => file.path)])]
    .filter((path) => files.find((file) => file.path === path)?.text !== written[path])
    .sort();
  if (stale.length > 0)
    throw new Error(`${stale.join(', ')}: not what the sources say; run: npm run reference`);
});

test('the pages are there', () => {
  const pages = files.map((file) => file.path.replace('docs/reference/', ''));
  expect(pages).toEqual(
    expect.arrayContaining(['README.md', 'cluster.md', 'versions.md', 'kafka.md', 'cilium.md']),
  );
  expect(files.every((file) => file.text.length > 200)).toBe(true);
});
