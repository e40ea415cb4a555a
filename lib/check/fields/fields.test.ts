import type { KubeObject } from '../../component';
import { kindTable } from './kinds.table';
import { builtInSchema } from './built-in';
import { definedSchemas } from './definition';
import { type FieldProblem, fieldProblems } from './problems';
import type { LeafForm, ObjectSchema, Schema } from './schema';

const kinds = kindTable.split('\n').map((line) => {
  const [apiVersion = '', kind = ''] = line.split(' ');
  return { apiVersion, kind };
});

function schemaOf(apiVersion: string, kind: string): ObjectSchema {
  const schema = builtInSchema(apiVersion, kind);
  if (schema === undefined) throw new Error(`${apiVersion} ${kind} has no schema`);
  return schema;
}

const line = ({ path, reason, next }: FieldProblem) => `${path.join('.')}: ${reason}; ${next}`;
const container = { name: 'web', image: 'registry.example.com/web:1.0.0' };
const sound = { selector: {}, template: { spec: { containers: [container] } } };
const inDeployment = (fields: object) => {
  const spec = { ...sound, ...fields };
  const object = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a' }, spec };
  return fieldProblems(object, deployment).map(line);
};
const deployment = schemaOf('apps/v1', 'Deployment');
const inContainer = (fields: object) =>
  inDeployment({ template: { spec: { containers: [{ ...container, ...fields }] } } }).map((text) =>
    text.replace('spec.template.spec.containers.0.', ''),
  );

/** A value of each form, and values that no form but text takes. */
const values: Readonly<Record<LeafForm, unknown>> = {
  string: 'text',
  bytes: 'dGV4dA==',
  time: '2026-01-31T12:00:00Z',
  boolean: true,
  int32: 1,
  int64: 2 ** 40,
  number: 0.5,
  quantity: '512Mi',
  'int-or-string': 'http',
};

/** A value with every field that its schema has, to a depth in which each type has been there. */
function filled(schema: Schema, depth = 7): unknown {
  switch (schema.kind) {
    case 'any':
      return { anything: [1] };
    case 'leaf':
      return schema.values?.at(-1) ?? values[schema.form];
    case 'list':
      return [filled(schema.items, depth)];
    case 'map':
      return { key: filled(schema.values, depth) };
    case 'object':
      return Object.fromEntries(
        [...schema.fields]
          .filter(([name]) => depth > 0 || schema.required.includes(name))
          .map(([name, field]) => [name, filled(field, Math.max(0, depth - 1))]),
      );
  }
}

test('the table has every kind that a person writes', () => {
  expect(kinds.length).toBeGreaterThan(70);
  expect(kinds).toContainEqual({ apiVersion: 'v1', kind: 'Pod' });
});

test.each(kinds)('$apiVersion $kind takes each of its fields, and no other one', ({ apiVersion, kind }) => {
  const schema = schemaOf(apiVersion, kind);
  const whole = filled(schema);
  expect(fieldProblems(whole, schema)).toEqual([]);
  for (const [name, field] of schema.fields) {
    const misspelt = { [`${name}x`]: filled(field) };
    const found = fieldProblems(misspelt, schema);
    expect(found.filter(({ kind: is }) => is !== 'missing')).toEqual([
      {
        path: [`${name}x`],
        kind: 'unknown',
        reason: `unknown field "${name}x"`,
        next: `did you mean "${name}"?`,
      },
    ]);
    // Only what may be anything takes both.
    const wrong = [() => 1, [[]]].map((value) =>
      fieldProblems({ [name]: value }, schema).some(({ kind: is }) => is === 'wrong'),
    );
    expect(wrong).toContain(field.kind !== 'any');
    expect(found.some(({ path, kind: is }) => is === 'missing' && path[0] === name)).toBe(false);
    const without = fieldProblems({}, schema).some(({ path }) => path[0] === name);
    expect(without).toBe(schema.required.includes(name));
  }
});

test('what is written as nothing is as if it was left out', () => {
  expect(inDeployment({ replicas: null, paused: undefined })).toEqual([]);
  expect(inDeployment({ selector: null, template: undefined })).toEqual([
    'spec.selector: is missing; write an object',
    'spec.template: is missing; write an object',
  ]);
});

