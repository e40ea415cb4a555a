import * as v from 'valibot';
import { valueAndMessages } from '../testing/outcome';
import { parsedBy, refused } from './parsed';
import { parseShape } from './shape';

const disk = v.strictObject({
  kind: v.literal('disk'),
  size: v.number(),
  label: v.exactOptional(v.string()),
});
const share = v.strictObject({ kind: v.literal('share'), host: v.string() });
const mode = v.variant('mode', [
  v.strictObject({
    mode: v.exactOptional(v.literal('one'), 'one'),
    alone: v.exactOptional(v.boolean(), true),
  }),
  v.strictObject({ mode: v.literal('many'), count: v.pipe(v.number(), v.integer(), v.minValue(2)) }),
]);
const schema = v.strictObject({
  name: v.string(),
  role: v.picklist(['server', 'agent']),
  size: v.exactOptional(v.number(), 3),
  labels: v.exactOptional(v.record(v.string(), v.string()), {}),
  volumes: v.exactOptional(v.array(v.variant('kind', [disk, share])), []),
  networks: v.exactOptional(v.objectWithRest({ nodes: disk }, share)),
  gateway: v.exactOptional(v.union([v.boolean(), v.picklist(['v1', 'v2'])])),
  peer: v.exactOptional(v.union([v.string(), share])),
  run: v.exactOptional(mode, {}),
  tags: v.exactOptional(v.pipe(v.array(v.string()), v.minLength(1))),
  end: v.exactOptional(
    v.custom<{ port: number }>((value) => typeof value === 'object', 'an endpoint of kafka()'),
  ),
});
const right = { name: 'ada', role: 'agent' };

const read = (written: unknown) => valueAndMessages((at, report) => parseShape(schema, written, at, report));

test('a value that a choice refuses gets the message of the only option of its type', () => {
  const even = v.pipe(
    v.number(),
    parsedBy((written) => (written % 2 === 0 ? { value: written } : refused(`${written} is odd`, 'write 2'))),
  );
  const choice = v.union([even, share]);
  const messages = (written: unknown) =>
    valueAndMessages((at, report) => parseShape(choice, written, at, report));
  expect(messages(2)).toMatchObject({ value: 2 });
  expect(messages(3)).toMatchObject({ messages: [expect.stringMatching(/3 is odd; write 2$/)] });
  expect(messages('3')).toMatchObject({
    messages: [expect.stringMatching(/found "3"; expected a number or/)],
  });
});

test('defaults are filled in, at every depth', () => {
  expect(
    read({ ...right, run: { mode: 'many', count: 2 }, networks: { nodes: { kind: 'disk', size: 1 } } }),
  ).toEqual({
    value: {
      ...right,
      size: 3,
      labels: {},
      volumes: [],
      networks: { nodes: { kind: 'disk', size: 1 } },
      run: { mode: 'many', count: 2 },
    },
    messages: [],
  });
  expect(read(right).value?.run).toEqual({ mode: 'one', alone: true });
});

