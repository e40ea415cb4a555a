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
    'an address that the inventory does not know',
    { from: 'hamal', to: '172.22.0.200', port: '22' },
    { cluster: 'proxmox' },
    'error to: nobody in proxmox has 172.22.0.200, an address of network nodes; name a node, a host or a component, or write the machine into hosts',
  ],
  [
    "an address of a load balancer's pool",
    { from: 'internet', to: '192.168.4.21', port: '443' },
    { cluster: 'pi' },
    "error to: 192.168.4.21 is an address of a load balancer's pool, and a Service gets its address at run time; name the component, or namespace/label=value",
  ],
  [
    'an address of the Services',
    { from: 'hamal', to: '10.43.0.77', port: '443' },
    { cluster: 'proxmox' },
    'error to: 10.43.0.77 is an address of the service network, and a Service gets its address at run time; name the component, or namespace/label=value',
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

test('somebody whom the inventory does not know may ask all the same', () => {
  expect(reachOne(clusters, { from: '172.22.0.200', to: 'alkaid', port: '5432' }, {})).toBe(1);
  expect(said.out[0]).toMatch(
    /^172\.22\.0\.200 does not reach alkaid on tcp 5432: alkaid: no rule of chain input/,
  );
});

test('the gateway of a network, and an address for which a node answers, are known', () => {
  reachOne(clusters, { from: 'hamal', to: '172.22.0.1', port: '443' }, { cluster: 'proxmox' });
  reachOne(clusters, { from: 'rathian', to: '192.168.4.20', port: '443' }, { cluster: 'pi' });
  expect(said.err).toEqual([]);
  expect(said.out.filter((line) => !line.startsWith(' '))).toEqual([
    'hamal reaches 172.22.0.1 on tcp 443: nothing on the way stops it',
    'rathian reaches 192.168.4.20 on tcp 443: nothing on the way stops it',
  ]);
});
