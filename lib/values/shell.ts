/** The text as one word of a POSIX shell, quoted if it has special characters. */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_][A-Za-z0-9_./:@%+,-]*$/.test(text) ? text : inQuotes(text);
}

/** The text in single quotes of a POSIX shell, in which only the quote itself is special. */
export function inQuotes(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * The text escaped for use between double quotes of a POSIX shell, in which `$`, backquote, backslash and the quote
 * are special.
 */
export function inDoubleQuotes(text: string): string {
  return text.replace(/["$`\\]/g, '\\$&');
}

/**
 * Replaces each `@name@` in a script with its value. The caller quotes the values (`shellWord`, `inDoubleQuotes`).
 * @throws for a name without a value and for an unused value: both are bugs of the script's author
 */
export function filledScript(script: string, values: Readonly<Record<string, string | number>>): string {
  const used = new Set<string>();
  const filled = script.replace(/@([a-z_]+)@/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`the script uses "${name}", which has no value`);
    used.add(name);
    return String(value);
  });
  const unused = Object.keys(values).filter((name) => !used.has(name));
  if (unused.length > 0) throw new Error(`the script does not use ${unused.join(', ')}`);
  return filled;
}
