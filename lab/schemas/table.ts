import type { Enums } from './enums';
import type { OpenApiTypes, Property } from './openapi';
import { requiredOf } from './required';

/** The two parts of the table, a line each: kinds with their types, and types with their fields. */
export interface Table {
  readonly kinds: readonly string[];
  readonly types: readonly string[];
}

/** Types that are written as one value. */
const single: ReadonlyMap<string, string> = new Map([
  ['io.k8s.apimachinery.pkg.api.resource.Quantity', 'q'],
  ['io.k8s.apimachinery.pkg.util.intstr.IntOrString', 'x'],
  ['io.k8s.apimachinery.pkg.apis.meta.v1.Time', 't'],
  ['io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime', 't'],
  // An object without fields.
  ['io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceSubresourceStatus', '{a'],
]);

/** Codes of what has neither fields nor parts. */
const codes: ReadonlyMap<string, string> = new Map([
  ['string', 's'],
  ['string byte', 'y'],
  ['boolean', 'b'],
  ['integer int32', 'i'],
  ['integer int64', 'l'],
  ['number double', 'n'],
]);

/**
 * The schemas of the kinds that every API server serves, those of stable versions. The status is left out, which no person writes
 * and the API server ignores where an object is created.
 */
export function tableOf(types: OpenApiTypes, enums: Enums): Table {
  const kinds: string[] = [];
  const lines = new Map<string, string>();
  const roots = Object.entries(types).flatMap(([name, type]) =>
    (type['x-kubernetes-group-version-kind'] ?? [])
      .filter(({ version }) => /^v\d+$/.test(version) && isObject(type.properties))
      .map(({ group, version, kind }) => ({
        name,
        of: `${group}${group && '/'}${version} ${kind}`,
      })),
  );
  const rootNames = new Set(roots.map(({ name }) => name));
  const write = (name: string): void => {
    if (lines.has(name)) return;
    const { properties = {} } = types[name] ?? {};
    const required = requiredOf(shortName(name), types[name]?.required ?? []);
    // Before its parts: a type may contain itself.
    lines.set(name, '');
    const fields = Object.entries(properties).map(([field, property]) => {
      const code =
        rootNames.has(name) && field === 'status' ? 'a' : codeOf(property, enums.get(`${name} ${field}`));
      return `${field}${required.includes(field) ? '!' : ''}:${code}`;
    });
    lines.set(name, [shortName(name), ...fields].join(' '));
  };
  const codeOf = (property: Property, values: readonly string[] | undefined): string => {
    const { $ref, type = '', format = '', items, additionalProperties } = property;
    if (items !== undefined) return `[${codeOf(items, values)}`;
    if (additionalProperties !== undefined) return `{${codeOf(additionalProperties, values)}`;
    if ($ref !== undefined) return codeOfType($ref.replace('#/definitions/', ''));
    const code = codes.get(`${type} ${format}`.trim());
    if (code === undefined) throw new Error(`no code for a value of type "${type}" and format "${format}"`);
    return values === undefined ? code : `${code}=${values.map(encodeURIComponent).join('|')}`;
  };
  const codeOfType = (name: string): string => {
    const known = single.get(name);
    if (known !== undefined) return known;
    // RawExtension and JSON take anything.
    if (types[name]?.properties === undefined) return 'a';
    write(name);
    return `@${shortName(name)}`;
  };
  for (const { name, of } of roots) {
    write(name);
    kinds.push(`${of} ${shortName(name)}`);
  }
  return { kinds: kinds.sort(), types: [...lines.values()].sort() };
}

/** An object that is stored has these; options, lists and subresources lack one. */
function isObject(properties: Readonly<Record<string, unknown>> = {}): boolean {
  return 'kind' in properties && 'metadata' in properties && !('items' in properties);
}

/** `io.k8s.api.core.v1.Container` is `core.v1.Container`; no two types have one name. */
function shortName(name: string): string {
  return name.split('.').slice(-3).join('.');
}
