import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { dump, load, YAML11_SCHEMA } from 'js-yaml';
import { parse } from 'yaml';
import { type JsonValue, toYaml } from './yaml';

const jsYaml = (value: JsonValue): string => dump(value, { lineWidth: -1, noRefs: true });

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'js-yaml, YAML 1.2': (text) => load(text),
  'js-yaml, YAML 1.1': (text) => load(text, { schema: YAML11_SCHEMA }),
  'yaml, 1.1': (text): unknown => parse(text, { version: '1.1', logLevel: 'silent' }),
  'yaml, 1.2': (text): unknown => parse(text, { version: '1.2', logLevel: 'silent' }),
};

/** Names of the readers that see something else than what was written. */
function misreadBy(text: string, value: JsonValue): string[] {
  return Object.keys(readers).filter((name) => {
    try {
      return !isDeepStrictEqual(readers[name]?.(text), value);
    } catch {
      return true;
    }
  });
}

/** Read as something else by Go alone: seen with sigs.k8s.io/yaml 1.4.0, yaml.v2 2.4.0 and yaml.v3 3.0.1. */
const misreadByGo = [
  ...'0X1F -0X1f 0B11 +0B1 0O17 -0o17 +0o7 -0O7 0b-1 0o-7 0b+1 0o+7'.split(' '),
  ...'0_8 0_x1f 0_b1 1_e3 1e_3 1__0.5e1_0 +_1 -_1_ 2026-1-2t1:2:3,5+01:00'.split(' '),
  '2026-11-21 12:30:00,5',
];

/** Read as something else by some other reader of YAML 1.1 or 1.2. */
const misread = [
  ...' ~ null Null NULL true True TRUE false False FALSE << ='.split(' '),
  ...'y Y yes Yes YES n N no No NO on On ON off Off OFF'.split(' '),
  ...'0 -1 +1 010 0755 08 0o17 0x1f -0x1 0b1 -0b1 1_000 0x_1 0b_'.split(' '),
  ...'. -. ._ .5 0. 1.5 1e3 1e+3 -1E-3 1.e3 .5e1 1_0.5 e5 E-12 .e1'.split(' '),
  ...'.inf -.inf +.inf .Inf .INF .nan .NaN .NAN'.split(' '),
  ...'12:30 12:30:00 1:20 -1:20 190:20:30.15 0:0'.split(' '),
  ...'2026-11-21 2026-1-2 2026-11-21T12:30:00Z 2026-1-2t1:2:3'.split(' '),
  '2026-11-21 1:2:3',
  '2026-11-21t12:30:00.5 +1',
];

/** Strings that only look like something. */
const plain = [
  ...'a yEs nUll 0x 0b 0o8 0b2 1.2.3 192.168.4.1 10.42.0.0/16 100m 1Gi 1e3m 8080:80 a:b a#b'.split(' '),
  ...'http://a.b:80/?x=1#y -a :a ?a ::1 --log=info _ + -.a 1-2 <<a == Infinity -Infinity NaN'.split(' '),
  ...'e e5a 202-11-21 2026-11 é 中文 😀 ~a --- ... 2026-11-21T a\\b a"b a{b}'.split(' '),
];

/** What breaks lines, hides, or means something to YAML; one line of text each, with `;` between them. */
const hostile = [
  ' ;  ;\n;\n\n; \n;\n ;\t;a\tb;\ta;a ; a;a\n;a\n\n;a\n\n\n;\na;\n\na\n; a\nb; a\n ;  a\n \n;a\n ;a\n  \n',
  '\n  a\n;a\n\tb; \na;a\n\n b\n\n;\n\n a\n  \n\n;\r;a\rb;a\r\nb;a\r;\x85;a\x85b;\u2028;a\u2029b;\ufeff;a\ufeff',
  '\ufeffa\nb;\ufffe;\0;a\0;\x07;\x1b[31m;\x7f;\x9f;\xa0;\u3000;a\u3000\nb;\ud800;a\udc00b\nc;\uffff',
  `-;- a;-\n;? a;?;:;: a;a: b;a:;a :b;a #b;#a;&a;*a;!a;!!str a;%YAML;@a;\`a\`;';'a';a'b;";"a";\\;\\n`,
  '|;|-\na;>;> a;{;};{};[;];[];,;--- a;... a;---\na;a\n---\nb;a\n...\n;--- |\n a;${a};{{ .a }}',
  `__proto__;constructor;a\n# b;#\n#;a: b\nc: d\n;- a\n- b;"\n";'\n';${'x'.repeat(200)};${'x '.repeat(600)}`,
].flatMap((line) => line.split(';'));

