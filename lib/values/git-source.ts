import * as v from 'valibot';
import { type Parsed, parsedBy, refused } from './parsed';
import { shown } from './shown';

const next = 'write https://host/path.git, ssh://git@host/path.git or git@host:path.git';

/** A host: labels with dots, or an address. */
const host = '[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?';
/** A port, 1 to 65535; the number is held against it. */
const port = '(?::(?<port>[1-9][0-9]{0,4}))?';
/** A path without blanks, quotes, `?`, `#`, or anything that a shell or YAML reads. RFC 3986, section 3.3 without sub-delims. */
const path = '(?!(?:.*/)?\\.\\.?(?:/|$))[A-Za-z0-9._~%+@:/-]+';

const forms = [
  new RegExp(`^https?://${host}${port}/${path}$`),
  new RegExp(`^ssh://(?:[A-Za-z_][A-Za-z0-9_.-]*@)?${host}${port}/${path}$`),
  // What scp takes: https://git-scm.com/docs/git-clone#URLS. A slash at the start of the path is allowed, a dash is not.
  new RegExp(`^[A-Za-z_][A-Za-z0-9_.-]*@${host}:(?!-)${path}$`),
];

/**
 * Reads the clone address of a repository, in a form that Argo CD takes: `https://`, `http://`, `ssh://` or `git@host:path`.
 * https://argo-cd.readthedocs.io/en/stable/user-guide/private-repositories/ One that carries a password or a token is
 * refused and not shown: it would stand in every Application.
 */
export function parseGitUrl(written: string): Parsed<string> {
  if (carriesCredentials(written))
    return refused('carries a user, password or token', 'take it out and give Argo CD a repository secret');
  const match = forms.map((form) => form.exec(written)).find((found) => found !== null);
  if (match === undefined || Number(match.groups?.['port'] ?? 1) > 65535)
    return refused(`${shown(written)} is not the address of a git repository`, next);
  return { value: written };
}

/** Anything before `@` with http, a password before it with ssh, and anything behind `?` or `#`. */
function carriesCredentials(url: string): boolean {
  return (
    /^https?:\/\/[^/]*@/i.test(url) ||
    /^[a-z+]+:\/\/[^/]*:[^/]*@/i.test(url) ||
    /^[^/@:]+:[^/@]+@/.test(url) ||
    /[?#].*=/.test(url)
  );
}

/**
 * Reads what Argo CD follows: a branch, a tag, `HEAD` or a commit. https://git-scm.com/docs/git-check-ref-format A pattern
 * (`v1.*`) is refused: it is a range of tags, which moves without a commit here.
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
        `${shown(written)} is not a branch, tag or commit of git`,
        'write a name such as main or v1.2.3, or a commit; letters, digits, "-", "_", "." and "/"',
      );
}

export const gitUrl = v.pipe(v.string(), parsedBy(parseGitUrl), v.title('address of a git repository'));
export const gitRevision = v.pipe(v.string(), parsedBy(parseGitRevision), v.title('branch, tag or commit'));