const cases: Readonly<Record<string, [unknown, readonly string[]]>> = {
  'an unknown key is read as the missing key that it resembles': [
    { nmae: 'ada', role: 'agent' },
    ['here.nmae: unknown key "nmae"; did you mean "name"?'],
  ],
  'an unknown key that resembles none is reported with all known keys': [
    { ...right, colour: 'red' },
    [
      'here.colour: unknown key "colour"; remove it, or use one of name, role, size, labels, volumes, networks, gateway, peer, run, tags, end',
    ],
  ],
  'several unknown keys are all reported': [
    { ...right, colour: 'red', sise: 4, labls: {} },
    [
      'here.colour: unknown key "colour"; remove it, or use one of name, role, size, labels, volumes, networks, gateway, peer, run, tags, end',
      'here.sise: unknown key "sise"; did you mean "size"?',
      'here.labls: unknown key "labls"; did you mean "labels"?',
    ],
  ],
  'an unknown key next to the key that it resembles': [
    { ...right, peer: { kind: 'share', host: 'db', hots: 'db' } },
    ['here.peer.hots: unknown key "hots"; remove it, because "host" is set as well'],
  ],
  'an unknown key in a list of variants is compared with the keys of its own variant': [
    {
      ...right,
      volumes: [
        { kind: 'disk', size: 1, host: 'db' },
        { kind: 'disk', size: 1, labell: 'x' },
      ],
    },
    [
      'here.volumes[0].host: unknown key "host"; remove it, or use one of kind, size, label',
      'here.volumes[1].labell: unknown key "labell"; did you mean "label"?',
    ],
  ],
  'an unknown key in an object of any names': [
    { ...right, networks: { nodes: { kind: 'disk', sise: 1 }, lan: { kind: 'share', hots: 'db' } } },
    [
      'here.networks.nodes.sise: unknown key "sise"; did you mean "size"?',
      'here.networks.lan.hots: unknown key "hots"; did you mean "host"?',
    ],
  ],
  'a missing key is reported with what to write': [
    { networks: {}, run: { mode: 'many' }, volumes: [{}] },
    [
      'here.name: is missing; write a string',
      'here.role: is missing; write "server" or "agent"',
      'here.volumes[0].kind: is missing; write "disk" or "share"',
      'here.networks.nodes: is missing; write an object with kind and size',
      'here.run.count: is missing; write a number',
    ],
  ],
  'wrong types are reported with the found and the expected type': [
    {
      name: 5,
      role: 'sever',
      size: '3',
      labels: ['a'],
      volumes: 'disk',
      networks: null,
      gateway: 'v3',
      peer: 7,
      run: true,
      end: 'kafka',
    },
    [
      'here.name: found 5; expected a string',
      'here.role: found "sever"; expected "server" or "agent"',
      'here.size: found "3"; expected a number',
      'here.labels: found ["a"]; expected an object',
      'here.volumes: found "disk"; expected a list',
      'here.networks: found null; expected an object with nodes',
      'here.gateway: found "v3"; expected true or false or "v1" or "v2"',
      'here.peer: found 7; expected a string or an object with kind and host',
      'here.run: found true; expected an object whose mode is "one" or "many"',
      'here.end: found "kafka"; expected an endpoint of kafka()',
    ],
  ],
  'an unknown variant is reported with the known ones': [
    { ...right, volumes: [{ kind: 'dsk', size: 1 }, null], run: { mode: 'few' } },
    [
      'here.volumes[0].kind: found "dsk"; expected "disk" or "share"',
      'here.volumes[1]: found null; expected an object whose kind is "disk" or "share"',
      'here.run.mode: found "few"; expected "one" or "many"',
    ],
  ],
  'a key with an undefined value is reported differently from a missing key': [
    { name: undefined, role: 'agent', size: undefined },
    [
      'here.name: found undefined; expected a string',
      'here.size: found undefined; leave it out, or write a number',
    ],
  ],
  'the steps of a pipe are described in words': [
    { ...right, run: { mode: 'many', count: 1 }, tags: [] },
    ['here.run.count: found 1; expected 2 or more', 'here.tags: found []; expected at least 1'],
  ],
  'and again': [
    { ...right, run: { mode: 'many', count: 2.5 } },
    ['here.run.count: found 2.5; expected a whole number'],
  ],
  'an object within a union is read like any other': [
    { ...right, peer: { kind: 'share', host: 4 } },
    ['here.peer.host: found 4; expected a string'],
  ],
  'items with a name are found by it, others by their number': [
    {
      ...right,
      volumes: [
        { name: 'data', kind: 'disk', size: 'x' },
        { name: '', kind: 'disk', size: 1 },
      ],
    },
    [
      'here.volumes.data.name: unknown key "name"; remove it, or use one of kind, size, label',
      'here.volumes.data.size: found "x"; expected a number',
      'here.volumes[1].name: unknown key "name"; remove it, or use one of kind, size, label',
    ],
  ],
  'a list in place of the whole': [
    [right],
    ['here: found [{"name":"ada","role":"agent"}]; expected an object with name and role'],
  ],
  'nothing in place of the whole': [
    undefined,
    ['here: found undefined; expected an object with name and role'],
  ],
};

test.each(Object.entries(cases))('%s', (_, [written, messages]) => {
  expect(read(written).messages).toEqual(messages);
});

test('a value is returned only if nothing was reported', () => {
  expect(read(right).value).toBeDefined();
  expect(read({ ...right, colour: 'red' }).value).toBeUndefined();
  expect(read({ ...right, size: '3' }).value).toBeUndefined();
});

test('the input is not modified', () => {
  const written = { nmae: 'ada', volumes: [{ kind: 'disk', size: 'x' }] };
  const before = structuredClone(written);
  read(written);
  expect(written).toEqual(before);
});

test('inherited keys do not count as keys of an object', () => {
  const plain = v.strictObject({
    labels: v.record(v.string(), v.string()),
    toString: v.exactOptional(v.string()),
  });
  const result = valueAndMessages((at, report) =>
    parseShape(plain, { labels: {}, constructor: 1 }, at, report),
  );
  expect(result.messages).toEqual([
    'here.constructor: unknown key "constructor"; remove it, or use one of labels, toString',
  ]);
});

