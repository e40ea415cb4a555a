import { isPlaceholder, itemPath, type Problem, type Report, secretIn, withoutSecrets } from '../values';

/** Reports secrets among the facts and props, wherever they are written. What is written there ends up in files. */
export function checkLeaks(written: unknown, at: string, report: Report): void {
  if (typeof written === 'string') {
    const what = secretIn(written);
    if (what !== undefined)
      report({
        at,
        reason: `holds ${what}, and what was written in clear text counts as leaked`,
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

/** The same problem without the secrets that its texts hold: more people read a message than the file. */
export function withoutLeaks(problem: Problem): Problem {
  const { at, reason, next } = problem;
  return {
    ...problem,
    at: withoutSecrets(at),
    reason: withoutSecrets(reason),
    next: withoutSecrets(next),
  };
}
