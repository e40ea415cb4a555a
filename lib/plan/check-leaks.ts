import { createHash } from 'node:crypto';
import { isPlaceholder, itemPath, type Problem, type Report } from '../values';

/** SHA-256 of literals that stood in clear text somewhere and count as leaked: known here without being told again. */
const leaked = new Set(['df3e87dcbc997395fd691a3487c52f45af4d4b44f757a628e4a1171806735ad9']);

/** A k3s join token: `K10` and the hash of the cluster's authority, then user and password. */
const joinToken = /K10[0-9a-f]{64}::/;

/** Reports literals among the facts and props that are known secrets, wherever they stand. */
export function checkLeaks(written: unknown, at: string, report: Report): void {
  if (typeof written === 'string') {
    if (holdsLeak(written))
      report({
        at,
        reason: 'holds a secret that stood in clear text before and counts as leaked',
        next: 'take it out, change the password or token on the host, and give its source under secrets',
      });
  } else if (Array.isArray(written)) {
    written.forEach((item: unknown, index) => {
      checkLeaks(item, itemPath(at, item, index), report);
    });
  } else if (typeof written === 'object' && written !== null) {
    if (isPlaceholder(written)) checkLeaks(written.example, at, report);
    else for (const [key, item] of Object.entries(written)) checkLeaks(item, `${at}.${key}`, report);
  }
}

/** Whether a text is, or holds, a literal that is known to have leaked. */
export function holdsLeak(text: string): boolean {
  const words = [/[^A-Za-z0-9_.+/=-]+/, /[^A-Za-z0-9]+/].flatMap((gap) => text.split(gap));
  return joinToken.test(text) || words.some(isLeaked);
}

/** The same problem with known secrets blotted out: a message is read by more people than the file. */
export function withoutLeaks(problem: Problem): Problem {
  const blot = (text: string) =>
    text
      .replace(new RegExp(joinToken.source + '\\S*', 'g'), '•••')
      .replace(/[A-Za-z0-9]+/g, (word) => (isLeaked(word) ? '•••' : word));
  return { ...problem, at: blot(problem.at), reason: blot(problem.reason), next: blot(problem.next) };
}

function isLeaked(word: string): boolean {
  return leaked.has(createHash('sha256').update(word).digest('hex'));
}
