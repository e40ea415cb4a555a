import { createHash } from 'node:crypto';
import { secretKinds } from './secret-kinds';

/** SHA-256 hashes of secrets that were published in clear text. The hashes recognize them without repeating them. */
const leaked = new Set(['df3e87dcbc997395fd691a3487c52f45af4d4b44f757a628e4a1171806735ad9']);

/** One search for the hints of all kinds: an object has hundreds of texts, and hardly any contains one. */
const anyHint = new RegExp(secretKinds.map(({ hint }) => hint.source).join('|'), 'i');

/** What replaces a secret in a message. */
const blot = '•••';

/**
 * Decides whether a text contains a secret. No other code does. @returns the kind of secret, without any part of it,
 * such as `a private key`; undefined if there is none
 */
export function secretIn(text: string): string | undefined {
  // No kind of secret is that short, and most texts are short names and numbers.
  if (text.length < 6) return undefined;
  if (anyHint.test(text))
    for (const { what, hint, pattern } of secretKinds)
      if (hint.test(text) && matchesOf(text, pattern).length > 0) return what;
  if (encodedKey.test(text) && wordsOf(text).some(hidesSecret))
    return 'a secret in base64, which is not encryption';
  return isPublished(text) ? 'a password that was published in clear text' : undefined;
}

/** Whether a text contains a password that was published. It is rejected even where it would be encrypted. */
export function isPublished(text: string): boolean {
  // Each of them has a letter next to a digit, and most texts do not.
  return /[A-Za-z]\d|\d[A-Za-z]/.test(text) && wordsOf(text).some(isLeaked);
}

/** The text with every secret redacted: more people read a message than the file. */
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
    // The group of a pattern is the value, which may be a reference.
    if (value === undefined) return [whole];
    return isReference(value) ? [] : [value];
  });
}

/** Whether the whole value is a reference to a secret rather than the secret itself. */
function isReference(value: string): boolean {
  const bare = value.replace(/^\\?["'`]/, '').replace(/(?:\\?["'`])?[,;]?$/, '');
  return reference.test(bare) || isPath(bare);
}

/**
 * `$(PASSWORD)`, `${dir:/run/db:password}`, `%{password}`, `{{ .p }}`, `<the password>`, `os.environ["PASSWORD"]`,
 * dots, asterisks, the start of a list or object, and common words.
 */
const reference =
  /^(?:(?:\$\([^)]+\)|[$%]\{[^}]+\}|\{\{[^}]+\}\})+|<[a-z][a-z ,.'_-]*>|[a-z_]+(?:\.[a-z_]+)+[([]["']?[\w./-]*["']?[)\]]|true|false|yes|no|none|null|required|optional|string|file|env|[x•*]+|…|\.{3}|[[{]|\d)?$/i;

/** Whether a value is a path, such as `/run/secrets/x` and systemd's `%d/x`. A base64 key may begin with a slash, too. */
function isPath(value: string): boolean {
  if (!/^(?:\.{1,2}|~|%[a-z])?(?:\/[A-Za-z0-9._-]+)+\/?$/.test(value)) return false;
  const names = value.split('/').filter((name) => name !== '');
  return names.length > 1 && !names.some(isRandom);
}

/** Whether a name looks random: a mix of lower-case letters, capital letters and digits. */
function isRandom(name: string): boolean {
  return name.length >= 12 && /[a-z]/.test(name) && /[A-Z]/.test(name) && /\d/.test(name);
}

/** `-----BEGIN` in base64, as in kubeconfigs and the data of Secrets. */
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
  // A hash takes a microsecond, and an object has hundreds of words. Each leaked password has letters and digits.
  if (word.length < 6 || word.length > 64 || !/[a-z]/i.test(word) || !/\d/.test(word)) return false;
  const before = judged.get(word);
  if (before !== undefined) return before;
  const found = leaked.has(createHash('sha256').update(word).digest('hex'));
  if (judged.size < 200_000) judged.set(word, found);
  return found;
}

/** A cache of hashed words: the names in a cluster repeat in many objects. */
const judged = new Map<string, boolean>();
