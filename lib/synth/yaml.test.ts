import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { dump, load, YAML11_SCHEMA } from 'js-yaml';
import { parse } from 'yaml';
import { hostile, hostileText, misread, misreadByGo, plain, special } from '../testing/hostile-text';
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

const value = fc.letrec<{ node: JsonValue }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    hostileText,
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
    fc.dictionary(hostileText, tie('node'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).node;

/** Whether Kubernetes sees the end of a document within a text that is one. */
function endsEarly(document: string): boolean {
  return /^---/m.test(document);
}

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
      'markers away from the margin': { a: { '--- a': '--- a', '...': '---' }, '...': 1 },
    }),
  )('%s', (_, written) => {
    expect(toYaml(written)).toBe(jsYaml(written));
    expect(misreadBy(toYaml(written), written)).toEqual([]);
  });

  test('each hostile string that every reader understands', () => {
    for (const name of [...plain, ...hostile]) {
      const written = { a: name, b: [name, { [name]: name }] };
      if (misreadBy(jsYaml(written), written).length === 0 && !endsEarly(jsYaml(written)))
        expect(toYaml(written)).toBe(jsYaml(written));
    }
  });

  test('any value that every reader understands in the text of js-yaml', () => {
    fc.assert(
      fc.property(value, (written) => {
        const expected = jsYaml(written);
        if (toYaml(written) === expected) return;
        expect(mayTrickGo(written) || endsEarly(expected) || misreadBy(expected, written).length > 0).toBe(
          true,
        );
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
      fc.property(hostileText, (name) => {
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

  test('three hyphens at the margin are quoted whatever follows: Kubernetes ends a document there', () => {
    expect(toYaml({ '---': 1, '---a': { '---a': '---a' } })).toBe("'---': 1\n'---a':\n  ---a: ---a\n");
    expect(toYaml('---a')).toBe("'---a'\n");
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
