/** A text as one word of a POSIX shell: as it is where no shell reads anything in it, in quotes otherwise. */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_][A-Za-z0-9_./:@%+,-]*$/.test(text) ? text : inQuotes(text);
}

/** A text between single quotes of a POSIX shell, where nothing but the quote itself is read. */
export function inQuotes(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A text for a place between double quotes of a POSIX shell, where `$`, a backquote, a backslash and the quote are read. */
export function inDoubleQuotes(text: string): string {
  return text.replace(/["$`\\]/g, '\\$&');
}

/**
 * A script with its values: each `@name@` gives way to the value of that name, quoted by the caller for its place (`shellWord`,
 * `inDoubleQuotes`).
 * @throws for a name without a value and for a value without a name, which is a mistake of whoever wrote the script
 */
export function filledScript(script: string, values: Readonly<Record<string, string | number>>): string {
  const used = new Set<string>();
  const filled = script.replace(/@([a-z_]+)@/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`the script asks for "${name}", which has no value`);
    used.add(name);
    return String(value);
  });
  const unused = Object.keys(values).filter((name) => !used.has(name));
  if (unused.length > 0) throw new Error(`the script does not ask for ${unused.join(', ')}`);
  return filled;
}
