import fc from 'fast-check';
import type { KubeObject } from '../../component';
import { isRecord } from '../../values';

/** Few values of each kind, so that what is drawn often meets. */
export const namespaces = ['a', 'a', 'a', 'b'];
export const labelValues = { app: ['x', 'y'], tier: ['x', 'y'], 'pod-template-hash': ['x'] };
export const blocks = [
  '0.0.0.0/0',
  '10.42.0.0/29',
  '10.42.0.0/30',
  '192.0.2.0/24',
  '192.0.2.11/32',
  '198.51.100.0/24',
];
export const ports = [53, 80, 81, 443];
export const names = ['git.example.com', 'example.com', 'a.b.example.com'];

export const some = <Value>(values: readonly Value[]) => fc.constantFrom(...values);
export const few = <Value>(value: fc.Arbitrary<Value>, minLength = 0) =>
  fc.array(value, { minLength, maxLength: 2 });
export const maybe = <Value>(key: string, value: fc.Arbitrary<Value>) =>
  fc.option(value, { nil: undefined }).map((drawn) => (drawn === undefined ? {} : { [key]: drawn }));
export const merged = (...parts: fc.Arbitrary<object>[]) =>
  fc.tuple(...parts).map((all) => Object.fromEntries(all.flatMap((part) => Object.entries(part))));
/** One of several maps. */
export const either = (...maps: fc.Arbitrary<object>[]) => fc.oneof(...maps);

export function selector(keys: readonly string[]): fc.Arbitrary<object> {
  const expression = fc.oneof(
    fc.record({
      key: some(keys),
      operator: some(['In', 'NotIn']),
      values: few(some(['x', 'y', 'a', '']), 1),
    }),
    fc.record({ key: some(keys), operator: some(['Exists', 'DoesNotExist']) }),
  );
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant({}) },
    {
      weight: 3,
      arbitrary: fc
        .dictionary(some(keys), some(['x', 'y', 'a']), { minKeys: 1, maxKeys: 2 })
        .map((matchLabels) => ({ matchLabels: undoubled(matchLabels) })),
    },
    { weight: 2, arbitrary: few(expression, 1).map((matchExpressions) => ({ matchExpressions })) },
  );
}

/** Of a key with the source `any:` and the same key without one, which mean the same to Cilium, the latter only. */
function undoubled(labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(labels).filter(
      ([key]) => !key.startsWith('any:') || !Object.hasOwn(labels, key.slice('any:'.length)),
    ),
  );
}

export const podKeys = Object.keys(labelValues);
export const podSelector = selector(podKeys);
/** What a policy is for: often everything, or most of what is drawn would select nothing. */
export const subject = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: podSelector },
);
export const block = fc
  .record({ cidr: some(blocks) })
  .chain(({ cidr }) =>
    maybe(
      'except',
      fc.constant(
        cidr === '0.0.0.0/0' ? ['10.42.0.0/30', '192.0.2.11/32'] : [cidr.replace(/\/(29|30|24)$/, '/31')],
      ),
    ).map((except) => (cidr.endsWith('/32') ? { cidr } : { cidr, ...except })),
  );

export function object(
  apiVersion: string,
  kind: string,
  namespace: fc.Arbitrary<string | undefined>,
  spec: fc.Arbitrary<object>,
  specs: fc.Arbitrary<readonly object[]> = fc.constant([]),
): fc.Arbitrary<KubeObject> {
  return fc.record({ namespace, spec, specs }).map((drawn) => {
    const metadata = {
      name: 'p',
      ...(drawn.namespace !== undefined && { namespace: drawn.namespace }),
    };
    const made: unknown = {
      apiVersion,
      kind,
      metadata,
      spec: drawn.spec,
      ...(drawn.specs.length > 0 && { specs: drawn.specs }),
    };
    if (!isObject(made)) throw new Error('what is drawn is an object of Kubernetes');
    return made;
  });
}

function isObject(value: unknown): value is KubeObject {
  return isRecord(value) && isRecord(value['metadata']);
}
