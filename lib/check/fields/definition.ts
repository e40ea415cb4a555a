import type { KubeObject } from '../../component';
import { isRecord } from '../../values';
import { builtInSchema } from './built-in';
import { anySchema, type ObjectSchema, type Schema } from './schema';

/** Schemas by version and kind: `example.com/v1 Telescope`. */
export type DefinedSchemas = ReadonlyMap<string, ObjectSchema>;

/** The schemas that custom resource definitions bring. What is wrong in a definition itself decides nothing here. */
export function definedSchemas(definitions: readonly KubeObject[]): DefinedSchemas {
  return new Map(
    definitions.flatMap(({ spec }): [string, ObjectSchema][] => {
      if (!isRecord(spec) || !isRecord(spec['names'])) return [];
      const { group, versions, preserveUnknownFields } = spec;
      const { kind } = spec['names'];
      if (typeof group !== 'string' || typeof kind !== 'string' || !Array.isArray(versions)) return [];
      return versions.filter(isRecord).flatMap(({ name, schema: written }): [string, ObjectSchema][] => {
        const schema = read(isRecord(written) ? written['openAPIV3Schema'] : undefined);
        if (typeof name !== 'string' || schema.kind !== 'object') return [];
        const type = `${group}/${name} ${kind}`;
        const isOpen = schema.isOpen || preserveUnknownFields === true;
        return [[type, { ...schema, type, isOpen, fields: new Map([...schema.fields, ...ownFields()]) }]];
      });
    }),
  );
}

/** Fields that the API server adds to every definition, whatever it says of them. */
function ownFields(): readonly [string, Schema][] {
  const text: Schema = { kind: 'leaf', form: 'string' };
  const metadata = builtInSchema('v1', 'ConfigMap')?.fields.get('metadata') ?? anySchema;
  return [
    ['apiVersion', text],
    ['kind', text],
    ['metadata', metadata],
    ['status', anySchema],
  ];
}

/**
 * Reads a structural schema. Only what the API server tells from it by itself is read: limits, patterns and rules are left to it.
 * https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
function read(schema: unknown): Schema {
  if (!isRecord(schema)) return anySchema;
  if (schema['x-kubernetes-int-or-string'] === true) return { kind: 'leaf', form: 'int-or-string' };
  if (schema['x-kubernetes-embedded-resource'] === true) return anySchema;
  const values = Array.isArray(schema['enum']) ? { values: schema['enum'] } : {};
  switch (schema['type']) {
    case 'object':
      return readObject(schema);
    case 'array':
      return { kind: 'list', items: read(schema['items']) };
    case 'string':
      return { kind: 'leaf', form: 'string', ...values };
    case 'boolean':
      return { kind: 'leaf', form: 'boolean' };
    case 'integer':
      return { kind: 'leaf', form: 'int64', ...values };
    case 'number':
      return { kind: 'leaf', form: 'number', ...values };
    default:
      return anySchema;
  }
}

function readObject(schema: Readonly<Record<string, unknown>>): Schema {
  const { properties, additionalProperties, required } = schema;
  if (isRecord(additionalProperties)) return { kind: 'map', values: read(additionalProperties) };
  if (additionalProperties === true) return { kind: 'map', values: anySchema };
  const parts = isRecord(properties) ? properties : {};
  return {
    kind: 'object',
    type: '',
    fields: new Map(Object.entries(parts).map(([name, part]) => [name, read(part)])),
    required: (Array.isArray(required) ? required : []).filter(
      (name: unknown): name is string => typeof name === 'string' && isWanted(parts[name]),
    ),
    isOpen: schema['x-kubernetes-preserve-unknown-fields'] === true,
  };
}

/** A field with a default is there before the API server looks for it, and one that may be null may be written so. */
function isWanted(part: unknown): boolean {
  return isRecord(part) && part['default'] === undefined && part['nullable'] !== true;
}
