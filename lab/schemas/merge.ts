import type { Enums } from './enums';
import type { OpenApiTypes } from './openapi';

/** What one version of Kubernetes says of its types. */
export interface Version {
  readonly types: OpenApiTypes;
  readonly enums: Enums;
}

/**
 * The types of several versions as one, so that no object is refused that one of them takes: a field is known where one knows it, a
 * value allowed where one allows it, and a field required where each that has its type requires it.
 */
export function mergeVersions(versions: readonly Version[]): Version {
  return versions.reduce((one, other) => ({
    types: mergeTypes(one.types, other.types),
    enums: mergeEnums(one, other),
  }));
}

function mergeTypes(older: OpenApiTypes, newer: OpenApiTypes): OpenApiTypes {
  const both = Object.entries(newer).map(([name, type]): [string, OpenApiTypes[string]] => {
    const before = older[name];
    if (before === undefined) return [name, type];
    const properties = type.properties && { ...before.properties, ...type.properties };
    const required = type.required?.filter((field) => before.required?.includes(field) === true);
    return [name, { ...type, properties, required }];
  });
  return { ...older, ...Object.fromEntries(both) };
}

/** A field that has values of its own in one version and no list of them in another takes any. */
function mergeEnums(older: Version, newer: Version): Enums {
  const merged = new Map<string, readonly string[]>();
  for (const [id, values] of [...older.enums, ...newer.enums]) {
    const [name = '', field = ''] = id.split(' ');
    const isFree = [older, newer].some(
      ({ types, enums }) => types[name]?.properties?.[field] !== undefined && !enums.has(id),
    );
    if (!isFree) merged.set(id, [...new Set([...(merged.get(id) ?? []), ...values])].sort());
  }
  return merged;
}
