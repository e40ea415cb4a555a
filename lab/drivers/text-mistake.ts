/**
 * Where a text that ships is not what it has to be.
 * @param path its file, for the message
 * @returns the first line that differs, or nothing
 */
export function textMistake(
  path: string,
  found: string | undefined,
  expected: string | undefined,
): string | undefined {
  if (found === expected) return undefined;
  if (found === undefined) return `${path} does not exist`;
  if (expected === undefined) return `${path}: nothing asks for this file`;
  const [left, right] = [found.split('\n'), expected.split('\n')];
  const place = left.findIndex((line, index) => line !== right[index]);
  const index = place === -1 ? left.length : place;
  const [one, other] = [left[index], right[index]].map((line) => line?.trim() ?? 'the end of the file');
  return `${path}:${index + 1}: found\n  ${one ?? ''}\nexpected\n  ${other ?? ''}`;
}
