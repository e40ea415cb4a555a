import fc from 'fast-check';
import { listMark, type Owned, parseOwned, sha256 } from './tree';
import { changedPaths, type Found, planWrite, type WritePlan } from './write-plan';

/** What is there, by path in the tree `dist/pi`: a text, or something that is not a file. */
type There = Readonly<Record<string, string | Found>>;

function diskOf(there: There, list?: string | Found): Map<string, Found> {
  const disk = new Map<string, Found>([
    ['dist', { kind: 'folder' }],
    ['dist/pi', { kind: 'folder' }],
  ]);
  const all = Object.entries(list === undefined ? there : { ...there, 'files.sha256': list });
  for (const [name, found] of all) {
    const path = `dist/pi/${name}`;
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      if (!disk.has(path.slice(0, at))) disk.set(path.slice(0, at), { kind: 'folder' });
    }
    disk.set(path, typeof found === 'string' ? { kind: 'file', text: found } : found);
  }
  return disk;
}

/** A list that knows these texts: `name: text`. */
function listOf(known: readonly (readonly [name: string, text: string])[]): string {
  const lines = known.map(([name, text]) => `${sha256(text)}  ${name}\n`);
  return [`${listMark}\n`, ...lines.sort((x, y) => (x.slice(64) < y.slice(64) ? -1 : 1))].join('');
}

function planOf(wanted: Readonly<Record<string, string>>, disk: Map<string, Found>): WritePlan {
  return planWrite(
    Object.entries(wanted).map(([name, text]) => ({ path: `dist/pi/${name}`, text })),
    disk,
  );
}

/** A plan in few words: what happens to which file of `dist/pi`. */
function summaryOf(plan: WritePlan): Record<string, unknown> {
  const short = (path: string): string => path.replace(/^dist\/pi\//, '');
  const all = {
    write: plan.write.map(({ path }) => short(path)),
    unchanged: plan.unchanged.map(short),
    prune: plan.prune.map(short),
    clear: plan.clear.map(short),
    edited: plan.edited.map(({ path, wanted, keepsOut }) => [short(path), wanted, ...keepsOut.map(short)]),
    foreign: plan.foreign.map(({ path, kind, keepsOut }) => [short(path), kind, ...keepsOut.map(short)]),
    list: plan.lists.map(
      ({ after }) =>
        after
          ?.split('\n')
          .filter((line) => line !== '' && line !== listMark)
          .map((line) => line.slice(66)) ?? 'goes',
    ),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value.length > 0));
}

const link: Found = { kind: 'link' };
const folder: Found = { kind: 'folder' };
const unread: Found = { kind: 'file', text: undefined };

interface Case {
  readonly wanted: Readonly<Record<string, string>>;
  readonly there: There;
  readonly known: readonly (readonly [string, string])[];
  readonly plan: Record<string, unknown>;
}

