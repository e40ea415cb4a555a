import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Include } from 'cdk8s';
import { bundled, smallCluster } from '../testing/clusters';
import { demo, deployment, foundBy, raw } from '../testing/findings';
import { findingsIn } from '.';
import { objectFields } from './object-fields';

const pod = { spec: { containers: [{ name: 'web' }] } };
const replicas = { spec: { replcas: 3, selector: {}, template: pod } };

test('fields of an object that a component makes by hand are those of its kind', () => {
  const wrong = demo((chart) => {
    raw(chart, 'apps/v1', 'Deployment', replicas);
  });
  expect(foundBy(objectFields, wrong)).toEqual([
    'dist/small/demo/deployment-a.yaml: spec.replcas: unknown field "replcas"; did you mean "replicas"?',
  ]);
});

test('fields of what a component includes are, too', () => {
  const folder = mkdtempSync(join(tmpdir(), 'asterism-fields-'));
  try {
    const file = join(folder, 'web.json');
    writeFileSync(
      file,
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'web', namespace: 'demo' },
        spec: { ports: '80' },
      }),
    );
    const wrong = demo((chart) => {
      new Include(chart, 'web', { url: file });
    });
    expect(foundBy(objectFields, wrong)).toEqual([
      'dist/small/demo/service-web.yaml: spec.ports: found "80"; expected a list of objects, such as [{ name: http, port: 80, targetPort: http }]',
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('items of lists are called by their names', () => {
  const wrong = demo((chart) => {
    raw(chart, 'v1', 'Pod', {
      spec: {
        containers: [
          { name: 'web', image: 1 },
          { name: '', image: 2 },
        ],
      },
    });
  });
  expect(foundBy(objectFields, wrong)).toEqual([
    'dist/small/demo/pod-a.yaml: spec.containers.web.image: found 1; expected a string; write it in quotes: "1"',
    'dist/small/demo/pod-a.yaml: spec.containers[1].image: found 2; expected a string; write it in quotes: "2"',
  ]);
});

test('custom objects are judged by a definition that ships in the same cluster, and by nothing without one', () => {
  const telescope = { group: 'example.com', kind: 'Telescope', namespaced: true };
  const object = demo(
    (chart) => {
      raw(chart, 'example.com/v1', 'Telescope', { spec: { mirorr: 5 } });
    },
    { defines: [telescope] },
  );
  expect(foundBy(objectFields, object)).toEqual([]);
  const openAPIV3Schema = {
    type: 'object',
    properties: { spec: { type: 'object', properties: { mirror: { type: 'integer' } } } },
  };
  const both = demo((chart) => {
    raw(
      chart,
      'apiextensions.k8s.io/v1',
      'CustomResourceDefinition',
      {
        spec: {
          group: 'example.com',
          scope: 'Namespaced',
          names: { kind: 'Telescope', plural: 'telescopes' },
          versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema } }],
        },
      },
      { name: 'telescopes.example.com' },
    );
    raw(chart, 'example.com/v1', 'Telescope', { spec: { mirorr: 5 } });
  });
  expect(foundBy(objectFields, both)).toEqual([
    'dist/small/demo/telescope-a.yaml: spec.mirorr: unknown field "mirorr"; did you mean "mirror"?',
  ]);
});

test('no message shows what is in a Secret', () => {
  const secret = demo((chart) => {
    raw(chart, 'v1', 'Secret', { stringData: { pin: 4711 }, data: { key: 'not base64!' } });
  });
  const messages = foundBy(objectFields, secret);
  expect(messages).toHaveLength(2);
  expect(messages.join('\n')).not.toMatch(/4711|not base64!/);
});

test('a field of a wrong form is reported once, by the rule that knows its form', () => {
  const wrong = demo((chart) => {
    deployment(chart, { volumes: [{ name: 'scratch', emptyDir: {} }] });
    raw(chart, 'v1', 'Pod', {
      spec: { containers: [{ name: 'web', image: 'a', resources: { limits: { cpu: '1x' } } }] },
    });
  });
  const at = findingsIn(bundled(smallCluster([wrong]))).filter((finding) =>
    finding.at.endsWith('limits.cpu'),
  );
  expect(at.map(({ rule }) => rule)).toEqual(['object-fields']);
});
