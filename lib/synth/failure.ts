import type { Problem } from '../values';

const reasons: Readonly<Record<string, readonly [reason: string, next: string]>> = {
  ENOSPC: ['no space is left on the device', 'make room and run it again'],
  EDQUOT: ['the quota is used up', 'make room and run it again'],
  EACCES: ['permission is denied', 'make it yours (chown, chmod) and run it again'],
  EPERM: ['the operation is not permitted', 'make it yours (chown, chmod) and run it again'],
  EROFS: ['the file system is read-only', 'work on a copy that can be written'],
  ENOENT: ['it is not there', 'correct the path and run it again'],
  ENOTDIR: ['something that is no folder is in the way', 'move it away and run it again'],
  EISDIR: ['a folder is in the way', 'move it away and run it again'],
  EMFILE: ['too many files are open', 'raise the limit (ulimit -n) and run it again'],
};

/** What a person reads when the file system refuses something. Anything else is our own bug and goes on as it is. */
export function failureOf(error: unknown, at: string, doing: 'read' | 'written'): Problem {
  const code = codeOf(error);
  if (code === undefined) throw error;
  const [reason, next] = reasons[code] ?? [String(error), 'mend it and run it again'];
  return { at: pathOf(error) ?? at, reason: `could not be ${doing}: ${reason} (${code})`, next };
}

/** The code of a file-system error: `ENOSPC`. */
export function codeOf(error: unknown): string | undefined {
  const coded = typeof error === 'object' && error !== null && 'code' in error;
  return coded && typeof error.code === 'string' ? error.code : undefined;
}

function pathOf(error: unknown): string | undefined {
  const placed = typeof error === 'object' && error !== null && 'path' in error;
  return placed && typeof error.path === 'string' ? error.path : undefined;
}