const cases: Readonly<Record<string, Case>> = {
  'a new file is written': {
    wanted: { a: '1' },
    there: {},
    known: [],
    plan: { write: ['a'], list: [['a']] },
  },
  'a file with the wanted bytes is unchanged': {
    wanted: { a: '1' },
    there: { a: '1' },
    known: [['a', '1']],
    plan: { unchanged: ['a'] },
  },
  'a file with the wanted bytes is adopted': {
    wanted: { a: '1' },
    there: { a: '1' },
    known: [],
    plan: { unchanged: ['a'], list: [['a']] },
  },
  'an edit that makes the wanted bytes is unchanged': {
    wanted: { a: '2' },
    there: { a: '2' },
    known: [['a', '1']],
    plan: { unchanged: ['a'], list: [['a']] },
  },
  'an own file with old bytes is written': {
    wanted: { a: '2' },
    there: { a: '1' },
    known: [['a', '1']],
    plan: { write: ['a'], list: [['a']] },
  },
  'an own file that was removed is written again': {
    wanted: { a: '1' },
    there: {},
    known: [['a', '1']],
    plan: { write: ['a'] },
  },
  'a file with any of the known sums is own': {
    wanted: { a: '3' },
    there: { a: '1' },
    known: [
      ['a', '1'],
      ['a', '2'],
    ],
    plan: { write: ['a'], list: [['a']] },
  },
  'an edited file is left and stays known': {
    wanted: { a: '2' },
    there: { a: 'x' },
    known: [['a', '1']],
    plan: { edited: [['a', true]] },
  },
  'an edited file that the clusters do not want any more is left and stays known': {
    wanted: {},
    there: { a: 'x' },
    known: [['a', '1']],
    plan: { edited: [['a', false]] },
  },
  'an own file that is not UTF-8 any more is edited': {
    wanted: { a: '1' },
    there: { a: unread },
    known: [['a', '1']],
    plan: { edited: [['a', true]] },
  },
  'a stranger in the place of a wanted file is left': {
    wanted: { a: '2' },
    there: { a: 'x' },
    known: [],
    plan: { foreign: [['a', 'file', 'a']] },
  },
  'a stranger is left': {
    wanted: { a: '1' },
    there: { a: '1', b: unread },
    known: [['a', '1']],
    plan: { unchanged: ['a'], foreign: [['b', 'file']] },
  },
  'an own file that the clusters do not want any more is pruned': {
    wanted: { a: '1' },
    there: { a: '1', 'b/c': '2' },
    known: [
      ['a', '1'],
      ['b/c', '2'],
    ],
    plan: { unchanged: ['a'], prune: ['b/c'], list: [['a']] },
  },
  'the list goes with the last file': {
    wanted: {},
    there: { a: '1' },
    known: [['a', '1']],
    plan: { prune: ['a'], list: ['goes'] },
  },
  'a list of files that are gone goes': {
    wanted: {},
    there: {},
    known: [['a', '1']],
    plan: { list: ['goes'] },
  },
  'line ends that git turned around are put right': {
    wanted: { a: '1\n' },
    there: { a: '1\r\n' },
    known: [['a', '1\n']],
    plan: { write: ['a'] },
  },
  'line ends that git turned around are put right without a list': {
    wanted: { a: '1\n' },
    there: { a: '1\r\n' },
    known: [],
    plan: { write: ['a'], list: [['a']] },
  },
  'line ends that git turned around in old bytes are no edit': {
    wanted: { a: '2\n' },
    there: { a: '1\r\n' },
    known: [['a', '1\n']],
    plan: { write: ['a'], list: [['a']] },
  },
  'line ends that git turned around keep nothing from being pruned': {
    wanted: {},
    there: { a: '1\r\n' },
    known: [['a', '1\n']],
    plan: { prune: ['a'], list: ['goes'] },
  },
  'wanted CRLF that became LF is an edit': {
    wanted: { a: '1\r\n' },
    there: { a: '1\n' },
    known: [['a', '1\r\n']],
    plan: { edited: [['a', true]] },
  },
  'a link in the place of a wanted file is left': {
    wanted: { a: '1' },
    there: { a: link },
    known: [['a', '1']],
    plan: { foreign: [['a', 'link', 'a']] },
  },
  'a link that is not wanted is left': {
    wanted: {},
    there: { a: link },
    known: [['a', '1']],
    plan: { foreign: [['a', 'link']] },
  },
  'nothing is written behind a link': {
    wanted: { 'a/b': '1', 'a/c/d': '1' },
    there: { a: link },
    known: [['a/b', '1']],
    plan: { foreign: [['a', 'link', 'a/b', 'a/c/d']], list: ['goes'] },
  },
  'a folder in the place of a wanted file is left': {
    wanted: { a: '1' },
    there: { 'a/b': 'x' },
    known: [],
    plan: {
      foreign: [
        ['a', 'folder', 'a'],
        ['a/b', 'file'],
      ],
    },
  },
  'a stranger in the place of a folder is left': {
    wanted: { 'a/b': '1', 'a/c': '1' },
    there: { a: 'x' },
    known: [],
    plan: { foreign: [['a', 'file', 'a/b', 'a/c']] },
  },
  'an edited file in the place of a folder is left': {
    wanted: { 'a/b': '1' },
    there: { a: 'x' },
    known: [['a', '1']],
    plan: { edited: [['a', false, 'a/b']] },
  },
  'an own file makes room for a folder': {
    wanted: { 'a/b/c': '1' },
    there: { a: '1' },
    known: [['a', '1']],
    plan: { write: ['a/b/c'], prune: ['a'], clear: ['a'], list: [['a/b/c']] },
  },
  'a folder of own files makes room for a file': {
    wanted: { a: '1' },
    there: { 'a/b/c': '1', 'a/d': '1' },
    known: [
      ['a/b/c', '1'],
      ['a/d', '1'],
    ],
    plan: { write: ['a'], prune: ['a/b/c', 'a/d'], clear: ['a/d', 'a/b/c', 'a/b', 'a'], list: [['a']] },
  },
  'a file that is renamed in capitals alone goes before the new one comes': {
    wanted: { 'role-reader': '1', z: '1' },
    there: { 'role-Reader': '1', Y: '1' },
    known: [
      ['Y', '1'],
      ['role-Reader', '1'],
    ],
    plan: {
      write: ['role-reader', 'z'],
      prune: ['Y', 'role-Reader'],
      clear: ['role-Reader'],
      list: [['role-reader', 'z']],
    },
  },
  'an empty folder makes room for a file': {
    wanted: { a: '1' },
    there: { 'a/b': folder },
    known: [],
    plan: { write: ['a'], clear: ['a/b', 'a'], list: [['a']] },
  },
};

