/**
 * Paths of keys that a values.yaml has behind a `#`, as something that may be set: `#kubeProxyReplacement: "false"`, at the
 * indentation of its map or below an empty one. Prose does not begin with a lower-case word and a colon; where it does, it
 * lets one more path pass.
 */
export function commentedKeys(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  const parents: { readonly indent: number; readonly key: string }[] = [];
  for (const line of text.split('\n')) {
    const [, before = '', hash, name = ''] = /^( *)(# ?)?([a-z][\w.-]*):(?: |$)/.exec(line) ?? [];
    if (name === '') continue;
    const indent = before.length;
    if (hash !== undefined) {
      const path = parents.filter((parent) => parent.indent < indent).map(({ key }) => key);
      found.add([...path, name].join('.'));
      continue;
    }
    while ((parents.at(-1)?.indent ?? -1) >= indent) parents.pop();
    parents.push({ indent, key: name });
  }
  return found;
}
