/** The longest text that is taken for a misspelt name. */
const longest = 260;
/** As many names are listed in a message. */
const listed = 20;

/** The known name nearest to what was written, when it is near enough to be a slip of the pen. */
export function nearest(written: string, known: Iterable<string>): string | undefined {
  if (written.length > longest) return undefined;
  let best: string | undefined;
  // A slip for each three letters; of one letter nothing would be left.
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

/** The next step after an unknown name: the nearest one, or all of them. */
export function suggest(written: string, known: Iterable<string>): string {
  const names = [...known].sort();
  const near = nearest(written, names);
  if (near !== undefined) return `did you mean "${near}"?`;
  if (names.length === 0) return 'none is declared';
  const more = names.length - listed;
  return `use one of ${names.slice(0, listed).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Edits that lead from one to the other, where two neighbours that changed places count as one (optimal string alignment). */
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
