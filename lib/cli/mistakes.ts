import { relative, sep } from 'node:path';
import { problemText, thrownText } from '../values';

/** A place in a file: path from the project's root, line, column. */
const framePattern = /\(?((?:\/|[A-Za-z]:\\)[^()]*?):(\d+):(\d+)\)?$/;

/**
 * What a person reads when a cluster file cannot be loaded: text that is no TypeScript, a name that is not defined. Where
 * the fault is in the library, it is ours, and the stack is worth having.
 * @param root the project's root, absolute
 * @returns the message, or undefined when the error is no mistake in a cluster file
 */
export function mistakeText(error: unknown, root: string): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'TransformError') {
    // The compiler writes the place and the reason on one line of its message.
    const [, file = '', reason = ''] = /^(.*?: )ERROR: (.*)$/m.exec(error.message) ?? [];
    const at = relative(root, file.replace(/: $/, ''));
    return problemText({ at, reason, next: 'correct the text and run it again' });
  }
  const frame = (error.stack ?? '')
    .split('\n')
    .map((line) => framePattern.exec(line.trim()))
    .find(
      (match) =>
        match?.[1]?.startsWith(root + sep) === true && !match[1].includes(`${sep}node_modules${sep}`),
    );
  const [, file, line, column] = frame ?? [];
  const place = file === undefined ? '' : relative(root, file);
  if (!/^(main\.ts|clusters[\\/])/.test(place)) return undefined;
  const at = `${place}:${line ?? ''}:${column ?? ''}`;
  return problemText({
    at,
    reason: `${error.name}: ${thrownText(error)}`,
    next: 'correct the file and run it again',
  });
}

/** Ends the program with 2 and one line when a cluster file cannot be loaded, instead of a stack trace. */
export function explainMistakes(root: string): void {
  process.on('uncaughtException', (error) => {
    console.error(mistakeText(error, root) ?? error);
    process.exit(2);
  });
}
