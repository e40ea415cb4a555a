import * as v from 'valibot';
import { valueAndMessages } from '../testing/outcome';
import { addressOrDnsName, addressOrName } from './address-or-name';
import { mac } from './mac';
import { dnsName, label as labelSchema, labelBefore, labels } from './name';
import { port } from './port';
import { semVer } from './semver';
import { parseShape } from './shape';
import { shown } from './shown';

const label = 'use at most 63 lower-case letters, digits and inner hyphens';
const group = 'which no network interface has; write the address of the network interface itself';
const pairs = 'write six pairs of hexadecimal digits: BC:24:11:B3:ED:03';

const cases: Readonly<
  Record<string, { schema: v.GenericSchema; good: (string | number)[]; bad: [string | number, string][] }>
> = {
  'a MAC address': {
    schema: mac,
    good: ['BC:24:11:B3:ED:03', '00:00:5E:00:53:86'],
    bad: [
      ['BC:24:11:B3:ED', `is not a valid MAC address; ${pairs}`],
      ['BC:24:11:B3:ED:03:05', `is not a valid MAC address; ${pairs}`],
      ['BC:24:11:B3:ED:0G', `is not a valid MAC address; ${pairs}`],
      ['BC2411B3ED03', `is not a valid MAC address; ${pairs}`],
      ['01:00:5E:00:00:FB', `is a multicast address, ${group}`],
      ['FF:FF:FF:FF:FF:FF', `is a multicast address, ${group}`],
      ['00:00:00:00:00:00', `is all zeros, ${group}`],
    ],
  },
  'a DNS label': {
    schema: labelSchema,
    good: ['a', '0', 'node-1', 'a'.repeat(63)],
    bad: [
      ['Node_1', `is not a valid DNS label; ${label}, such as "node-1"`],
      ['-node', `is not a valid DNS label; ${label}, such as "node"`],
      ['a.b', `is not a valid DNS label; ${label}, such as "a-b"`],
      ['node\n', `is not a valid DNS label; ${label}, such as "node"`],
      ['a'.repeat(64), `is not a valid DNS label; ${label}, such as "${'a'.repeat(63)}"`],
      ['ö', `is not a valid DNS label; ${label}`],
      ['', `is not a valid DNS label; ${label}`],
    ],
  },
  'a DNS name': {
    schema: dnsName,
    good: ['a', 'git.example.com', 'local-path'],
    bad: [
      ['git.example.com.', 'is not a valid DNS name; write labels joined by dots, such as git.example.com'],
      ['git..com', 'is not a valid DNS name; write labels joined by dots, such as git.example.com'],
      ['Git.example.com', 'is not a valid DNS name; write labels joined by dots, such as git.example.com'],
      ['', 'is not a valid DNS name; write labels joined by dots, such as git.example.com'],
    ],
  },
  'a full version': {
    schema: semVer,
    good: ['1.19.6', 'v1.33.5+k3s1', '2.0.0-rc.1', '0.0.0', '3.4.0-a-b+x.y'],
    bad: [
      ['1.19', 'is not a full version; pin one such as 1.19.6 or v1.34.1'],
      ['latest', 'is not a full version; pin one such as 1.19.6 or v1.34.1'],
      ['^1.19.6', 'is not a full version; pin one such as 1.19.6 or v1.34.1'],
      ['1.x.0', 'is not a full version; pin one such as 1.19.6 or v1.34.1'],
      ['01.2.0', 'is not a full version; pin one such as 1.19.6 or v1.34.1'],
      ['1.02.0', 'is not a full version; pin one such as 1.19.6 or v1.34.1'],
      ['1.2.3-', 'is not a full version; pin one such as 1.19.6 or v1.34.1'],
      ['1.2.3+a..b', 'is not a full version; pin one such as 1.19.6 or v1.34.1'],
    ],
  },
  'a port': {
    schema: port,
    good: [1, 6443, 65535],
    bad: [
      [0, 'is not a valid port; write a whole number from 1 to 65535'],
      [65536, 'is not a valid port; write a whole number from 1 to 65535'],
      [22.5, 'is not a valid port; write a whole number from 1 to 65535'],
    ],
  },
};

