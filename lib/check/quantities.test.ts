import { k8s } from 'cdk8s-plus-28';
import { demo, deployment, foundBy, raw, soundContainer } from '../testing/findings';
import { quantities } from './quantities';

type Map = Readonly<Record<string, string>>;
const read = (map: Map) =>
  Object.fromEntries(Object.entries(map).map(([name, text]) => [name, k8s.Quantity.fromString(text)]));

const inContainer = (requests: Map, limits: Map = {}) =>
  foundBy(
    quantities,
    demo((chart) => {
      deployment(chart, {
        containers: [{ ...soundContainer, resources: { requests: read(requests), limits: read(limits) } }],
      });
    }),
  );
const place = 'dist/small/demo/deployment-web.yaml: spec.template.spec.containers.web.resources';

test('quantities in their form, with limits at or above requests, pass', () => {
  expect(inContainer({ cpu: '500m', memory: '1Gi' }, { cpu: '1', memory: '1Gi' })).toEqual([]);
  expect(inContainer({}, { memory: '128Mi' })).toEqual([]);
  expect(inContainer({ cpu: '1500m' }, { cpu: '2' })).toEqual([]);
});

test.each([
  ['1GB', `${place}.requests.memory: "1GB" is not a valid Kubernetes quantity; did you mean "1Gi"?`],
  ['1000m', `${place}.requests.memory: "1000m" is stored as "1" by Kubernetes`],
  ['1024Mi', `${place}.requests.memory: "1024Mi" is stored as "1Gi" by Kubernetes`],
  ['-1', `${place}.requests.memory: "-1" is negative`],
  ['', `${place}.requests.memory: "" is not a valid Kubernetes quantity`],
])('%j is reported', (written, message) => {
  const found = inContainer({ memory: written });
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(message);
});

test('a limit below its request is reported, whatever the suffixes', () => {
  expect(inContainer({ memory: '1Gi', cpu: '1' }, { memory: '512Mi', cpu: '900m' })).toEqual([
    `${place}.limits.cpu: the limit 900m is below the request 1, and the API server refuses that; write 1 or more, or ask for less`,
    `${place}.limits.memory: the limit 512Mi is below the request 1Gi, and the API server refuses that; write 1Gi or more, or ask for less`,
  ]);
  // What cannot be read is reported once.
  expect(inContainer({ memory: '1GB' }, { memory: '128Mi' })).toHaveLength(1);
});

test('storage is looked at wherever it is asked for', () => {
  const claim = { resources: { requests: { storage: '1GB' } } };
  const places = foundBy(
    quantities,
    demo((chart) => {
      raw(chart, 'v1', 'PersistentVolumeClaim', { spec: claim });
      raw(chart, 'v1', 'PersistentVolume', { spec: { capacity: { storage: '1GB' } } }, { name: 'a' });
      raw(chart, 'v1', 'ResourceQuota', { spec: { hard: { 'requests.cpu': '1,5' } } });
      raw(chart, 'apps/v1', 'StatefulSet', {
        spec: {
          volumeClaimTemplates: [{ spec: claim }],
          template: { spec: { containers: [], volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '1GB' } }] } },
        },
      });
    }),
  ).map((message) => message.replace(/: "1.*/, ''));
  expect(places.sort()).toEqual([
    'dist/small/demo/persistentvolume-a.yaml: spec.capacity.storage',
    'dist/small/demo/persistentvolumeclaim-a.yaml: spec.resources.requests.storage',
    'dist/small/demo/resourcequota-a.yaml: spec.hard.requests.cpu',
    'dist/small/demo/statefulset-a.yaml: spec.template.spec.volumes.tmp.emptyDir.sizeLimit',
    'dist/small/demo/statefulset-a.yaml: spec.volumeClaimTemplates[0].spec.resources.requests.storage',
  ]);
});
