import { lan } from '../../../clusters/lan';
import { pi } from '../../../clusters/pi';
import { proxmox } from '../../../clusters/proxmox';
import { reachAll, reachOne } from './ask';

const clusters = [proxmox, pi, lan];
const said: { out: string[]; err: string[] } = { out: [], err: [] };

beforeEach(() => {
  said.out = [];
  said.err = [];
  jest.spyOn(console, 'log').mockImplementation((line: string) => said.out.push(line));
  jest.spyOn(console, 'error').mockImplementation((line: string) => said.err.push(line));
});
afterEach(() => jest.restoreAllMocks());

test('an answer is a sentence, the way hop by hop, and exit code 0 where it reaches', () => {
  expect(reachOne(clusters, { from: 'hamal', to: 'alkaid', port: '5432' }, {})).toBe(0);
  expect(said.out[0]).toBe(
    'hamal reaches alkaid on tcp 5432: alkaid: "kafka-connect: rows" of chain input of table asterism lets tcp 5432 from 172.22.0.135 to 172.22.0.133 through',
  );
  expect(said.out.length).toBeGreaterThan(3);
});

test('what is blocked ends with 1, and without a port every one that is offered is answered', () => {
  expect(reachOne(clusters, { from: 'kafka-connect', to: 'kafka', port: undefined }, { json: true })).toBe(1);
  const answers: unknown = JSON.parse(said.out.join('\n'));
  expect(answers).toMatchObject([
    { port: 9092, verdict: 'allowed' },
    { port: 9093, verdict: 'blocked' },
  ]);
});

test.each<readonly [string, Parameters<typeof reachOne>[1], Parameters<typeof reachOne>[2], string]>([
  ['no names', { from: undefined, to: undefined, port: undefined }, {}, 'two names are needed'],
  [
    'an unknown name',
    { from: 'foo', to: 'kafka', port: undefined },
    { cluster: 'proxmox' },
    'nothing in proxmox is named "foo"',
  ],
  [
    'an unknown cluster',
    { from: 'a', to: 'b', port: undefined },
    { cluster: 'pie' },
    'no cluster is named "pie"; did you mean "pi"',
  ],
  ['a port that is none', { from: 'hamal', to: 'alkaid', port: '70000' }, {}, '"70000" is no port'],
  [
    'a port that nobody offers',
    { from: 'kafka-connect', to: 'kafka', port: '99' },
    {},
    'kafka/broker does not offer 99/tcp; it offers 9092/tcp (clients), 9093/tcp (controller)',
  ],
  [
    'names that several clusters know',
    { from: 'internet', to: 'administrators', port: '22' },
    {},
    'know both "internet" and "administrators"; add --cluster',
  ],
])('%s: a clear error and exit code 2', (_, asked, options, message) => {
  expect(reachOne(clusters, asked, options)).toBe(2);
  expect(said.err.join('\n')).toContain(message);
  expect(said.out).toEqual([]);
});

test('--all shows who gets in where, and --json the same for programs', () => {
  expect(reachAll(clusters, { cluster: 'proxmox' })).toBe(0);
  expect(said.out[0]).toMatch(/^proxmox: \d+ senders, \d+ ports, \d+ pairs, \d+ open$/);
  expect(said.out).toContain(
    '  alkaid 5432/tcp (kafka-connect: rows) ← alphard, hamal, mizar, kafka-connect/worker',
  );
  said.out = [];
  expect(reachAll(clusters, { json: true })).toBe(0);
  expect(JSON.parse(said.out.join('\n'))).toMatchObject([
    { cluster: 'proxmox' },
    { cluster: 'pi' },
    { cluster: 'lan' },
  ]);
});
