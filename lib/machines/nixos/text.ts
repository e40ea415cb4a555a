/** A string of the Nix language. */
export function nixString(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('${', '\\${')
    .replaceAll('\n', '\\n');
  return `"${escaped}"`;
}

/** `name = [ … ];`, an item a line. */
export function listLines(name: string, items: readonly string[]): readonly string[] {
  return [`${name} = [`, ...items.map((item) => `  ${item}`), '];'];
}

/** Lines a step further to the right; empty ones stay empty. */
export function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === '' ? line : `  ${line}`));
}
