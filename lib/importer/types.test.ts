import { openWorkbench, type Workbench } from './fixtures/workbench';
import { sources } from './sources';

let bench: Workbench;
let messages: readonly string[];

const imports = [
  "import type { Chart } from 'cdk8s';",
  "import { Application } from './imports/argoproj.io';",
  "import { CiliumNetworkPolicy } from './imports/cilium.io';",
  "import { KafkaTopic } from './imports/kafka.strimzi.io';",
  "import { IPAddressPool } from './imports/metallb.io';",
  'declare const chart: Chart;',
].join('\n');

/** What a person might write, and what the compiler is to say about it; nothing at all for what is right. */
const snippets: Readonly<Record<string, readonly [code: string, message: RegExp | undefined]>> = {
  'a right object': ["new IPAddressPool(chart, 'a', { spec: { addresses: ['192.0.2.0/24'] } })", undefined],
  'a list that is frozen': [
    "new IPAddressPool(chart, 'a', { spec: { addresses: Object.freeze(['192.0.2.0/24']) } })",
    undefined,
  ],
  'no spec': ["new Application(chart, 'a', {})", /Property 'spec' is missing/],
  'no required field': ["new IPAddressPool(chart, 'a', { spec: {} })", /Property 'addresses' is missing/],
  'an unknown field of ours': [
    "new IPAddressPool(chart, 'a', { spec: { addresses: [], autoassign: true } })",
    /'autoassign' does not exist in type 'IPAddressPoolSpec'/,
  ],
  'an unknown field of a package': [
    "new KafkaTopic(chart, 'a', { spec: { partition: 3 } })",
    /'partition' does not exist in type/,
  ],
  'a wrong type': [
    "new KafkaTopic(chart, 'a', { spec: { partitions: '3' } })",
    /'string' is not assignable to type 'number'/,
  ],
  'a port that is a number': [
    "new CiliumNetworkPolicy(chart, 'a', { spec: { endpointSelector: {}, ingress: [{ toPorts: [{ ports: [{ port: 80 }] }] }] } })",
    /'number' is not assignable to type 'string'/,
  ],
  'an unknown word of a closed list': [
    "new CiliumNetworkPolicy(chart, 'a', { spec: { endpointSelector: {}, ingress: [{ fromEntities: ['hosts'] }] } })",
    /"hosts"' is not assignable/,
  ],
  'undefined for a field that may be left out': [
    "new IPAddressPool(chart, 'a', { spec: { addresses: [], autoAssign: undefined } })",
    /exactOptionalPropertyTypes/,
  ],
  'a status': [
    "new IPAddressPool(chart, 'a', { spec: { addresses: [] }, status: {} })",
    /'status' does not exist in type 'IPAddressPoolProps'/,
  ],
};

const names = Object.keys(snippets);
const fileOf = (name: string): string => `${name.replaceAll(' ', '-')}.ts`;

beforeAll(() => {
  bench = openWorkbench();
  for (const name of names) bench.write(fileOf(name), `${imports}\n${snippets[name]?.[0] ?? ''};\n`);
  messages = bench.compile(names.map(fileOf));
}, 60_000);

afterAll(() => {
  bench.remove();
});

test.each(names)('the compiler judges rightly: %s', (name) => {
  const own = messages.filter((message) => message.startsWith(`${fileOf(name)}(`));
  const expected = snippets[name]?.[1];
  expect(own).toEqual(expected === undefined ? [] : [expect.stringMatching(expected)]);
});

test('each type that imports/ leads to is found in the installed packages', () => {
  const all = sources.map(({ group }) => `import './imports/${group}';`).join('\n');
  bench.write('everything.ts', all);
  expect(bench.danglingTypes(['everything.ts'])).toEqual([]);
}, 60_000);
