import { told } from '../testing/told';
import { parseMac, unreadMac } from './mac';
import { parseDnsName, parseLabel, parseLabels, parseTopicName } from './name';
import { parsePort } from './port';
import { type Problem, problemText, shown, withoutFollowUps } from './problem';
import { parseSemVer } from './semver';

const label = 'use at most 63 lower-case letters, digits and inner hyphens';
const topic = 'use at most 249 of the letters a to z, digits, dots, underscores and hyphens';
const group = 'which no network card has; write the address of the network card itself';
const pairs = 'write six pairs of hexadecimal digits: BC:24:11:B3:ED:03';

const cases: Readonly<
  Record<string, { parse: typeof parseLabel | typeof parsePort; good: unknown[]; bad: [unknown, string][] }>
> = {
  'a MAC address': {
    parse: parseMac,
    good: ['BC:24:11:B3:ED:03', '00:00:5E:00:53:86'],
    bad: [
      ['BC:24:11:B3:ED', `is no MAC address; ${pairs}`],
      ['BC:24:11:B3:ED:03:05', `is no MAC address; ${pairs}`],
      ['BC:24:11:B3:ED:0G', `is no MAC address; ${pairs}`],
      ['BC2411B3ED03', `is no MAC address; ${pairs}`],
      [1, `is no MAC address; ${pairs}`],
      ['01:00:5E:00:00:FB', `is a group address, ${group}`],
      ['FF:FF:FF:FF:FF:FF', `is a group address, ${group}`],
      ['00:00:00:00:00:00', `is all zeros, ${group}`],
    ],
  },
  'a DNS label': {
    parse: parseLabel,
    good: ['a', '0', 'node-1', 'a'.repeat(63)],
    bad: [
      ['Node_1', `is no DNS label; ${label}, such as "node-1"`],
      ['-node', `is no DNS label; ${label}, such as "node"`],
      ['a.b', `is no DNS label; ${label}, such as "a-b"`],
      ['node\n', `is no DNS label; ${label}, such as "node"`],
      ['a'.repeat(64), `is no DNS label; ${label}, such as "${'a'.repeat(63)}"`],
      ['ö', `is no DNS label; ${label}`],
      ['', `is no DNS label; ${label}`],
      [5, `is no DNS label; ${label}`],
    ],
  },
  'a DNS name': {
    parse: parseDnsName,
    good: ['a', 'git.example.com', 'local-path'],
    bad: [
      ['git.example.com.', 'is no DNS name; write labels joined by dots, such as git.example.com'],
      ['git..com', 'is no DNS name; write labels joined by dots, such as git.example.com'],
      ['Git.example.com', 'is no DNS name; write labels joined by dots, such as git.example.com'],
      ['', 'is no DNS name; write labels joined by dots, such as git.example.com'],
    ],
  },
  'a topic name': {
    parse: parseTopicName,
    good: ['demo-messages', 'a.b.c', 'A_b', '_', '...', 't'.repeat(249)],
    bad: [
      ['demo messages', `is no Kafka topic name; ${topic}`],
      ['.', `is no Kafka topic name; ${topic}`],
      ['..', `is no Kafka topic name; ${topic}`],
      ['t'.repeat(250), `is no Kafka topic name; ${topic}`],
      ['', `is no Kafka topic name; ${topic}`],
      [null, `is no Kafka topic name; ${topic}`],
      ['a.b_c', `mixes dots and underscores, which collide in Kafka's metric names; did you mean "a.b.c"?`],
    ],
  },
  'a full version': {
    parse: parseSemVer,
    good: ['1.19.6', 'v1.33.5+k3s1', '2.0.0-rc.1', '0.0.0', '3.4.0-a-b+x.y'],
    bad: [
      ['1.19', 'is no full version; pin one such as 1.19.6 or v1.33.5+k3s1'],
      ['latest', 'is no full version; pin one such as 1.19.6 or v1.33.5+k3s1'],
      ['^1.19.6', 'is no full version; pin one such as 1.19.6 or v1.33.5+k3s1'],
      ['1.x.0', 'is no full version; pin one such as 1.19.6 or v1.33.5+k3s1'],
      ['01.2.0', 'is no full version; pin one such as 1.19.6 or v1.33.5+k3s1'],
      ['1.02.0', 'is no full version; pin one such as 1.19.6 or v1.33.5+k3s1'],
      ['1.2.3-', 'is no full version; pin one such as 1.19.6 or v1.33.5+k3s1'],
      ['1.2.3+a..b', 'is no full version; pin one such as 1.19.6 or v1.33.5+k3s1'],
      [1.2, 'is no full version; pin one such as 1.19.6 or v1.33.5+k3s1'],
    ],
  },
  'a port': {
    parse: parsePort,
    good: [1, 6443, 65535],
    bad: [
      [0, 'is no port; write a whole number from 1 to 65535'],
      [65536, 'is no port; write a whole number from 1 to 65535'],
      [22.5, 'is no port; write a whole number from 1 to 65535'],
      [Number.NaN, 'is no port; write a whole number from 1 to 65535'],
      ['6443', 'is no port; write a whole number from 1 to 65535'],
    ],
  },
};

