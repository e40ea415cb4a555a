import fc from 'fast-check';
import * as catalogue from '../components';
import { host } from '../inventory';
import { untyped } from '../testing/untyped';
import { problemText } from '../values';
import { defineCluster } from './cluster';
import { base, ciliumBase, db, messages } from './fixtures/base';

/** What a cluster file in plain JavaScript may hold in any place. */
const strange = fc.constantFrom<() => unknown>(
  () => new Map([['name', 'x']]),
  () => new Date(0),
  () =>
    new (class Thing {
      readonly name = 'x';
    })(),
  () => Array<unknown>(3),
  () => Array<unknown>(2 ** 32 - 1),
  () => ({ [Symbol('x')]: 1 }),
  () => Symbol('two\nlines'),
  () => 10n ** 20_000n,
  () => 'x'.repeat(300_000),
  () => '\u001b[2J\u202e\n\r\0'.repeat(2000),
  () => ({ ['k'.repeat(100_000)]: 1, '\u001b[2J': 2 }),
  () => Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`key-${index}`, index])),
  () => () => 1,
  () => Promise.resolve(1),
  () => new Proxy({}, { get: fail, has: fail, ownKeys: fail, getPrototypeOf: fail }),
  () => ({
    get name() {
      return fail();
    },
  }),
  () => Object.create(null),
  circle,
  deep,
  shared,
);

function fail(): never {
  throw new Error('no');
}

function circle(): unknown {
  const self: Record<string, unknown> = { name: 'x' };
  return Object.assign(self, { self, list: [self, self] });
}

function deep(): unknown {
  let whole: unknown = 'end';
  for (let level = 0; level < 20_000; level++) whole = level % 2 === 0 ? [whole] : { whole };
  return whole;
}

/** Two ways at each of a hundred levels: to walk all of them would never end. */
function shared(): unknown {
  let whole: unknown = 'end';
  for (let level = 0; level < 100; level++) whole = { a: whole, b: whole };
  return whole;
}

/** Made within each run: fast-check looks into what it draws, and some of it throws then. */
const junk = fc.oneof(
  strange,
  fc
    .anything({
      withDate: true,
      withMap: true,
      withSet: true,
      withBigInt: true,
      withSparseArray: true,
      withNullPrototype: true,
    })
    .map((value) => () => value),
);

function checkMessages(input: unknown): void {
  const { problems } = untyped(defineCluster)(input);
  for (const problem of problems) {
    const text = problemText(problem);
    expect(text).toMatch(/^[^\p{Cc}\p{Zl}\p{Zp}\u202e]+: [^\p{Cc}\u202e]+; [^\p{Cc}\u202e]+$/u);
    expect(text.length).toBeLessThan(2500);
    expect(problem.at.length).toBeLessThan(1000);
  }
}

/** The same with another value in one place; the empty place is the whole. */
function changed(place: string, value: unknown, whole: unknown): unknown {
  if (place === '') return value;
  const [key = '', ...rest] = place.split('.');
  if (Array.isArray(whole))
    return whole.map((item: unknown, index) =>
      index === Number(key) ? changed(rest.join('.'), value, item) : item,
    );
  const parts: Readonly<Record<string, unknown>> =
    typeof whole === 'object' && whole !== null ? { ...whole } : {};
  return { ...parts, [key]: changed(rest.join('.'), value, parts[key]) };
}

/** Every place of a value, with dots: `nodes.0.address`. */
function placesIn(value: unknown, before = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [
    `${before}${key}`,
    ...placesIn(item, `${before}${key}.`),
  ]);
}

const facts = { ...base, hosts: undefined, components: undefined };
const places = placesIn(facts).filter((place) => !/^(hosts|components)/.test(place));

test('whatever is written in whatever place of a cluster, every message has a place and fits on a line', () => {
  expect(places.length).toBeGreaterThan(30);
  fc.assert(
    fc.property(
      junk,
      fc.constantFrom('', 'hosts', 'hosts.0', 'components', 'components.0', ...places),
      (make, place) => {
        for (const cluster of [base, ciliumBase]) checkMessages(changed(place, make(), cluster));
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);

/** Props that are right, so that junk gets deep into them. */
const right: Readonly<Record<keyof typeof catalogue, object>> = {
  argoCd: { domain: 'argocd.example.com', clusters: ['https://192.0.2.10:6443'] },
  cilium: {
    version: '1.19.6',
    apiServer: { host: '127.0.0.1', port: 6444 },
    hubble: { relay: true, metrics: ['dns'] },
    ingress: { mode: 'shared', address: '192.0.2.240' },
    loadBalancer: {
      pools: [{ name: 'lan', network: 'nodes', range: '192.0.2.240-192.0.2.250' }],
      announce: { nodeSelector: { a: 'b' } },
    },
  },
  ciliumPolicies: {
    name: 'p',
    namespace: 'p',
    policies: [{ name: 'p', pods: { a: 'b' }, from: [{ pods: { a: 'c' } }], ports: [{ port: 80 }] }],
  },
  coredns: {
    mode: 'replace',
    upstream: ['192.0.2.53'],
    zones: [{ zone: 'corp.example.com', forward: ['192.0.2.54'] }],
  },
  demoProducer: { brokers: messages.bootstrap, topic: 'orders' },
  gatewayApi: { version: 'v1.4.1' },
  kafka: { mode: 'kraft', topics: [{ name: 'orders', retention: '7d' }], nodeSelector: { a: 'b' } },
  kafkaConnect: {
    brokers: messages.bootstrap,
    database: db.postgresql({ database: 'kafka', user: 'kafka' }),
    sinks: [
      {
        name: 'orders',
        topics: ['orders'],
        tables: { orders: 'orders' },
        key: { from: 'value', fields: ['id'] },
      },
    ],
  },
  metallb: { pools: [{ name: 'lan', network: 'nodes', range: '192.0.2.240-192.0.2.250' }] },
  sealedSecrets: { memory: '128Mi', certificate: 'x' },
  strimziOperator: { watchNamespaces: ['kafka'] },
};

describe.each(Object.entries(catalogue))('%s()', (name, component) => {
  const props = Object.entries(right).find(([key]) => key === name)?.[1] ?? {};

  test('takes whatever it is given, and the cluster says what is wrong with it', () => {
    fc.assert(
      fc.property(
        junk,
        fc.constantFrom('', 'name', 'namespace', 'unknown', ...placesIn(props)),
        (make, place) => {
          const made = untyped(component)(changed(place, make(), props));
          checkMessages({ ...base, components: [made, ...base.components] });
        },
      ),
      { numRuns: 30 },
    );
  }, 120_000);
});

test('a host takes whatever it is given', () => {
  fc.assert(
    fc.property(junk, fc.constantFrom('', ...placesIn(db.input)), (make, place) => {
      const declared = untyped(host)(changed(place, make(), db.input));
      declared.postgresql({ database: 'kafka', user: 'kafka' });
      checkMessages({ ...base, hosts: [declared] });
    }),
    { numRuns: 60 },
  );
}, 120_000);
