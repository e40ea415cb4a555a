import { constants } from 'node:os';
import { failureOf } from './failure';

/** What a file system may say, on Linux and macOS; the rest of the codes is about networks, processes and terminals. */
const ofFiles =
  /^E(NOSPC|DQUOT|FBIG|ACCES|PERM|ROFS|NOENT|NOTDIR|ISDIR|EXIST|NOTEMPTY|MFILE|NFILE|NAMETOOLONG|INVAL|ILSEQ|LOOP|XDEV|BUSY|TXTBSY|IO|STALE|TIMEDOUT|NOSYS|NOTSUP|OPNOTSUPP)$/;

test.each(Object.keys(constants.errno))('%s is reported in words, with a next step', (code) => {
  const error = Object.assign(new Error(`${code}: raw, rename 'a' -> 'b'`), { code, path: 'a', dest: 'b' });
  const { at, reason, next } = failureOf(error, 'elsewhere', 'written');
  expect(at).toBe('b');
  expect(reason).toMatch(new RegExp(`^could not be written: [^():]+ \\(${code}\\)$`));
  expect(reason.includes('the system refuses')).toBe(!ofFiles.test(code));
  expect(next).toMatch(/^[a-z]/);
});

test('what is not an error of the system goes on as it is', () => {
  expect(() => failureOf(new TypeError('our own'), 'x', 'read')).toThrow('our own');
});
