import * as v from 'valibot';
import type { ComponentPlan } from '../component';
import { type Claim, capability, claim, claimKind, claimsOf } from '../inventory';
import { planned, smallCluster } from '../testing/clusters';
import { filling, made } from '../testing/components';
import { untyped } from '../testing/untyped';
import { problemText } from '../values';
import { defineCluster } from './cluster';

/** What a person with a repository of their own may write: an exclusive capability, and a kind of claim with a check. */
const certificates = capability({
  name: 'certificates',
  means: 'certificates for names',
  from: 'list certManager()',
  exclusive: 'both would renew the same certificates',
});
const names = claimKind({
  name: 'names',
  shape: v.strictObject({ host: v.string(), port: v.exactOptional(v.number(), 443) }),
  check: (claims, { report }) => {
    const seen = new Map<string, string>();
    for (const { value, by, at } of claims) {
      const earlier = seen.get(value.host);
      if (earlier !== undefined)
        report({ at, reason: `"${value.host}" is that of ${earlier} as well`, next: 'choose another name' });
      seen.set(value.host, by);
    }
  },
});

const one = (name: string, plan: Partial<ComponentPlan>) => made({ name, plan });
const provider = (name: string, ...provides: ComponentPlan['provides']) => one(name, { provides });
const needing = (wanted: ComponentPlan['requires'][number]['capability'], mayComeLater = false) =>
  one('web', { requires: [{ capability: wanted, why: 'for its names', mayComeLater }] });
const claiming = (name: string, ...claims: readonly Claim[]) => one(name, { claims });
/** A claim as plain JavaScript may write it. */
const strange = untyped((written: Claim) => claiming('web', written));

function messagesOf(...components: readonly ReturnType<typeof made>[]): readonly string[] {
  return defineCluster(smallCluster(components)).problems.map(problemText);
}

test.each([
  [
    'what is required and not provided, with the way to get it',
    [needing(certificates)],
    'small.components.web: needs certificates for its names, which nothing in the cluster provides; list certManager()',
  ],
  [
    'what a component of the cluster would provide if it were written otherwise',
    [
      needing(certificates),
      one('vault', { offers: [{ ...certificates, from: 'write pki: true in vault({ … })' }] }),
    ],
    'small.components.web: needs certificates for its names, which nothing in the cluster provides; list certManager(), or write pki: true in vault({ … })',
  ],
  [
    'a role that nothing fills',
    [needing('delivery')],
    'small.components.web: needs delivery for its names, which nothing in the cluster provides; list a component that provides it',
  ],
  [
    'what two provide and must not, though each declares it for itself',
    [provider('vault', certificates), provider('acme', capability({ ...certificates }))],
    'small.components: acme and vault both provide certificates: both would renew the same certificates; keep one of them',
  ],
  [
    'two that fill one role by capabilities of other names',
    [provider('flux', filling('delivery', 'flux')), provider('argo', filling('delivery', 'argo'))],
    'small.components: argo and flux both provide delivery: two are one too many; keep one of them',
  ],
])('%s is reported', (_, components, message) => {
  expect(messagesOf(...components)).toEqual([message]);
});

test('two values of one name are one capability, and what provides it comes first', () => {
  const { components } = planned(
    smallCluster([needing({ ...certificates }), provider('zeta', capability({ ...certificates }))]),
  );
  expect(components.map(({ name, after }) => [name, after])).toEqual([
    ['web', ['zeta']],
    ['zeta', []],
  ]);
});

test('what may come later has to be there, and is not waited for', () => {
  expect(messagesOf(needing(certificates, true))).toHaveLength(1);
  const { components } = planned(smallCluster([needing(certificates, true), provider('acme', certificates)]));
  expect(components.map(({ wave }) => wave)).toEqual([1, 1]);
});

test('any number may provide what is not exclusive', () => {
  const shared = capability({ name: 'metrics', means: 'metrics', from: 'list metrics()' });
  expect(messagesOf(provider('a', shared), provider('b', shared))).toEqual([]);
});

test('claims of one kind are read by its shape, from every component, and no others', () => {
  const others = claimKind({ name: 'others', shape: v.string() });
  const plan = planned(
    smallCluster([
      claiming('web', claim(names, { host: 'web.example.com' }, '.host'), claim(others, 'x')),
      claiming('shop', claim(names, { host: 'shop.example.com', port: 8443 })),
    ]),
  );
  expect(claimsOf(plan, names)).toEqual([
    { kind: names, value: { host: 'shop.example.com', port: 8443 }, by: 'shop', at: 'small.components.shop' },
    {
      kind: names,
      value: { host: 'web.example.com', port: 443 },
      by: 'web',
      at: 'small.components.web.host',
    },
  ]);
});

const failing = (check: () => unknown) =>
  claiming('web', claim(claimKind({ name: 'odd', shape: v.string(), check }), 'x'));
const broken = claimKind({
  name: 'broken',
  shape: v.pipe(
    v.string(),
    v.transform(() => never()),
  ),
});
function never(): never {
  throw new Error('not today');
}

test.each([
  [
    'what the check of a kind finds, at the claim',
    [
      claiming('shop', claim(names, { host: 'a.example.com' })),
      claiming('web', claim(names, { host: 'a.example.com' }, '.host')),
    ],
    /^small\.components\.web\.host: "a\.example\.com" is that of shop as well; choose another name$/,
  ],
  [
    'a value of another shape, at its place',
    [strange({ kind: names, value: { host: 5 } })],
    /^small\.components\.web\.claims\.names\.host: found 5; expected a string$/,
  ],
  [
    'a misspelt key',
    [strange({ kind: names, value: { host: 'a', prot: 80 } })],
    /^small\.components\.web\.claims\.names\.prot: unknown key "prot"; did you mean "port"\?$/,
  ],
  [
    'a kind that is a name',
    [strange({ kind: 'names', value: {} })],
    /^small\.components\.web\.claims\[0\]: .* is not a claim; make it with claim\(kind, value\)/,
  ],
  ['nothing', [strange(undefined)], /^small\.components\.web\.claims\[0\]: undefined is not a claim; /],
  [
    'an object that throws when it is read',
    [strange({ kind: new Proxy({}, { get: never }), value: 1 })],
    /^small\.components\.web\.claims\[0\]: .* is not a claim; /,
  ],
  ['a shape that throws', [claiming('web', claim(broken, 'x'))], /claims\.broken: the schema .* not today; /],
  ['a check that throws', [failing(never)], /^small\.claims\.odd: the check .* failed: not today; /],
  [
    'a check that throws what has no text',
    [
      failing(() => {
        throw Object.create(null);
      }),
    ],
    /^small\.claims\.odd: the check .* failed: it threw an object that cannot be read; /,
  ],
  [
    'a check that nothing waits for',
    [failing(() => Promise.reject(new Error('later')))],
    /^small\.claims\.odd: the check of this kind is async, and nothing waits for it; /,
  ],
  [
    'two kinds of one name, as with two copies of a package',
    [
      claiming('shop', claim(names, { host: 'a.example.com' })),
      claiming('web', claim(claimKind({ ...names }), { host: 'a.example.com' })),
    ],
    /^small\.claims: two kinds of claims are named "names", so each misses the claims of the other; /,
  ],
])('%s is a message at its place, and never a stack', (_, components, message) => {
  const messages = messagesOf(...components);
  expect(messages).toEqual([expect.stringMatching(message)]);
  expect(messages.join()).not.toMatch(/\n| {4}at /);
});
