/**
 * Whether git left a conflict in a text: a line for the beginning, the middle and the end of one, in this order. Both of
 * its sides are in git, so nothing is lost with such a file.
 */
export function hasConflictMarkers(text: string | undefined): boolean {
  return text?.includes('<<<<<<<') === true && conflict.test(text);
}

const conflict = /^<{7}(?: .*)?$[^]*?^={7}$[^]*?^>{7}(?: .*)?$/m;
