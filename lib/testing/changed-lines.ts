/** Texts of files by path. */
export type Tree = Readonly<Record<string, string>>;

/**
 * What is different: for each path that changed, the lines that went (`-`) and came (`+`), in order; for one that is new or
 * gone, that word. Lists of sums are left out: they follow from the rest.
 */
export function changedLines(before: Tree, after: Tree): Readonly<Record<string, readonly string[]>> {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((path) => !path.endsWith('/files.sha256') && before[path] !== after[path])
    .sort();
  return Object.fromEntries(
    paths.map((path) => {
      const [old, young] = [before[path], after[path]];
      if (old === undefined) return [path, ['new']];
      if (young === undefined) return [path, ['gone']];
      return [path, difference(old.split('\n'), young.split('\n'))];
    }),
  );
}

/** The shortest way from one list of lines to another, by their longest common part. */
function difference(old: readonly string[], young: readonly string[]): readonly string[] {
  const common: number[][] = Array.from({ length: old.length + 1 }, () =>
    new Array<number>(young.length + 1).fill(0),
  );
  const at = (i: number, j: number) => common[i]?.[j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = young.length - 1; j >= 0; j--) {
      const row = common[i];
      if (row !== undefined)
        row[j] = old[i] === young[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < young.length) {
    if (i < old.length && j < young.length && old[i] === young[j]) [i, j] = [i + 1, j + 1];
    else if (j >= young.length || (i < old.length && at(i + 1, j) >= at(i, j + 1)))
      lines.push(`-${old[i++] ?? ''}`);
    else lines.push(`+${young[j++] ?? ''}`);
  }
  return lines;
}