describe('planWrite', () => {
  test.each(Object.entries(cases))('%s', (_, { wanted, there, known, plan }) => {
    const list = known.length === 0 ? undefined : listOf(known);
    expect(summaryOf(planOf(wanted, diskOf(there, list)))).toEqual(plan);
  });

  test('behind a list that is not a file nothing is ours, so nothing is changed there', () => {
    const plan = planOf({ a: '2', b: '1' }, diskOf({ a: '1', b: '1', c: '1' }, link));
    expect(summaryOf(plan)).toEqual({ unchanged: ['b'], foreign: [['files.sha256', 'link', 'a']] });
  });

  test('a tree that is a link, and a dist that is a file, keep their files out', () => {
    const wanted = [
      { path: 'dist/pi/a', text: '1' },
      { path: 'apps/pi/a', text: '1' },
    ];
    const disk = new Map<string, Found>([
      ['dist', { kind: 'folder' }],
      ['dist/pi', link],
      ['apps', unread],
    ]);
    const { foreign, write, lists } = planWrite(wanted, disk);
    expect({ foreign, write, lists }).toEqual({
      foreign: [
        { path: 'apps', kind: 'file', keepsOut: ['apps/pi/a'] },
        { path: 'dist/pi', kind: 'link', keepsOut: ['dist/pi/a'] },
      ],
      write: [],
      lists: [],
    });
  });

  test('a list with damaged lines only makes its files strangers', () => {
    const plan = planOf(
      { a: '2' },
      diskOf({ a: '1', b: '1' }, `${listMark}\n${sha256('1')}  a\n${sha256('1')} b\n`),
    );
    expect(summaryOf(plan)).toEqual({ write: ['a'], foreign: [['b', 'file']], list: [['a']] });
  });

  test('while files change, the list knows the old and the new', () => {
    const plan = planOf(
      { a: '2', c: '3' },
      diskOf(
        { a: '1', b: '1' },
        listOf([
          ['a', '1'],
          ['b', '1'],
        ]),
      ),
    );
    const sums = (known: Owned): unknown => [...known].map(([name, own]) => [name, own.size]);
    const [list] = plan.lists;
    expect(sums(parseOwned(list?.during ?? ''))).toEqual([
      ['a', 2],
      ['b', 1],
      ['c', 1],
    ]);
    expect(sums(parseOwned(list?.after ?? ''))).toEqual([
      ['a', 1],
      ['c', 1],
    ]);
  });

  test('what changes is reported by path, lists included', () => {
    const plan = planOf({ b: '1' }, diskOf({ a: '1' }, listOf([['a', '1']])));
    expect(changedPaths(plan)).toEqual(['dist/pi/a', 'dist/pi/b', 'dist/pi/files.sha256']);
  });

  test.each([
    ['outside', ['lib/x.ts']],
    ['in no tree', ['dist/x.yaml']],
    ['out of its tree', ['dist/pi/../../x']],
    ['twice', ['dist/pi/a', 'dist/pi/a']],
    ['named like the list', ['dist/pi/files.sha256']],
    ['a file and a folder', ['dist/pi/a', 'dist/pi/a/b/c']],
  ])('a path that is %s is our own bug', (_, paths) => {
    expect(() =>
      planWrite(
        paths.map((path) => ({ path, text: '' })),
        new Map(),
      ),
    ).toThrow('asterism bug');
  });
});