const read = (schema: v.GenericSchema, written: unknown) =>
  valueAndMessages((at, report) => parseShape(schema, written, at, report));

describe.each(Object.entries(cases))('%s', (_, { schema, good, bad }) => {
  test.each(good)('may be %p', (written) => {
    expect(read(schema, written)).toEqual({ value: written, messages: [] });
  });

  test.each(bad)('is not %p', (written, text) => {
    expect(read(schema, written)).toEqual({
      value: undefined,
      messages: [`here: ${shown(written)} ${text}`],
    });
  });
});

test('a MAC address may be written with hyphens and in lower case', () => {
  expect(v.parse(mac, 'bc-24-11-b3-ed-03')).toBe('BC:24:11:B3:ED:03');
});

test('a machine is given by its address or its name, and text that looks like an address is parsed as one', () => {
  expect(v.parse(addressOrName, '192.0.2.1')).toEqual({ by: 'address', address: '192.0.2.1' });
  expect(v.parse(addressOrName, 'ada')).toEqual({ by: 'name', name: 'ada' });
  expect(v.parse(addressOrDnsName, 'api.example.com')).toEqual({ by: 'name', name: 'api.example.com' });
  expect(read(addressOrName, '192.0.2').messages).toEqual([
    'here: "192.0.2" is not a valid IPv4 address; write four numbers from 0 to 255, such as 192.0.2.10, without leading zeros',
  ]);
  expect(read(addressOrName, 'api.example.com').messages).toEqual([
    'here: "api.example.com" is neither an IPv4 address nor the name of a machine; write an address such as 192.0.2.10, or the name of a node or host',
  ]);
  expect(read(addressOrDnsName, 'a b').messages).toEqual([
    'here: "a b" is neither an IPv4 address nor a DNS name; write an address such as 192.0.2.10, or labels joined by dots, such as api.example.com',
  ]);
});

test('a name leaves room for the suffixes that are appended to it', () => {
  const schema = labelBefore('-brokers');
  expect(v.parse(schema, 'a'.repeat(55))).toHaveLength(55);
  expect(v.is(schema, 'a'.repeat(56))).toBe(false);
});

test('the keys and values of Kubernetes labels are validated', () => {
  const written = {
    'storage-type': 'nvme',
    'example.com/zone_1': '',
    'no key': 'x',
    'Example.com/zone': 'x',
    size: 'very large',
  };
  const key =
    'is not a valid Kubernetes label key; use at most 63 letters, digits and inner "-", "_" and ".", optionally after a DNS name and a slash';
  expect(read(labels, written).messages).toEqual([
    `here.no key: "no key" ${key}`,
    `here.Example.com/zone: "Example.com/zone" ${key}`,
    'here.size: "very large" is not a valid Kubernetes label value; use at most 63 letters, digits and inner "-", "_" and "."',
  ]);
});

describe('a found value in a message', () => {
  const endless: { self?: unknown } = {};
  endless.self = endless;

  test.each([
    ['two\nlines', '"two\\nlines"'],
    [Number.NaN, 'NaN'],
    [10n, '10'],
    [undefined, 'undefined'],
    [null, 'null'],
    [[1, { a: 2 }], '[1,{"a":2}]'],
    [endless, `${'{"self":'.repeat(10).slice(0, 79)}…`],
    [new Map([[1, 2]]), 'an object of class Map'],
    [new Date(0), 'an object of class Date'],
    [Object.create(null), '{}'],
    [Array(1), '[undefined]'],
    [Symbol('two\nlines'), 'Symbol(two\\u000alines)'],
    ['\u001b[31mred\u202e', '"\\u001b[31mred\\u202e"'],
    [{ '\u009b': '\u2028' }, '{"\\u009b":"\\u2028"}'],
    [10n ** 100_000n, 'a whole number of over 70 digits'],
    [
      function kafka() {
        return 1;
      },
      'the function kafka',
    ],
  ])('is on one line, whatever it is (%#)', (value, text) => {
    expect(shown(value)).toBe(text);
  });

  test('is truncated when it is long', () => {
    expect(shown('x'.repeat(500))).toHaveLength(80);
  });
});