const even = v.pipe(
  v.number(),
  parsedBy((written) =>
    written % 2 === 0 ? { value: String(written) } : refused(`${written} is odd`, `write ${written + 1}`),
  ),
  v.title('even number'),
);

describe('a parser in a shape', () => {
  const counts = v.strictObject({
    one: even,
    two: v.exactOptional(even, 2),
    many: v.exactOptional(
      v.pipe(
        v.array(even),
        parsedBy((list) => (list.length < 3 ? { value: list.join('+') } : refused('is long', 'drop one'))),
      ),
    ),
    named: v.exactOptional(v.record(v.pipe(v.string(), parsedBy(shorter)), even)),
  });
  const readCounts = (written: unknown) =>
    valueAndMessages((at, report) => parseShape(counts, written, at, report));

  test('gives its value, for defaults and within lists as well', () => {
    expect(readCounts({ one: 4, many: [2, 6], named: { a: 8 } })).toEqual({
      value: { one: '4', two: '2', many: '2+6', named: { a: '8' } },
      messages: [],
    });
  });

  test('reports its own reason with the path of the value', () => {
    expect(readCounts({ one: 1, many: [2, 3, '4'], named: { long: 5 } }).messages).toEqual([
      'here.one: 1 is odd; write 2',
      'here.many[1]: 3 is odd; write 4',
      'here.many[2]: found "4"; expected a number',
      'here.named.long: long is long; write one letter',
      'here.named.long: 5 is odd; write 6',
    ]);
  });

  test('of a whole list runs after all its items have been read', () => {
    expect(readCounts({ one: 2, many: [2, 2, 2] }).messages).toEqual(['here.many: is long; drop one']);
    expect(readCounts({ one: 2, many: [2, 2, 3] }).messages).toEqual(['here.many[2]: 3 is odd; write 4']);
  });
});

function shorter(written: string) {
  return written.length < 2 ? { value: written } : refused(`${written} is long`, 'write one letter');
}

test('a value that may be a secret is described, not shown', () => {
  const secret = v.strictObject({ count: even, name: v.string(), size: v.number() });
  const written = { count: 5, name: ['hunter2'], size: 'hunter2' };
  const { messages } = valueAndMessages((at, report) =>
    parseShape(secret, written, at, report, { isSecret: (place) => place.startsWith('here.') }),
  );
  expect(messages).toEqual([
    'here.count: found 5 with an invalid value; expected an even number',
    'here.name: found a list; expected a string',
    'here.size: found a string; expected a number',
  ]);
});

describe('a value that is not plain data is reported with its path', () => {
  const list = v.strictObject({ items: v.array(v.number()), text: v.exactOptional(v.string()) });
  const throwing = {
    get items() {
      throw new Error('no');
    },
  };
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const circular: { items: unknown } = { items: [] };
  circular.items = circular;

  test.each<[string, unknown, string]>([
    ['a map', new Map([['items', []]]), 'here: found an object of class Map; expected an object with items'],
    [
      'a date',
      { items: [], text: new Date() },
      'here.text: found an object of class Date; expected a string',
    ],
    [
      'a list with holes',
      { items: Array(3) },
      'here.items: found a list of 3 without item 0; write plain data',
    ],
    ['a huge list', { items: Array(2 ** 32 - 1) }, 'here.items: found a list of 4294967295 without item 0; '],
    ['a getter that throws', throwing, 'here: found an object that throws when it is read; write plain data'],
    ['a revoked proxy', revoked.proxy, 'here: found an object that throws when it is read; write plain data'],
    ['a circle', circular, 'here.items: found {"items":{"items":'],
    [
      'a symbol as key',
      { items: [], [Symbol('x')]: 1 },
      'here: found Symbol(x); expected a key that is text',
    ],
    ['a function', { items: () => 1 }, 'here.items: found the function items; expected a list'],
  ])('%s', (_, written, message) => {
    const { value, messages } = valueAndMessages((at, report) => parseShape(list, written, at, report));
    expect(value).toBeUndefined();
    expect(messages).toEqual([expect.stringContaining(message)]);
  });

  test('thousands of unknown keys are not reported one by one', () => {
    const { messages } = valueAndMessages((at, report) =>
      parseShape(
        list,
        { items: [], ...Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [index, 'x'])) },
        at,
        report,
      ),
    );
    expect(messages).toHaveLength(21);
    expect(messages.at(-1)).toBe('here: has 4980 more unknown keys; remove them');
  });
});
