import { commentedKeys } from './commented';
import { readValues } from './chart';
import { jsonMap, mergedOver } from './json';
import { schemaFindings } from './schema';
import { judgeValues, type OpenMaps, sameAsDefault } from './walk';

const text = `
# Note: this is prose
replicas: 1
image: { tag: "1.0", pullPolicy: IfNotPresent }
nothing: ~
empty: {}
hosts: []
ports: [80]
#proxy: "false"
server:
  enabled: no
  # timeout: 30s
  resources: {}
  # resources:
  #   limits:
  #     cpu: 1
  annotations: {}
  podSecurityContext:
    enabled: true
  service:
    type: ClusterIP
    # loadBalancerIP: 192.0.2.1
extraEnvs: []
cm:
  create: true
  admin.enabled: true
`;
const defaults = readValues(text, 'values.yaml');
const commented = commentedKeys(text);
const open: OpenMaps = { cm: 'becomes a ConfigMap' };

const judged = (values: unknown, schema?: unknown) =>
  judgeValues(
    jsonMap(values, 'values'),
    { defaults, commented, ...(schema !== undefined && { schema: jsonMap(schema, 'schema') }) },
    open,
  );

test('values that the chart has are in order, each counted at its path', () => {
  const values = {
    replicas: 2,
    image: { tag: '2.0' },
    nothing: [1],
    hosts: ['a.example.com'],
    ports: [443],
    proxy: true,
    server: {
      enabled: true,
      timeout: '5s',
      resources: { requests: { cpu: '50m', memory: '1Gi' }, limits: { memory: '1.5Gi' } },
      annotations: { 'example.com/a': 'b' },
      podSecurityContext: { enabled: false, seccompProfile: { type: 'RuntimeDefault' } },
      service: { loadBalancerIP: '192.0.2.2' },
    },
    extraEnvs: [{ name: 'A', value: 'b' }],
    cm: { 'admin.enabled': false, 'resource.exclusions': 'text', 'a.flag': true },
  };
  expect(judged(values)).toEqual({
    findings: [],
    paths: [
      'replicas',
      'image.tag',
      'nothing',
      'hosts',
      'ports',
      'proxy',
      'server.enabled',
      'server.timeout',
      'server.resources.requests.cpu',
      'server.resources.requests.memory',
      'server.resources.limits.memory',
      'server.annotations.example.com/a',
      'server.podSecurityContext.enabled',
      'server.podSecurityContext.seccompProfile.type',
      'server.service.loadBalancerIP',
      'extraEnvs',
      'cm.admin.enabled',
      'cm.resource.exclusions',
      'cm.a.flag',
    ],
  });
});

test.each([
  ['a slip', { replcias: 2 }, 'replcias: the chart has no such value; did you mean "replicas"?'],
  [
    'a slip further down',
    { server: { enabeld: true } },
    'server.enabeld: the chart has no such value; did you mean "enabled"?',
  ],
  [
    'a value of another chart',
    { server: { hostNetwork: true } },
    'server.hostNetwork: the chart has no such value',
  ],
  ['a value that stands elsewhere', { timeout: '5s' }, 'timeout: the chart has no such value'],
  [
    'something in an empty map',
    { empty: { a: 1 } },
    'empty.a: the chart has no such value: its map is empty, and nothing says what belongs in it',
  ],
  ['a word of prose', { Note: 'x' }, 'Note: the chart has no such value'],
  ['a text for a number', { replicas: '2' }, "replicas: is text, and the chart's default a number"],
  ['a number for a text', { image: { tag: 2 } }, "image.tag: is a number, and the chart's default text"],
  [
    'a text for a switch, which YAML 1.1 writes as no',
    { server: { enabled: 'no' } },
    "server.enabled: is text, and the chart's default true or false",
  ],
  ['a map for a list', { hosts: { a: 'b' } }, "hosts: is a map, and the chart's default a list"],
  ['a value for a map', { server: true }, "server: is true or false, and the chart's default a map"],
  ['a list of other things', { ports: ['http'] }, "ports[0]: is text, and the chart's own items a number"],
  [
    'an amount that is a number',
    { server: { resources: { limits: { cpu: 1 } } } },
    'server.resources: has cpu 1, which is not a quantity in quotes',
  ],
  [
    'an amount of something unknown',
    { server: { resources: { limits: { memry: '1Gi' } } } },
    'server.resources: has "memry", of which there are no amounts',
  ],
  [
    'amounts in the wrong place',
    { server: { resources: { memory: '1Gi' } } },
    'server.resources: has "memory", which is neither requests nor limits',
  ],
  [
    'an annotation that is not text',
    { server: { annotations: { a: true } } },
    'server.annotations: is not a map of texts',
  ],
  [
    'a field that Kubernetes does not have',
    { server: { podSecurityContext: { seccomp: { type: 'RuntimeDefault' } } } },
    'server.podSecurityContext: is no PodSecurityContext',
  ],
  [
    'a field that Kubernetes does not have, further down',
    { server: { podSecurityContext: { seccompProfile: { tpye: 'RuntimeDefault' } } } },
    'server.podSecurityContext: is no PodSecurityContext',
  ],
  ['a variable that is none', { extraEnvs: [{ nmae: 'A' }] }, 'extraEnvs[0]: is no EnvVar'],
  ['a map where text is copied', { cm: { a: { b: 'c' } } }, 'cm.a: is a map where the chart copies text'],
])('%s is found', (_, values, finding) => {
  expect(judged(values).findings).toEqual([finding]);
});