describe('planWrite, whatever is wanted and there', () => {
  const names = fc.constantFrom('a', 'b', 'c/d', 'c/e', 'f/g/h', 'i');
  const texts = fc.constantFrom('1', '2', '3', '1\r\n', '1\n');
  const wantedFiles = fc.dictionary(names, texts, { noNullPrototype: true });
  const thereFiles = fc.dictionary(names, fc.oneof(texts, fc.constant(link)), { noNullPrototype: true });
  const knownFiles = fc.array(fc.tuple(names, texts), { maxLength: 8 });

  test('it writes over and prunes nothing but what the list knows, line ends aside', () => {
    fc.assert(
      fc.property(wantedFiles, thereFiles, knownFiles, (wanted, there, known) => {
        const plan = planOf(wanted, diskOf(there, listOf(known)));
        for (const path of [...plan.write.map((file) => file.path), ...plan.prune]) {
          const name = path.slice('dist/pi/'.length);
          const text = there[name];
          if (text === undefined) continue;
          const plainText = (raw: unknown): string => String(raw).replaceAll('\r\n', '\n');
          const sums = known.filter(([other]) => other === name).map(([, sum]) => plainText(sum));
          expect([...sums, plainText(wanted[name])]).toContain(plainText(text));
        }
      }),
    );
  });

  test('every wanted file and every file there has one verdict', () => {
    fc.assert(
      fc.property(wantedFiles, thereFiles, knownFiles, (wanted, there, known) => {
        const plan = planOf(wanted, diskOf(there, listOf(known)));
        const verdicts = [...plan.write, ...plan.edited, ...plan.foreign].map(({ path }) => path);
        const all = [...verdicts, ...plan.unchanged, ...plan.prune].sort();
        const names = new Set(
          [...Object.keys(wanted), ...Object.keys(there)].map((name) => `dist/pi/${name}`),
        );
        expect(all).toEqual([...names].sort());
      }),
    );
  });
});

test('what OpenTofu and Nix leave among the files of machines is neither reported nor removed', () => {
  const left = {
    'hosts/opentofu/terraform.tfstate': unread,
    'hosts/opentofu/.terraform/modules': folder,
    'hosts/opentofu/.terraform/lock': unread,
    'hosts/flake.lock': unread,
    'hosts/result': link,
  };
  const kept = 'hosts/opentofu/main.tf.json';
  const [before, after] = [{ [kept]: 'a', 'hosts/old': 'b' }, { [kept]: 'a' }];
  const disk = diskOf({ ...before, ...left }, listOf(Object.entries(before)));
  expect(summaryOf(planOf(after, disk))).toEqual({
    unchanged: [kept],
    prune: ['hosts/old'],
    list: [[kept]],
  });
});

test('a leftover in the place of a file that synth wants is reported', () => {
  const plan = planOf({ 'hosts/flake.lock': 'ours' }, diskOf({ 'hosts/flake.lock': link }, listOf([])));
  expect(summaryOf(plan)['foreign']).toEqual([['hosts/flake.lock', 'link', 'hosts/flake.lock']]);
});
