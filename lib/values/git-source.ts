import * as v from 'valibot';
import { type Parsed, parsedBy, refused } from './parsed';
import { shown } from './shown';

const next = 'write https://host/path.git, ssh://git@host/path.git or git@host:path.git';

/** A host: a DNS name or an address. */
const host = '[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?';
/** A port. Its range, 1 to 65535, is checked afterwards. */
const port = '(?::(?<port>[1-9][0-9]{0,4}))?';
/**
 * A path without spaces, quotes, `?`, `#`, or other characters that are special in a shell or in YAML. RFC 3986,
 * section 3.3 without sub-delims.
 */
const path = '(?!(?:.*/)?\\.\\.?(?:/|$))[A-Za-z0-9._~%+@:/-]+';

const forms = [
  new RegExp(`^https?://${host}${port}/${path}$`),
  new RegExp(`^ssh://(?:[A-Za-z_][A-Za-z0-9_.-]*@)?${host}${port}/${path}$`),
  // The form of scp: https://git-scm.com/docs/git-clone#URLS. A slash at the start of the path is allowed, a dash is
  // not.
  new RegExp(`^[A-Za-z_][A-Za-z0-9_.-]*@${host}:(?!-)${path}$`),
];

/**
 * Parses the clone URL of a repository in a form that Argo CD accepts: `https://`, `http://`, `ssh://` or
 * `git@host:path`.
 * https://argo-cd.readthedocs.io/en/stable/user-guide/private-repositories/ A URL with a password or a token is
 * rejected and not shown, because every Application would contain it.
 */
export function parseGitUrl(written: string): Parsed<string> {
  if (carriesCredentials(written))
    return refused(
      'contains a user, password or token',
      'remove it, and list the repository in repositories of argoCd() with its Secret',
    );
  const match = forms.map((form) => form.exec(written)).find((found) => found !== null);
  if (match === undefined || Number(match.groups?.['port'] ?? 1) > 65535)
    return refused(`${shown(written)} is not a valid git repository URL`, next);
  return { value: written };
}

/**
 * Credentials are anything before `@` in an http URL, a password before it in an ssh URL, and anything after `?` or
 * `#`.
 */
function carriesCredentials(url: string): boolean {
  return (
    /^https?:\/\/[^/]*@/i.test(url) ||
    /^[a-z+]+:\/\/[^/]*:[^/]*@/i.test(url) ||
    /^[^/@:]+:[^/@]+@/.test(url) ||
    /[?#].*=/.test(url)
  );
}

/**
 * Parses the revision that Argo CD tracks: a branch, a tag, `HEAD` or a commit.
 * https://git-scm.com/docs/git-check-ref-format A pattern (`v1.*`) is rejected: it is a range of tags, and a new tag
 * would change what is deployed without a commit here.
 */
export function parseGitRevision(written: string): Parsed<string> {
  const parts = written.split('/');
  const good =
    written.length <= 250 &&
    /^[A-Za-z0-9._+@/-]+$/.test(written) &&
    !/^-|\.\.|@\{|\.$/.test(written) &&
    written !== '@' &&
    parts.every((part) => part !== '' && !part.startsWith('.') && !part.endsWith('.lock'));
  return good
    ? { value: written }
    : refused(
        `${shown(written)} is not a valid git branch, tag or commit`,
        'write a name such as main or v1.2.3, or a commit; letters, digits, "-", "_", "." and "/"',
      );
}

/** Clone address of a git repository, without a password. */
export const gitUrl = v.pipe(v.string(), parsedBy(parseGitUrl), v.title('git repository URL'));
/** A branch, a tag or a commit. */
export const gitRevision = v.pipe(v.string(), parsedBy(parseGitRevision), v.title('branch, tag or commit'));
