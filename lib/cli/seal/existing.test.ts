import { load } from 'js-yaml';
import { parseSealed } from '../../synth';
import { problemText } from '../../values';
import { documentText, sealedDocument, type SealedParts } from './document';
import { type ExistingOptions, startFrom } from './existing';

const place = { namespace: 'shop', name: 'login' };
const target = {
  ...place,
  cluster: 'small',
  keys: ['password', 'username'],
  values: {},
  labels: {},
  file: 'secrets/small/shop-login.yaml',
};
const parts: SealedParts = {
  place,
  scope: 'strict',
  sealed: { username: 'QQ==', password: 'Qg==' },
  labels: {},
};
const text = (changes: Partial<SealedParts> = {}) =>
  documentText(sealedDocument({ ...parts, ...changes }), 'yaml');

function start(written: string | undefined, options: Partial<ExistingOptions> = {}) {
  const messages: string[] = [];
  const result = startFrom(
    written,
    target,
    { merge: false, force: false, write: true, ...options },
    (problem) => messages.push(problemText(problem)),
  );
  return { result, messages };
}

test('a new file is written in a fixed order, with the scope on the SealedSecret and on its Secret', () => {
  expect(text({ scope: 'namespace', type: 'kubernetes.io/basic-auth', labels: { team: 'shop' } }))
    .toBe(`apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata:
  annotations:
    sealedsecrets.bitnami.com/namespace-wide: 'true'
  name: login
  namespace: shop
spec:
  encryptedData:
    password: Qg==
    username: QQ==
  template:
    metadata:
      annotations:
        sealedsecrets.bitnami.com/namespace-wide: 'true'
      labels:
        team: shop
      name: login
      namespace: shop
    type: kubernetes.io/basic-auth
`);
  expect(text()).toContain('    type: Opaque\n');
  expect(text()).not.toContain('annotations');
});

test('JSON holds the same as YAML', () => {
  const document = sealedDocument({ ...parts, scope: 'cluster', labels: { team: 'shop' } });
  expect(JSON.parse(documentText(document, 'json'))).toEqual(load(documentText(document, 'yaml')));
});

const byKubeseal = `---
apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata:
  creationTimestamp: null
  name: login
  namespace: shop
  labels: { app: shop }
  annotations: { note: 'by hand', sealedsecrets.bitnami.com/cluster-wide: 'true' }
spec:
  encryptedData:
    password: QUFB
    extra: QkJC
  template:
    immutable: true
    data: { url: 'https://{{ .username }}@example.com' }
    metadata:
      creationTimestamp: null
      labels: { tier: web }
      name: login
      namespace: shop
    type: kubernetes.io/basic-auth
status: { observedGeneration: 1 }
`;

test('merging seals some keys again and keeps everything else, in the scope of the file', () => {
  const { result, messages } = start(byKubeseal, { merge: true });
  expect(messages).toEqual([]);
  expect(result?.scope).toBe('cluster');
  const kept = result?.kept;
  if (kept === undefined) throw new Error('nothing is kept');
  const merged = text({
    kept,
    scope: 'cluster',
    sealed: { username: 'bmV3', password: 'bmV3' },
    labels: { team: 'x' },
  });
  expect(load(merged)).toEqual({
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    metadata: {
      ...place,
      labels: { app: 'shop' },
      annotations: { note: 'by hand', 'sealedsecrets.bitnami.com/cluster-wide': 'true' },
    },
    spec: {
      encryptedData: { extra: 'QkJC', password: 'bmV3', username: 'bmV3' },
      template: {
        immutable: true,
        data: { url: 'https://{{ .username }}@example.com' },
        metadata: {
          ...place,
          labels: { tier: 'web', team: 'x' },
          annotations: { 'sealedsecrets.bitnami.com/cluster-wide': 'true' },
        },
        type: 'kubernetes.io/basic-auth',
      },
    },
  });
});

test('merging nothing new gives the same bytes', () => {
  const before = text({ scope: 'namespace', labels: { team: 'shop' } });
  const kept = parseSealed(before);
  if (typeof kept === 'string') throw new Error(kept);
  expect(text({ kept, scope: 'namespace', sealed: {} })).toBe(before);
});

test('a file that is there is replaced only on demand', () => {
  expect(start(undefined, { merge: true })).toEqual({ messages: [], result: { scope: 'strict' } });
  expect(start(undefined, { scope: 'cluster' })).toEqual({ messages: [], result: { scope: 'cluster' } });
  expect(start('anything', { force: true })).toEqual({ messages: [], result: { scope: 'strict' } });
  expect(start('anything', { write: false })).toEqual({ messages: [], result: { scope: 'strict' } });
  expect(start(text())).toEqual({
    messages: [
      'secrets/small/shop-login.yaml: is there already; add --merge to keep the keys that you do not give, or --force to replace it',
    ],
    result: undefined,
  });
});

test.each<[string, string, Partial<ExistingOptions>, string]>([
  [
    'text that is no YAML',
    'password: "hunter2\n - :',
    {},
    'secrets/small/shop-login.yaml: cannot be read as one YAML document; add --force to replace it',
  ],
  [
    'a plain Secret',
    'kind: Secret\nstringData: { password: hunter2 }',
    {},
    'secrets/small/shop-login.yaml: is a plain Secret, whose values count as leaked as soon as it is committed; add --force to replace it',
  ],
  [
    'a sealed secret of another name',
    text({ place: { ...place, name: 'logon' } }),
    {},
    'secrets/small/shop-login.yaml: holds shop/logon, and its keys open as nothing else; add --force to replace it',
  ],
  [
    'one of another scope',
    text({ scope: 'cluster' }),
    { scope: 'strict' },
    '--scope: is strict, and secrets/small/shop-login.yaml is sealed with scope cluster: its keys would open no more; drop --scope, or give every key and add --force',
  ],
])('nothing is merged into %s', (_, written, options, message) => {
  const { messages } = start(written, { merge: true, ...options });
  expect(messages).toEqual([message]);
  expect(messages.join()).not.toContain('hunter2');
});
