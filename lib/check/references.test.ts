import { k8s } from 'cdk8s-plus-28';
import type { ComponentPlan } from '../component';
import { smallCluster } from '../testing/clusters';
import { configMap, helmChart } from '../testing/components';
import { demo, deployment, foundBy, foundIn, raw, soundContainer } from '../testing/findings';
import { references } from './references';

const file = 'dist/small/demo/deployment-web.yaml';
const login = { name: 'db', keys: ['user', 'password'], why: 'to log in' };
const cluster = { secrets: [login] };

/** What the rule finds in pods with these settings, beside a ConfigMap `settings` with key `mode`. */
function found(spec: Partial<k8s.PodSpec>, plan: Partial<ComponentPlan> = {}): readonly string[] {
  const component = demo((chart) => {
    configMap(chart, 'settings', 'demo', {}, { mode: 'fast' });
    deployment(chart, spec);
  }, plan);
  const secrets = plan.secrets === undefined ? {} : { 'demo/db': { from: 'manual' as const } };
  return foundIn(references, smallCluster([component], { secrets }));
}
const env = (valueFrom: k8s.EnvVarSource) => ({
  containers: [{ ...soundContainer, env: [{ name: 'A', valueFrom }] }],
});
const place = `${file}: spec.template.spec.containers.web.env.A`;

test('what is there, stated, or may be missing passes', () => {
  for (const spec of [
    env({ configMapKeyRef: { name: 'settings', key: 'mode' } }),
    env({ secretKeyRef: { name: 'db', key: 'password' } }),
    env({ secretKeyRef: { name: 'other', key: 'password', optional: true } }),
    { volumes: [{ name: 'a', configMap: { name: 'kube-root-ca.crt' } }] },
    { volumes: [{ name: 'a', secret: { secretName: 'db', items: [{ key: 'user', path: 'user' }] } }] },
    {
      volumes: [
        {
          name: 'a',
          projected: { sources: [{ secret: { name: 'db' } }, { configMap: { name: 'settings' } }] },
        },
      ],
    },
  ])
    expect(found(spec, cluster)).toEqual([]);
});

const broken: readonly (readonly [string, Partial<k8s.PodSpec>, string])[] = [
  [
    'a Secret',
    env({ secretKeyRef: { name: 'dp', key: 'password' } }),
    `${place}: names Secret demo/dp, which no component makes or states; state it in the component's secrets (name and keys); did you mean "db"?`,
  ],
  [
    'a key of a Secret',
    env({ secretKeyRef: { name: 'db', key: 'pasword' } }),
    `${place}: names key "pasword" of Secret demo/db, which does not have it; did you mean "password"?`,
  ],
  [
    'a ConfigMap',
    env({ configMapKeyRef: { name: 'setings', key: 'mode' } }),
    `${place}: names ConfigMap demo/setings, which no component makes or states; put it into a folder of manifests() in namespace demo, or into build of a component of your own; did you mean "settings"?`,
  ],
  [
    'a key of a ConfigMap',
    env({ configMapKeyRef: { name: 'settings', key: 'moed' } }),
    `${place}: names key "moed" of ConfigMap demo/settings, which does not have it; did you mean "mode"?`,
  ],
  [
    'a Secret as environment',
    { containers: [{ ...soundContainer, envFrom: [{ secretRef: { name: 'x' } }] }] },
    'containers.web.envFrom: names Secret demo/x',
  ],
  [
    'a ConfigMap as environment',
    { containers: [{ ...soundContainer, envFrom: [{ configMapRef: { name: 'x' } }] }] },
    'containers.web.envFrom: names ConfigMap demo/x',
  ],
  [
    'a Secret as volume',
    { volumes: [{ name: 'a', secret: { secretName: 'x' } }] },
    'spec.volumes.a: names Secret demo/x',
  ],
  [
    'a ConfigMap as volume',
    { volumes: [{ name: 'a', configMap: { name: 'x' } }] },
    'spec.volumes.a: names ConfigMap demo/x',
  ],
  [
    'a projected Secret',
    { volumes: [{ name: 'a', projected: { sources: [{ secret: { name: 'x' } }] } }] },
    'spec.volumes.a: names Secret demo/x',
  ],
  [
    'a Secret to pull with',
    { imagePullSecrets: [{ name: 'x' }] },
    'spec.imagePullSecrets: names Secret demo/x',
  ],
];

test.each(broken)('a missing %s is reported', (_, spec, words) => {
  const messages = found(spec, cluster);
  expect(messages).toHaveLength(1);
  expect(messages[0]).toContain(words);
});

test('what a chart or an operator may make is not held against anything', () => {
  const spec = env({ secretKeyRef: { name: 'kafka-cluster-ca', key: 'ca.crt' } });
  const upstream = helmChart({ creates: [{ group: '', kind: 'Secret', namespace: 'demo' }] });
  expect(found(spec, { upstream })).toEqual([]);
  for (const [name, fields] of [
    ['kafka', {}],
    ['certificate', { spec: { secretName: 'kafka-cluster-ca' } }],
  ] as const) {
    const operated = demo((chart) => {
      raw(chart, 'cert-manager.io/v1', 'Certificate', fields, { name, namespace: 'demo' });
      deployment(chart, spec);
    });
    expect(foundBy(references, operated)).toEqual([]);
  }
  expect(found(spec)).toHaveLength(1);
});

const ingress = (service: object, more: object = {}, annotations: object = {}) =>
  foundBy(
    references,
    demo((chart) => {
      new k8s.KubeService(chart, 'service', {
        metadata: { name: 'web', namespace: 'demo' },
        spec: { ports: [{ name: 'http', port: 80 }] },
      });
      const rules = [{ http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service } }] } }];
      raw(
        chart,
        'networking.k8s.io/v1',
        'Ingress',
        { spec: { rules, ...more } },
        { name: 'a', namespace: 'demo', annotations },
      );
    }),
  );
const at = 'dist/small/demo/ingress-a.yaml: spec';

test('an Ingress leads to a Service that is there, on a port that it offers', () => {
  for (const port of [{ number: 80 }, { name: 'http' }]) expect(ingress({ name: 'web', port })).toEqual([]);
  expect(ingress({ name: 'wbe', port: { number: 80 } })).toEqual([
    `${at}.rules[0].http.paths[0]: names Service demo/wbe, which no component makes; did you mean "web"?`,
  ]);
  for (const port of [{ number: 8080 }, { name: 'https' }])
    expect(ingress({ name: 'web', port })).toEqual([
      `${at}.rules[0].http.paths[0]: names port ${String(Object.values(port)[0])} of Service demo/web, which does not offer it; use one of 80, or offer that port`,
    ]);
  const sound = { name: 'web', port: { number: 80 } };
  expect(ingress(sound, { defaultBackend: { service: { name: 'x' } } })).toEqual([
    `${at}.defaultBackend: names Service demo/x, which no component makes; use one of web`,
  ]);
});

test('the certificate of an Ingress is stated, or an issuer makes it', () => {
  const sound = { name: 'web', port: { number: 80 } };
  const tls = { tls: [{ secretName: 'web-tls' }] };
  expect(ingress(sound, tls)).toEqual([
    `${at}.tls[0]: names Secret demo/web-tls, which no component makes or states; state it in the component's secrets (tls.crt and tls.key)`,
  ]);
  expect(ingress(sound, tls, { 'cert-manager.io/cluster-issuer': 'letsencrypt' })).toEqual([]);
});
