import fc from 'fast-check';
import * as v from 'valibot';
import { addressPools, storageClasses } from '../component';
import * as catalogue from '../components';
import { claim, claimKind, factsChecks, host } from '../inventory';
import { k3s, kubernetes, postgresql, postgresqlOn } from '../machines';
import { componentFixtures } from '../testing/component-fixtures';
import { made } from '../testing/components';
import { changed, junk, placesIn } from '../testing/junk';
import { untyped } from '../testing/untyped';
import { type Problem, problemText } from '../values';
import { defineCluster } from './cluster';
import { base, ciliumBase, db, flannelK3s } from './fixtures/base';

function checkMessages(input: unknown): void {
  const { problems } = untyped(defineCluster)(input);
  for (const problem of problems) {
    const text = problemText(problem);
    expect(text).toMatch(/^[^\p{Cc}\p{Zl}\p{Zp}\u202e]+: [^\p{Cc}\u202e]+; [^\p{Cc}\u202e]+$/u);
    expect(text.length).toBeLessThan(2500);
    expect(problem.at.length).toBeLessThan(1000);
  }
}

const facts = { ...base, hosts: undefined, components: undefined, distribution: undefined };
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

describe.each(componentFixtures())('$makes()', ({ makes, props }) => {
  const component = catalogue[makes];

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

describe.each(Object.entries({ k3s, kubernetes }))('%s()', (_, distribution) => {
  const settings = {
    ...flannelK3s,
    disable: ['traefik'],
    networkPlugin: 'flannel',
    clusterDns: 'given',
    ingress: {
      namespace: 'proxy',
      service: 'proxy',
      pods: { app: 'proxy' },
      ports: [{ port: 443, target: 8443 }],
    },
    localApi: { host: '127.0.0.1', port: 7445 },
  };

  test('takes whatever it is given, and the cluster says what is wrong with it', () => {
    fc.assert(
      fc.property(junk, fc.constantFrom('', ...placesIn(settings)), (make, place) => {
        checkMessages({ ...base, distribution: untyped(distribution)(changed(place, make(), settings)) });
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});

test("the plan of a distribution of one's own may hold whatever in whatever place", () => {
  const right = {
    title: 'rock',
    version: 'v1.34.1',
    kubeProxy: true,
    dnsService: '10.43.0.10',
    localApi: { host: '127.0.0.1', port: 7445 },
    serverLabels: { a: 'b' },
    serverPorts: [{ port: 9345, what: 'the supervisor' }],
    provides: ['network plugin', 'cluster DNS'].map((role) => ({
      name: role,
      means: role,
      from: 'nowhere',
      exclusive: 'two fight',
      without: 'drop it',
      role,
    })),
    offers: [],
    claims: [
      claim(factsChecks, () => undefined, '.a'),
      claim(storageClasses, { name: 'standard', isDefault: true }, '.b'),
    ],
  };
  const own = (plan: unknown) => ({
    ...base,
    distribution: { kind: 'rock', settings: {}, problems: [], open: [], plan },
    components: base.components.filter(({ kind }) => kind !== 'coredns'),
  });
  expect(untyped(defineCluster)(own(right)).problems).toEqual([]);
  const places = placesIn({ ...right, claims: undefined });
  fc.assert(
    fc.property(
      junk,
      fc.constantFrom('', 'claims', 'claims.0', 'claims.0.value', ...places),
      (make, place) => {
        checkMessages(own(changed(place, make(), right)));
      },
    ),
    { numRuns: 100 },
  );
}, 120_000);

test.each(['problems', 'open'])(
  'a value whose %s hold no texts is not one that a function of a component, distribution or program gives',
  (key) => {
    for (const item of [undefined, null, {}, { at: 1 }, 'x', [{}]])
      for (const written of [
        { ...base, components: [...base.components, { ...made({ name: 'own' }), [key]: [item] }] },
        { ...base, distribution: { ...base.distribution, [key]: [item] } },
        {
          ...base,
          hosts: [changed('programs.0', { ...postgresql({ databases: [] }), [key]: [item] }, db.input)],
        },
      ]) {
        checkMessages(written);
        expect(untyped(defineCluster)(written).problems).not.toEqual([]);
      }
  },
);

test('a host takes whatever it is given', () => {
  // The kind of a claim is code, which no cluster file holds.
  const written = placesIn(db.input).filter((place) => !place.includes('.kind.'));
  fc.assert(
    fc.property(junk, fc.constantFrom('', ...written), (make, place) => {
      const declared = untyped(host)(changed(place, make(), db.input));
      postgresqlOn(declared, { database: 'kafka', user: 'kafka' });
      checkMessages({ ...base, hosts: [declared] });
    }),
    { numRuns: 60 },
  );
}, 120_000);

const endpoint = { protocol: 'http', transport: 'tcp', port: 80 };
const where = { component: 'demo', namespace: 'demo', service: 'demo', workload: 'web', targetPort: 80 };
const things = { name: 'things', means: 'kinds of things', from: 'list demo()' };
const shelves = claimKind({
  name: 'shelves',
  shape: v.strictObject({ room: v.string(), books: v.array(v.string()) }),
});

/** A plan that has something in every part, so that junk gets deep into it. */
const plan = {
  provides: [things],
  offers: [{ ...things, name: 'more', role: 'ingress' }],
  requires: [
    { capability: things, why: 'for its kinds' },
    { capability: 'network plugin', why: 'for its pods', mayComeLater: true },
  ],
  workloads: [
    {
      name: 'web',
      pods: { app: 'web' },
      listens: [{ name: 'http', port: 80, transport: 'tcp', open: 'world', operatedBy: things }],
      connects: [
        {
          to: { kind: 'endpoint', endpoint: { ...endpoint, owner: { kind: 'component', ...where } } },
          why: 'a',
        },
        {
          to: { kind: 'endpoint', endpoint: { ...endpoint, owner: { kind: 'host', host: 'db' } } },
          why: 'b',
        },
        { to: { kind: 'kube-apiserver' }, why: 'c' },
        { to: { kind: 'internet', host: '*', port: { first: 1, last: 2 }, transport: 'udp' }, why: 'd' },
        { to: { kind: 'nodes', port: 9100 }, why: 'e' },
      ],
      hostNetwork: false,
    },
  ],
  secrets: [],
  upstream: {
    kind: 'helm',
    repository: 'https://charts.example.com',
    chart: 'web',
    version: '1.0.0',
    release: 'web',
    values: { replicas: 1, hosts: ['a'], image: { tag: 'b' } },
    creates: [{ group: 'apps', kind: 'Deployment', namespace: 'demo' }],
    serverSideApply: true,
  },
  ignoreDifferences: [
    { group: '', kind: 'Secret', name: 'a', namespace: 'demo', jsonPointers: ['/data'], why: 'a controller' },
  ],
  group: 'apps',
  defines: [{ group: 'example.com', kind: 'Thing', namespaced: true }],
  podSecurity: 'restricted',
  claims: [
    claim(shelves, { room: 'a', books: ['b'] }, '.shelf'),
    claim(addressPools, {
      name: 'lan',
      network: 'nodes',
      range: { first: '192.0.2.240', last: '192.0.2.250' },
    }),
  ],
  build: () => undefined,
};

/** What is reported about a cluster with a component that has this plan. */
function toldOf(written: unknown): readonly Problem[] {
  const own = Object.assign(made({ name: 'demo' }), { plan: () => written });
  const input = { ...base, components: [own, ...base.components] };
  checkMessages(input);
  return untyped(defineCluster)(input).problems;
}

describe("the plan of a component of one's own", () => {
  test('has its shape, so what is reported below comes from the junk', () => {
    expect(toldOf(plan)).toEqual([]);
  });

  test('may contain anything anywhere: it is reported at the component, and nothing throws', () => {
    // Of the insides of a schema, a few are as good as all.
    const own = ['', ...placesIn(plan).filter((place) => !/\.shape\.[^.]+\./.test(place))];
    expect(own.length).toBeGreaterThan(80);
    fc.assert(
      fc.property(junk, fc.constantFrom(...own), (make, place) => {
        for (const problem of toldOf(changed(place, make(), plan)))
          expect(problem.at).toMatch(/^small\.(components|secrets|claims)/);
      }),
      { numRuns: 200 },
    );
  }, 120_000);
});