describe.each(Object.entries(cases))('%s', (_, { parse, good, bad }) => {
  test.each(good)('may be %p', (written) => {
    expect(told((at, report) => parse(written, at, report))).toEqual({ value: written, messages: [] });
  });

  test.each(bad)('is not %p', (written, text) => {
    expect(told((at, report) => parse(written, at, report)).messages).toEqual([
      `here: ${shown(written)} ${text}`,
    ]);
  });
});

test('a MAC address may be written with hyphens and in lower case', () => {
  expect(told((at, report) => parseMac('bc-24-11-b3-ed-03', at, report)).value).toBe('BC:24:11:B3:ED:03');
  expect(told((at, report) => parseMac('x', at, report)).value).toBe(unreadMac);
});

test('labels of Kubernetes are held to their form, keys and values', () => {
  const labels = {
    'storage-type': 'nvme',
    'example.com/zone_1': '',
    'no key': 'x',
    'Example.com/zone': 'x',
    size: 'very large',
  };
  expect(
    told((at, report) => {
      parseLabels(labels, at, report);
    }).messages,
  ).toEqual([
    'here.no key: "no key" is no key of a Kubernetes label; use at most 63 letters, digits and inner "-", "_" and ".", after a DNS name and a slash where wanted',
    'here.Example.com/zone: "Example.com/zone" is no key of a Kubernetes label; use at most 63 letters, digits and inner "-", "_" and ".", after a DNS name and a slash where wanted',
    'here.size: "very large" is no value of a Kubernetes label; use at most 63 letters, digits and inner "-", "_" and "."',
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
    [endless, 'an object without an end'],
    [
      function kafka() {
        return 1;
      },
      'the function kafka',
    ],
  ])('is on one line, whatever it is (%#)', (value, text) => {
    expect(shown(value)).toBe(text);
  });

  test('is cut where it is long', () => {
    expect(shown('x'.repeat(500))).toHaveLength(80);
  });
});

test('a problem about a place that could not be read, a part of it or what it is part of, is passed over', () => {
  const problems: Problem[] = [];
  const report = withoutFollowUps((problem) => problems.push(problem));
  const say = (at: string, unread?: string) => {
    report({ at, reason: 'is wrong', next: 'mend it', ...(unread !== undefined && { unread }) });
  };
  say('pi.nodes');
  say('pi.nodes[1].name', 'pi.nodes[1].name');
  say('pi.nodes[1].name');
  say('pi.nodes[1].name.first');
  say('pi.nodes');
  say('pi.nodes[1].namesake');
  say('pi.nodes[1].name', 'pi.nodes[1].name');
  expect(problems.map(problemText)).toEqual([
    'pi.nodes: is wrong; mend it',
    'pi.nodes[1].name: is wrong; mend it',
    'pi.nodes[1].namesake: is wrong; mend it',
  ]);
});
