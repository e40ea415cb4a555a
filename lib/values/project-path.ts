import * as v from 'valibot';
import { type Parsed, parsedBy, refused } from './parsed';
import { shown } from './shown';

/**
 * Parses the path of a file below the project root. It uses `/` and has no `..`, `.` or hidden folder, so that it
 * means the same file on every machine and never leaves the project.
 */
export function parseProjectPath(written: string): Parsed<string> {
  const good = /^[A-Za-z0-9_][A-Za-z0-9._-]*(\/[A-Za-z0-9_][A-Za-z0-9._-]*)*$/.test(written);
  return good && written.length <= 255
    ? { value: written }
    : refused(
        `${shown(written)} is not a path below the project's root`,
        'write one such as secrets/home/login.yaml: letters, digits, ".", "_", "-" and "/" between folders',
      );
}

/** A path within the project. */
export const projectPath = v.pipe(
  v.string(),
  parsedBy(parseProjectPath),
  v.title("path below the project's root"),
);
