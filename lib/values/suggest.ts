/** The longest text for which a suggestion is made. */
const longest = 260;
/** The maximum number of names in a message. */
const listed = 20;

/** The known name closest to the text, if it is close enough for a typing mistake. */
export function nearest(written: string, known: Iterable<string>): string | undefined {
  if (written.length > longest) return undefined;
  let best: string | undefined;
  // One edit for every three letters, but never as many as the text has letters.
  let bestDistance = Math.min(Math.max(1, Math.floor(written.length / 3)), written.length - 1) + 1;
  for (const name of known) {
    const distance = editDistance(written.toLowerCase(), name.toLowerCase());
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

/**
 * The next step after an unknown name: the nearest one, or all of them.
 * @param first what to do without a name to choose from
 */
export function suggest(written: string, known: Iterable<string>, first = 'define it first'): string {
  const names = [...known].sort();
  const near = nearest(written, names);
  if (near !== undefined) return `did you mean "${near}"?`;
  if (names.length === 0) return first;
  const more = names.length - listed;
  return `use one of ${names.slice(0, listed).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** The edit distance, in which two swapped neighbours count as one edit (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
          ? (before[j - 2] ?? 0) + 1
          : Infinity;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, substituted, swapped));
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