const special = [...misreadByGo, ...misread, ...plain, ...hostile];
const pieces = [
  '\n',
  ' ',
  ': ',
  ' #',
  "'",
  '"',
  '-',
  '0',
  '1',
  '.',
  'e',
  'a',
  '\t',
  '\r',
  '\u2028',
  '😀',
  '~',
];
const text = fc.oneof(
  fc.constantFrom(...special),
  fc.array(fc.constantFrom(...pieces, ...hostile), { maxLength: 6 }).map((parts) => parts.join('')),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const value = fc.letrec<{ node: JsonValue }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    text,
    fc.constantFrom<JsonValue>(
      null,
      true,
      false,
      0,
      -0,
      1,
      -1,
      0.1,
      1e21,
      -1.5e300,
      1e-7,
      2 ** 53,
      5e-324,
      1e20,
    ),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.array(tie('node'), { maxLength: 4 }),
    fc.dictionary(text, tie('node'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).node;

/** Whether a string in a value, or a key, may be one that no reader here but Go takes for a number or a time. */
function mayTrickGo(node: JsonValue | undefined): boolean {
  if (typeof node === 'string') return /^[-+\d].*[_,XOB]|^[-+]0o|^0[bo][-+]/.test(node);
  if (typeof node !== 'object' || node === null) return false;
  return Object.entries(node).some(([key, inner]) => mayTrickGo(key) || mayTrickGo(inner));
}

describe('toYaml writes what js-yaml writes', () => {
  test.each(
    Object.entries<JsonValue>({
      'an object': {
        apiVersion: 'v1',
        kind: 'Service',
        spec: { ports: [{ port: 80 }], x: {}, y: [], z: null },
      },
      'lists in lists': [[1, [2, [3, []]]], [[{ a: 1, b: [{ c: 1 }] }]], {}],
      numbers: [0, -0, 1, -1, 0.1, 1e20, 1e21, -1e21, 1.5e21, 1e-7, 5e-324, 1.7976931348623157e308],
      'a text alone': 'a: b',
      'a block alone': 'a\nb\n',
      'nothing at all': {},
      blocks: { a: 'x\ny', b: 'x\ny\n', c: 'x\n\n', d: ['x\ny\n', '\n x\n'], e: { f: ' x\ny\n\n' } },
      'a block that stays open at the end': { a: { b: ['x\n\n'] } },
      'keys of several lines': {
        'a\nb': 1,
        'c\nd': { e: 1, f: [1] },
        'g\nh': [1, { i: 1 }],
        'j\nk': 'l\nm\n',
      },
      'long keys': { ['x'.repeat(1024)]: 1, ['x'.repeat(1025)]: { a: 1 }, ['😀'.repeat(600)]: [1] },
      'long lines': { a: 'word '.repeat(100).trim(), b: `${'word '.repeat(100)}\nword\n` },
      'markers away from the margin': { a: { '--- a': '--- a', '...': '---' }, '---': 1, '...': 1 },
    }),
  )('%s', (_, written) => {
    expect(toYaml(written)).toBe(jsYaml(written));
    expect(misreadBy(toYaml(written), written)).toEqual([]);
  });

  test('each hostile string that every reader understands', () => {
    for (const name of [...plain, ...hostile]) {
      const written = { a: name, b: [name, { [name]: name }] };
      if (misreadBy(jsYaml(written), written).length === 0) expect(toYaml(written)).toBe(jsYaml(written));
    }
  });

  test('any value that every reader understands in the text of js-yaml', () => {
    fc.assert(
      fc.property(value, (written) => {
        const expected = jsYaml(written);
        if (toYaml(written) === expected) return;
        expect(mayTrickGo(written) || misreadBy(expected, written).length > 0).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('toYaml is read alike by YAML 1.1 and 1.2', () => {
  test.each([...misread, ...misreadByGo])('%j is quoted, as a value and as a key', (name) => {
    expect(toYaml({ a: name })).toBe(`a: '${name}'\n`);
    expect(toYaml({ [name]: 1 })).toBe(`'${name}': 1\n`);
  });

  test.each(plain)('%j needs no quotes', (name) => {
    expect(toYaml({ a: name })).toBe(`a: ${name}\n`);
    expect(toYaml({ [name]: 1 })).toBe(`${name}: 1\n`);
  });

  test('hostile strings survive as values, keys, items and lines of a block', () => {
    fc.assert(
      fc.property(text, (name) => {
        const written = {
          list: [name, [name], { [name]: name, z: 1 }],
          block: `a\n${name}\nb`,
          end: `a\n${name}`,
          [name]: name,
        };
        expect(misreadBy(toYaml(written), written)).toEqual([]);
      }),
      { numRuns: 2500 },
    );
  });

  test.each(special)('%j survives alone, first and last', (name) => {
    for (const written of [name, [name], { [name]: { [name]: [name] } }]) {
      expect(misreadBy(toYaml(written), written)).toEqual([]);
    }
  });

  test('any value survives', () => {
    fc.assert(
      fc.property(value, (written) => {
        expect(misreadBy(toYaml(written), written)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  test('a document marker at the margin is quoted where js-yaml ends the document', () => {
    expect(toYaml({ '--- a': 1 })).toBe("'--- a': 1\n");
    expect(misreadBy(jsYaml({ '--- a': 1 }), { '--- a': 1 })).not.toEqual([]);
  });
});

describe('toYaml and what JSON cannot hold', () => {
  test('keys without a value are left out, and keys keep their order', () => {
    expect(toYaml({ b: 1, a: undefined, c: { d: undefined }, 'a b': 2 })).toBe('b: 1\nc: {}\na b: 2\n');
  });

  test.each([NaN, Infinity, -Infinity])('%d is our own bug', (number) => {
    expect(() => toYaml({ a: [number] })).toThrow('asterism bug: YAML of Kubernetes cannot hold the number');
  });

  test('a date, a function or a hole is our own bug', () => {
    const broken: unknown = [new Date(0), () => 1, 1n, undefined];
    for (const item of Array.isArray(broken) ? broken : [])
      expect(() => toYaml([item])).toThrow('asterism bug: YAML cannot hold');
  });
});
