import type { Problem } from '../values';

/** What the system's codes mean to a person, and what to do. */
const reasons: Readonly<Record<string, readonly [reason: string, next: string]>> = {
  ENOSPC: ['no space is left on the device', 'make room and run it again'],
  EDQUOT: ['the quota is used up', 'make room and run it again'],
  EFBIG: ['the file system allows no file of this size', 'work on another file system'],
  EACCES: ['permission is denied', 'make it yours (chown, chmod) and run it again'],
  EPERM: ['the operation is not permitted', 'make it yours (chown, chmod, chattr) and run it again'],
  EROFS: ['the file system is read-only', 'work on a copy that can be written'],
  ENOENT: ['it was not found', 'correct the path and run it again'],
  ENOTDIR: ['something that is not a folder is in the way', 'move it away and run it again'],
  EISDIR: ['a folder is in the way', 'move it away and run it again'],
  EEXIST: ['something of this name is there already', 'move it away and run it again'],
  ENOTEMPTY: ['a folder that holds something is in the way', 'move it away and run it again'],
  EMFILE: ['too many files are open', 'raise the limit (ulimit -n) and run it again'],
  ENFILE: ['too many files are open on this machine', 'end other programs and run it again'],
  ENAMETOOLONG: ['the file system takes no name of this length', 'choose a shorter name and run it again'],
  EINVAL: ['the file system does not take this name', 'choose another name, or another file system'],
  EILSEQ: ['the file system does not take this name', 'choose another name, or another file system'],
  ELOOP: ['symbolic links lead in a circle', 'remove the link and run it again'],
  EXDEV: ['it is on another file system or mount', 'mount the whole project as one and run it again'],
  EBUSY: ['another program uses it, or something is mounted on it', 'end that and run it again'],
  ETXTBSY: ['another program runs it', 'end that and run it again'],
  EIO: ['the disk does not work', 'check the disk and run it again'],
  ESTALE: ['the file server has lost it', 'mount the file system again and run it again'],
  ETIMEDOUT: ['the file server did not answer', 'check the connection and run it again'],
  ENOSYS: ['the file system cannot do this', 'work on another file system'],
  ENOTSUP: ['the file system cannot do this', 'work on another file system'],
  EOPNOTSUPP: ['the file system cannot do this', 'work on another file system'],
};

/** What a person reads when the file system refuses something. Anything else is our own bug and goes on as it is. */
export function failureOf(error: unknown, at: string, doing: 'read' | 'written'): Problem {
  const code = codeOf(error);
  if (code === undefined) throw error;
  const [reason, next] = reasons[code] ?? ['the system refuses', 'remove the cause and run it again'];
  return { at: pathOf(error) ?? at, reason: `could not be ${doing}: ${reason} (${code})`, next };
}

/** The code of a file-system error: `ENOSPC`. */
export function codeOf(error: unknown): string | undefined {
  const coded = typeof error === 'object' && error !== null && 'code' in error;
  return coded && typeof error.code === 'string' ? error.code : undefined;
}

/** Where it happened; of a rename, the place that was to be taken. */
function pathOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('dest' in error && typeof error.dest === 'string') return error.dest;
  return 'path' in error && typeof error.path === 'string' ? error.path : undefined;
}
