import { createColors } from 'picocolors';

/** Colours for standard output. */
export const forOutput = createColors(isColored(process.stdout));
/** Colours for standard error. */
export const forError = createColors(isColored(process.stderr));

/** Only on a terminal, and not where a person wants none (https://no-color.org). */
function isColored(stream: { readonly isTTY?: boolean }): boolean {
  return stream.isTTY === true && (process.env['NO_COLOR'] ?? '') === '' && process.env['TERM'] !== 'dumb';
}