test.each<readonly [object, readonly string[]]>([
  [
    { ports: '80' },
    ['ports: found "80"; expected a list of objects, such as [{ name: http, containerPort: 8080 }]'],
  ],
  [{ ports: [80] }, ['ports.0: found 80; expected an object, such as { name: http, containerPort: 8080 }']],
  [
    { ports: [{ containerPort: '80' }] },
    ['ports.0.containerPort: found "80"; expected a whole number; write it without quotes: 80'],
  ],
  [
    { env: { MODE: 'a' } },
    ['env: found {"MODE":"a"}; expected a list of objects, such as [{ name: MODE, value: production }]'],
  ],
  [{ env: [{ name: 'A', value: 1 }] }, ['env.0.value: found 1; expected a string; write it in quotes: "1"']],
  [
    { env: [{ name: 'A', value: true }] },
    ['env.0.value: found true; expected a string; write it in quotes: "true"'],
  ],
  [{ stdin: 'true' }, ['stdin: found "true"; expected true or false; write it without quotes: true']],
  [{ resources: { limts: { cpu: 1 } } }, ['resources.limts: unknown field "limts"; did you mean "limits"?']],
  [
    { resources: { limits: { memory: '1gb' } } },
    ['resources.limits.memory: "1gb" is not a valid Kubernetes quantity; did you mean "1Gi"?'],
  ],
  [{ resources: { limits: { memory: 1024 } } }, []],
  [
    { livenessProbe: { httpGet: { prot: 'http' } } },
    ['livenessProbe.httpGet.prot: unknown field "prot"; did you mean "port"?'],
  ],
  [
    { livenessProbe: { httpGet: { port: true } } },
    ['livenessProbe.httpGet.port: found true; expected a whole number or a string'],
  ],
  [
    { livenessProbe: { httpGet: { port: 80.5 } } },
    ['livenessProbe.httpGet.port: found 80.5; expected a whole number or a string'],
  ],
  [
    { imagePullPolicy: 'always' },
    ['imagePullPolicy: "always" is not an allowed value; did you mean "Always"?'],
  ],
  [
    { imagePullPolicy: 'Sometimes' },
    ['imagePullPolicy: "Sometimes" is not an allowed value; write "Always", "IfNotPresent" or "Never"'],
  ],
  [{ imagePullPolicy: '' }, []],
  [{ nam: 'b' }, ['nam: unknown field "nam"; remove it, because "name" is set as well']],
  // What is below a misspelt name is wrong as well, and a person corrects both at once.
  [
    { volumeMount: [{ name: 1, mountPath: '/a' }] },
    [
      'volumeMount: unknown field "volumeMount"; did you mean "volumeMounts"?',
      'volumeMount.0.name: found 1; expected a string; write it in quotes: "1"',
    ],
  ],
])('a container with %j', (fields, messages) => {
  expect(inContainer(fields)).toEqual(messages);
});

test('a field of another type lists what there is', () => {
  expect(inDeployment({ strategy: { ports: [] } })).toEqual([
    'spec.strategy.ports: unknown field "ports"; remove it, or use one of rollingUpdate, type',
  ]);
});

test('a text that was spread into an object is one line more', () => {
  const [last] = inDeployment({
    strategy: Object.fromEntries(Array.from('x'.repeat(5000), (letter, index) => [index, letter])),
  }).slice(-1);
  expect(last).toBe('spec.strategy: has 4980 more unknown fields; remove them');
});

describe('a custom resource definition', () => {
  const openAPIV3Schema = {
    type: 'object',
    required: ['spec'],
    properties: {
      spec: {
        type: 'object',
        required: ['mirror', 'mode', 'lens'],
        properties: {
          mirror: { type: 'integer' },
          mode: { type: 'string', enum: ['Wide', 'Deep'], default: 'Wide' },
          lens: { type: 'string', nullable: true },
          port: { 'x-kubernetes-int-or-string': true },
          free: {
            type: 'object',
            'x-kubernetes-preserve-unknown-fields': true,
            properties: { a: { type: 'string' } },
          },
          labels: { type: 'object', additionalProperties: { type: 'string' } },
          targets: { type: 'array', items: { type: 'object', properties: { star: { type: 'string' } } } },
          ratio: { type: 'number' },
        },
      },
    },
  };
  const definition = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'telescopes.example.com' },
    spec: {
      group: 'example.com',
      names: { kind: 'Telescope' },
      versions: [{ name: 'v1', schema: { openAPIV3Schema } }],
    },
  };
  const schema = definedSchemas([definition]).get('example.com/v1 Telescope');
  const inTelescope = (fields: object) =>
    schema &&
    fieldProblems(
      { apiVersion: 'example.com/v1', kind: 'Telescope', metadata: { name: 'a' }, ...fields },
      schema,
    ).map(line);

  test.each<readonly [object, readonly string[]]>([
    [
      {
        spec: { mirror: 5, free: { a: 'b', c: 1 }, labels: { a: 'b' }, port: 80, ratio: 1 },
        status: { a: 1 },
      },
      [],
    ],
    [{}, ['spec: is missing; write an object']],
    [{ spec: {} }, ['spec.mirror: is missing; write a whole number']],
    [{ spec: { mirorr: 5 } }, ['spec.mirorr: unknown field "mirorr"; did you mean "mirror"?']],
    [
      { spec: { mirror: 5, mode: 'wide' } },
      ['spec.mode: "wide" is not an allowed value; did you mean "Wide"?'],
    ],
    [
      { spec: { mirror: 5, free: { a: 1 } } },
      ['spec.free.a: found 1; expected a string; write it in quotes: "1"'],
    ],
    [
      { spec: { mirror: 5, targets: [{ str: 'a' }] } },
      ['spec.targets.0.str: unknown field "str"; did you mean "star"?'],
    ],
    [{ spec: { mirror: 5, port: [] } }, ['spec.port: found []; expected a whole number or a string']],
    [
      { metadata: { name: 'a', lables: {} }, spec: { mirror: 5 } },
      ['metadata.lables: unknown field "lables"; did you mean "labels"?'],
    ],
  ])('judges %j', (fields, messages) => {
    expect(inTelescope(fields)).toEqual(messages);
  });

  test.each<KubeObject[string]>([
    {},
    { versions: 1 },
    {
      group: 'example.com',
      names: {},
      versions: [null, 1, {}, { schema: [] }, { schema: { openAPIV3Schema: 1 } }],
    },
  ])('that is wrong itself defines nothing: %j', (spec) => {
    const wrong = { ...definition, spec };
    expect(definedSchemas([wrong])).toEqual(new Map());
  });
});
