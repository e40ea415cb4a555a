/**
 * What stands at a place of a document: `field(object, 'spec', 'egress', 0)`.
 * @throws when the way there ends earlier
 */
export function field(document: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce((value: unknown, key) => {
    if (typeof value !== 'object' || value === null)
      throw new Error(`nothing at ${path.join('.')} of ${JSON.stringify(document)}`);
    const found: unknown = Reflect.get(value, key);
    return found;
  }, document);
}
