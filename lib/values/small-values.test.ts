import type * as v from 'valibot';
import { dangerous, parsesTo, refusal } from '../testing/parses';
import { apiUrl } from './api-url';
import { deviceName, networkName } from './device-name';
import { image } from './image';
import { kubernetesVersion } from './kubernetes-version';
import { line } from './line';
import { projectPath } from './project-path';
import { datastore, resourceName } from '../machines/proxmox/names';
import { uuid } from './uuid';
import { wholeNumber } from './whole-number';

interface Case {
  readonly schema: v.GenericSchema;
  readonly good: readonly string[];
  readonly bad: readonly string[];
}

const digest = `@sha256:${'a'.repeat(64)}`;
const cases: Readonly<Record<string, Case>> = {
  'address of an API server': {
    schema: apiUrl,
    good: ['https://kubernetes.default.svc', 'https://192.0.2.10:6443', 'https://api.example.com'],
    bad: [
      'http://192.0.2.10',
      'https://192.0.2.300',
      'https://1.2.3',
      'https://a:0',
      'https://a:65536',
      'https://a/',
      'https://a_b',
      'HTTPS://a',
    ],
  },
  'device name': {
    schema: deviceName,
    good: ['eno1', 'br-pi', 'vmbr0', 'eth0.100', 'x'.repeat(15)],
    bad: ['x'.repeat(16), '.', '..', '-eth0', 'a/b', 'a:b', '_a'],
  },
  'network name': {
    schema: networkName,
    good: ['nodes', 'uplink', 'LAN_2', 'x'.repeat(17)],
    bad: ['x'.repeat(18), '2lan', 'a.b', 'a/b', '__proto__'],
  },
  image: {
    schema: image,
    good: [
      'docker.io/apache/kafka:4.1.0',
      'quay.io/debezium/connect:3.4.0.Final',
      'localhost/a:1',
      'registry.example.com:5000/a/b__c:1',
      `ghcr.io/a/b${digest}`,
      `ghcr.io/a/b:1${digest}`,
    ],
    bad: [
      'kafka',
      'kafka:4',
      'apache/kafka:4',
      'docker.io/a',
      'docker.io/a:latest',
      'docker.io/A:1',
      'docker.io/a:-1',
      'docker.io//a:1',
      'https://docker.io/a:1',
      'docker.io/a@sha256:abc',
      `docker.io/a:${'x'.repeat(129)}`,
    ],
  },
  'version of Kubernetes': {
    schema: kubernetesVersion,
    good: ['v1.34.1', 'v1.33.5+k3s1', 'v1.33.4-gke.1134000', 'v1.33.1-eks-1234567', 'v1.35.0-rc.1'],
    bad: ['1.34.1', 'v1.34', 'v2.0.0', 'v1.034.1', 'v1.34.1 ', 'stable', 'latest', 'v1'],
  },
  'path below the root': {
    schema: projectPath,
    good: ['secrets/pi/cert-manager-cloudflare.yaml', 'a'],
    bad: ['/etc/passwd', 'a/../b', 'a//b', './a', '~/a', '.git/config', 'a/.b', 'a\\b'],
  },
  storage: { schema: datastore, good: ['local-lvm', 'Cesspool-VM', 'a1'], bad: ['a', '1a', 'a-', 'a/b'] },
  resource: { schema: resourceName, good: ['k3s_server', '_a', 'a-1'], bad: ['1a', 'a.b'] },
  UUID: {
    schema: uuid,
    good: ['00000000-0000-0000-0000-000000000000', 'dd933e34-9e75-4a1c-8597-61e6d3b7af63'],
    bad: ['dd933e349e754a1c859761e6d3b7af63', '1234-ABCD', 'DD933E34-9E75-4A1C-8597-61E6D3B7AF63'],
  },
};

const table = Object.entries(cases);
test.each(table.flatMap(([what, { schema, good }]) => good.map((text) => ({ what, text, schema }))))(
  '$what: "$text" is taken as it is',
  ({ schema, text }) => {
    expect(parsesTo(schema, text)).toBe(text);
  },
);

test.each(
  table.flatMap(([what, { schema, bad }]) => [...dangerous, ...bad].map((text) => ({ what, text, schema }))),
)('$what: %# what no reader should see is refused', ({ schema, text }) => {
  expect(parsesTo(schema, text)).toMatch(/^refused: .+; .+/s);
});

test.each([
  [
    kubernetesVersion,
    '1.34.1',
    '"1.34.1" is not a Kubernetes version as `kubectl get nodes` shows it',
    'did you mean v1.34.1?',
  ],
  [
    kubernetesVersion,
    'stable',
    '"stable" is not a Kubernetes version as `kubectl get nodes` shows it',
    'pin one such as v1.34.1',
  ],
  [
    image,
    'apache/kafka:4.1.0',
    '"apache/kafka:4.1.0" has no registry',
    'did you mean docker.io/apache/kafka:4.1.0?',
  ],
  [image, 'docker.io/a:latest', '"docker.io/a:latest" uses a tag that moves', 'pin a version'],
  [
    uuid,
    'DD933E34-9E75-4A1C-8597-61E6D3B7AF63',
    '"DD933E34-9E75-4A1C-8597-61E6D3B7AF63" is not a valid UUID',
    'did you mean dd933e34-9e75-4a1c-8597-61e6d3b7af63?',
  ],
  [
    apiUrl,
    'https://ada:secret@192.0.2.10',
    'contains credentials, a query or a fragment',
    'write only https://host:6443; Argo CD keeps credentials in a cluster Secret',
  ],
])('%# a refusal says what to write instead', (schema, text, reason, next) => {
  expect(parsesTo(schema, text)).toBe(refusal(reason, next));
});

test.each([
  [100, 100],
  [-0, 0],
  [999, 999],
])('the whole number %p is %p', (written, number) => {
  expect(parsesTo(wholeNumber('a count', 0, 999), written)).toBe(number);
});

test.each([-1, 10, 1.5, 1e300])('%p is not a count', (written) => {
  expect(parsesTo(wholeNumber('a count', 0, 9), written)).toBe(
    refusal(`${written} is not a count`, 'write a whole number from 0 to 9'),
  );
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, '5', null])('%p is not a number at all', (written) => {
  expect(parsesTo(wholeNumber('a count', 0, 9), written)).toMatch(/^refused: /);
});

test.each(['one line', 'naïve — 中文 😀', 'a "b" \'c\' $(d)'])('%j is a line', (text) => {
  expect(parsesTo(line(80), text)).toBe(text);
});

test.each([
  '',
  '  ',
  ' a',
  'a\nb',
  'a\0',
  'a\u2028b',
  '\u202ea',
  '\u200ba',
  'a\ud800',
  '\ue000',
  'x'.repeat(81),
])('%j is not a line of 80', (text) => {
  expect(parsesTo(line(80), text)).toMatch(/^refused: /);
});