describe('a schema', () => {
  const schema = {
    $schema: 'https://json-schema.org/draft-07/schema#',
    type: 'object',
    definitions: { probe: { type: 'object', properties: { period: { type: 'integer' } } } },
    properties: {
      port: { type: ['string', 'integer'] },
      proxy: { type: ['string', 'boolean'] },
      replicas: { type: ['integer', 'string'] },
      labels: { type: 'object', additionalProperties: { type: 'string' } },
      empty: { type: 'object', additionalProperties: true },
      server: { properties: { probe: { allOf: [{ $ref: '#/definitions/probe' }] } } },
    },
  };
  const findings = (values: unknown) => [
    ...judged(values, schema).findings,
    ...schemaFindings(jsonMap(schema, ''), mergedOver(defaults, jsonMap(values, ''))),
  ];

  test('names values that the defaults lack, and has the word about types', () => {
    expect(
      findings({
        port: 6444,
        proxy: true,
        replicas: 'auto',
        labels: { a: 'b' },
        server: { probe: { period: 5 } },
      }),
    ).toEqual([]);
  });

  test.each([
    ['another type', { port: true }, 'port: must be string,integer {"type":["string","integer"]}'],
    [
      'another type behind a reference',
      { server: { probe: { period: 'x' } } },
      'server/probe/period: must be integer {"type":"integer"}',
    ],
    [
      'a value that neither it nor the defaults name',
      { server: { probe: { perod: 5 } } },
      'server.probe.perod: the chart has no such value: its map is empty, and nothing says what belongs in it',
    ],
    [
      'anything in a map of which it only says that anything may be in it',
      { empty: { a: 1 } },
      'empty.a: the chart has no such value: its map is empty, and nothing says what belongs in it',
    ],
    ['a label that is not text', { labels: { a: 1 } }, 'labels/a: must be string {"type":"string"}'],
  ])('finds %s', (_, values, finding) => {
    expect(findings(values)).toEqual([finding]);
  });

  test('of another draft is not judged in silence', () => {
    expect(() => schemaFindings({ $schema: 'https://json-schema.org/draft/2020-12/schema' }, {})).toThrow(
      'ajv is set up for draft 7',
    );
  });
});

test('what is the same as the default is noise, wherever it stands', () => {
  const values = {
    replicas: 1,
    image: { pullPolicy: 'IfNotPresent', tag: '2.0' },
    ports: [80],
    hosts: ['a'],
    server: { enabled: false, podSecurityContext: { enabled: false }, annotations: {}, service: {} },
    other: { a: 1 },
  };
  expect(sameAsDefault(jsonMap(values, ''), defaults)).toEqual([
    'replicas',
    'image.pullPolicy',
    'ports',
    'server.enabled',
    'server.annotations',
    'server.service',
  ]);
});

test('the paths behind a # are those of their maps', () => {
  expect([...commented]).toEqual([
    'proxy',
    'server.timeout',
    'server.resources',
    'server.service.loadBalancerIP',
  ]);
});
