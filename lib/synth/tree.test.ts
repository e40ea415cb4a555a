import fc from 'fast-check';
import { listMark, parseOwned, renderOwned, sha256, treeAround, treeOf, unionOwned } from './tree';

const a = 'a'.repeat(64);
const b = 'b'.repeat(64);

describe('the list of a tree', () => {
  test('is sorted by path, and by sum where a path has several', () => {
    const owned = new Map([
      ['z.yaml', new Set([a])],
      ['B/c.yaml', new Set([b, a])],
    ]);
    expect(renderOwned(owned)).toBe(`${listMark}\n${a}  B/c.yaml\n${b}  B/c.yaml\n${a}  z.yaml\n`);
  });

  test('is read back as it was written', () => {
    const path = fc.stringMatching(/^[a-z]{1,5}(\/[a-z0-9 é.-]{1,5}[a-z]){0,2}$/);
    const sums = fc.uniqueArray(fc.constantFrom(a, b, sha256('')), { minLength: 1 });
    fc.assert(
      fc.property(fc.dictionary(path, sums, { noNullPrototype: true }), (lines) => {
        const owned = new Map(Object.entries(lines).map(([name, known]) => [name, new Set(known)]));
        expect(parseOwned(renderOwned(owned))).toEqual(owned);
      }),
    );
  });

  test('keeps what both sides of a conflict wrote', () => {
    const merged = `<<<<<<< HEAD\n${a}  x.yaml\n=======\n${b}  x.yaml\n${b}  y.yaml\n>>>>>>> theirs\n`;
    expect(parseOwned(merged)).toEqual(
      new Map([
        ['x.yaml', new Set([a, b])],
        ['y.yaml', new Set([b])],
      ]),
    );
  });

  test('takes the CRLF of a checkout and the star of binary mode', () => {
    expect(parseOwned(`${a} *x.yaml\r\n`)).toEqual(new Map([['x.yaml', new Set([a])]]));
  });

  test.each([
    'no list at all',
    `${a.slice(1)}  short.yaml`,
    `${a.toUpperCase()}  capitals.yaml`,
    `${a}  ../escape.yaml`,
    `${a}  x/../../escape.yaml`,
    `${a}  /etc/passwd`,
    `${a}  C:/escape.yaml`,
    `${a}  x\\..\\escape.yaml`,
    `${a}  x//y.yaml`,
    `${a}  ./x.yaml`,
    `${a}  x/.`,
    `${a}  folder/`,
    `${a}  files.sha256`,
    `\\${a}  odd\\nname`,
  ])('skips %j', (line) => {
    expect(parseOwned(`${line}\n${b}  good.yaml\n`)).toEqual(new Map([['good.yaml', new Set([b])]]));
  });

  test('has the sums of both lists in a union', () => {
    const both = unionOwned(
      new Map([['x', new Set([a])]]),
      new Map([
        ['x', new Set([b])],
        ['y', new Set([b])],
      ]),
    );
    expect(both).toEqual(
      new Map([
        ['x', new Set([a, b])],
        ['y', new Set([b])],
      ]),
    );
  });
});

describe('the tree of a path', () => {
  test.each([
    ['dist/pi/x.yaml', 'dist/pi'],
    ['apps/pi/bootstrap/x.yaml', 'apps/pi'],
    ['dist/pi', undefined],
    ['dist/x.yaml/', undefined],
    ['dist//pi/x', undefined],
    ['dist/../x/y', undefined],
    ['dist/pi/../../lib/x.ts', undefined],
    ['/dist/pi/x', undefined],
    ['lib/pi/x', undefined],
    ['dist/pi/a\\b', undefined],
    ['dist/pi/..yaml/...', 'dist/pi'],
  ])('of %s is %s', (path, tree) => {
    expect(treeOf(path)).toBe(tree);
  });

  test('on disk is found whatever the name of the file', () => {
    expect(['dist/pi/a\\b', 'apps/x/y\nz', 'dist/pi', 'dist', 'lib/x/y'].map(treeAround)).toEqual([
      'dist/pi',
      'apps/x',
      '',
      '',
      '',
    ]);
  });
});
