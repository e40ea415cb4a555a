/** Values of one document, each alias counted with all that it brings. The largest definitions have about thirty thousand. */
const most = 200_000;

/**
 * What keeps a document from being written out: aliases that lead back to themselves, or that make it many times as large as its
 * text ("a billion laughs").
 */
export function tooLarge(value: unknown): { readonly reason: string; readonly next: string } | undefined {
  const size = sizeOf(value, new Map());
  if (size <= most) return undefined;
  return Number.isFinite(size)
    ? {
        reason: `it has ${size} values with its aliases written out, and ${most} is the limit`,
        next: 'write the values out, or split the document',
      }
    : { reason: 'an alias leads back to what contains it', next: 'write the value out' };
}

/** Values within a value; infinite where it contains itself. */
function sizeOf(value: unknown, known: Map<object, number>): number {
  if (typeof value !== 'object' || value === null) return 1;
  const before = known.get(value);
  if (before !== undefined) return before;
  // Until it is counted: whoever meets it again meanwhile is inside of it.
  known.set(value, Infinity);
  let size = 1;
  for (const item of Object.values(value)) size += sizeOf(item, known);
  known.set(value, size);
  return size;
}
