import type { Problem } from '../values';

const reasons: Readonly<Record<string, readonly [reason: string, next: string]>> = {
  ENOSPC: ['no space is left on the device', 'make room and run it again'],
  EDQUOT: ['the quota is used up', 'make room and run it again'],
  EACCES: ['permission is denied', 'make it yours (chown, chmod) and run it again'],
  EPERM: ['the operation is not permitted', 'make it yours (chown, chmod) and run it again'],
  EROFS: ['the file system is read-only', 'work on a copy that can be written'],
  ENOTDIR: ['something that is no folder is in the way', 'move it away and run it again'],
  EISDIR: ['a folder is in the way', 'move it away and run it again'],
  EMFILE: ['too many files are open', 'raise the limit (ulimit -n) and run it again'],
};

/** What a person reads when the file system refuses something. Anything else is our own bug and goes on as it is. */
export function failureOf(error: unknown, at: string, doing: 'read' | 'written'): Problem {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') throw error;
  const [reason, next] = reasons[error.code] ?? [error.message, 'mend it and run it again'];
  const path = 'path' in error && typeof error.path === 'string' ? error.path : at;
  return { at: path, reason: `could not be ${doing}: ${reason} (${error.code})`, next };
}
