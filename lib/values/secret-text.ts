import { createHash } from 'node:crypto';
import { secretKinds } from './secret-kinds';

/** SHA-256 of literals that were published in clear text: these lines recognize them without repeating them. */
const leaked = new Set(['df3e87dcbc997395fd691a3487c52f45af4d4b44f757a628e4a1171806735ad9']);

/** One search for what any kind has: an object has hundreds of texts, and hardly one has any of it. */
const anyHint = new RegExp(secretKinds.map(({ hint }) => hint.source).join('|'), 'i');

/** What replaces a secret in a message. */
const blot = '•••';

/**
 * The one place that decides whether a text holds a secret.
 * @returns what it holds, without a part of it: `a private key`; undefined when it holds none
 */
export function secretIn(text: string): string | undefined {
  // Most texts are names and numbers; none of the kinds is that short.
  if (text.length < 6) return undefined;
  if (anyHint.test(text))
    for (const { what, hint, pattern } of secretKinds)
      if (hint.test(text) && matchesOf(text, pattern).length > 0) return what;
  if (encodedKey.test(text) && wordsOf(text).some(hidesSecret))
    return 'a secret behind base64, which hides nothing';
  return isPublished(text) ? 'a literal that was published in clear text' : undefined;
}

/** Whether a text is, or holds, a literal that was published: it is refused even where it would be encrypted. */
export function isPublished(text: string): boolean {
  // Each of them has a letter beside a digit, and most texts have none.
  return /[A-Za-z]\d|\d[A-Za-z]/.test(text) && wordsOf(text).some(isLeaked);
}

/** The same text with every secret blotted out: more people read a message than the file. */
export function withoutSecrets(text: string): string {
  let clean = text;
  for (const { pattern } of secretKinds)
    for (const found of matchesOf(clean, pattern)) clean = clean.replaceAll(found, blot);
  return clean.replace(/[A-Za-z0-9_.+/=-]+/g, (word) =>
    isLeaked(word) || hidesSecret(word)
      ? blot
      : word.replace(/[A-Za-z0-9]+/g, (part) => (isLeaked(part) ? blot : part)),
  );
}

function matchesOf(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(([whole, value]) => {
    // A pattern with a group shows where the value is, and a value may be a reference.
    if (value === undefined) return [whole];
    return isReference(value) ? [] : [value];
  });
}

/** Whether a value is not the secret itself but says where it comes from. Only its whole form tells. */
function isReference(value: string): boolean {
  const bare = value.replace(/^\\?["'`]/, '').replace(/(?:\\?["'`])?[,;]?$/, '');
  return reference.test(bare) || isPath(bare);
}

/**
 * `$(PASSWORD)`, `${dir:/run/db:password}`, `%{password}`, `{{ .p }}`, `<the password>`, `os.environ["PASSWORD"]`, dots, stars,
 * the begin of a list or an object, and words that no secret is.
 */
const reference =
  /^(?:(?:\$\([^)]+\)|[$%]\{[^}]+\}|\{\{[^}]+\}\})+|<[a-z][a-z ,.'_-]*>|[a-z_]+(?:\.[a-z_]+)+[([]["']?[\w./-]*["']?[)\]]|true|false|yes|no|none|null|required|optional|string|file|env|[x•*]+|…|\.{3}|[[{]|\d)?$/i;

/** Whether a value is a path, such as `/run/secrets/x` and systemd's `%d/x`. A key in base64 may begin with a slash as well. */
function isPath(value: string): boolean {
  if (!/^(?:\.{1,2}|~|%[a-z])?(?:\/[A-Za-z0-9._-]+)+\/?$/.test(value)) return false;
  const names = value.split('/').filter((name) => name !== '');
  return names.length > 1 && !names.some(isRandom);
}

/** Whether a name looks as if chance had made it: small and capital letters and digits, mixed. */
function isRandom(name: string): boolean {
  return name.length >= 12 && /[a-z]/.test(name) && /[A-Z]/.test(name) && /\d/.test(name);
}

/** `-----BEGIN` in base64: kubeconfigs and the data of Secrets have it. */
const encodedKey = /LS0tLS1CRUdJTi/;

function hidesSecret(word: string): boolean {
  const start = word.search(encodedKey);
  if (start < 0) return false;
  const inside = Buffer.from(word.slice(start), 'base64').toString('latin1');
  return secretKinds.some(({ hint, pattern }) => hint.test(inside) && matchesOf(inside, pattern).length > 0);
}

function wordsOf(text: string): string[] {
  return [/[^A-Za-z0-9_.+/=-]+/, /[^A-Za-z0-9]+/].flatMap((gap) => text.split(gap));
}

function isLeaked(word: string): boolean {
  // A hash costs a microsecond, and an object has hundreds of words. Each leaked literal has letters and digits.
  if (word.length < 6 || word.length > 64 || !/[a-z]/i.test(word) || !/\d/.test(word)) return false;
  const before = judged.get(word);
  if (before !== undefined) return before;
  const found = leaked.has(createHash('sha256').update(word).digest('hex'));
  if (judged.size < 200_000) judged.set(word, found);
  return found;
}

/** Words that were hashed: the names in a cluster come again in object after object. */
const judged = new Map<string, boolean>();
