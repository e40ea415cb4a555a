/** The values that a field may have, by type and field: `io.k8s.api.core.v1.Container imagePullPolicy`. */
export type Enums = ReadonlyMap<string, readonly string[]>;

/**
 * Reads the enums from `pkg/generated/openapi/zz_generated.openapi.go` of Kubernetes. The published `swagger.json` is made with
 * them turned off, so it has none.
 */
export function readEnums(code: string): Enums {
  const enums = new Map<string, readonly string[]>();
  let type: string | undefined;
  let field = '';
  for (const line of code.split('\n')) {
    if (line.startsWith('func schema_')) {
      const [, group, version, name] = /^func schema_k8sio_api_(\w+)_(v\w+?)_(\w+)\(/.exec(line) ?? [];
      type = name === undefined ? undefined : `io.k8s.api.${group ?? ''}.${version ?? ''}.${name}`;
    }
    // Properties of a type have this depth. An enum that lies deeper is that of the items of its list.
    const [, property] = /^\t{5}"(\w+)": \{$/.exec(line) ?? [];
    if (property !== undefined) field = property;
    const [, values] = /^\t+Enum: +\[\]interface\{\}\{(.*)\},$/.exec(line) ?? [];
    if (type !== undefined && values !== undefined)
      enums.set(
        `${type} ${field}`,
        [...values.matchAll(/"([^"]*)"/g)].map(([, value = '']) => value),
      );
  }
  return enums;
}
