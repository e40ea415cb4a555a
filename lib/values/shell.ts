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
