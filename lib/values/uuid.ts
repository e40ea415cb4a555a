import * as v from 'valibot';
import { type Parsed, parsedBy, refused } from './parsed';
import { shown } from './shown';

/**
 * Parses the UUID of a file system as udev shows it under `/dev/disk/by-uuid`, in lower case. The UUID of zeros is
 * accepted, because placeholders use it.
 */
export function parseUuid(written: string): Parsed<string> {
  const form = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
  if (form.test(written)) return { value: written };
  const lower = written.toLowerCase();
  return refused(
    `${shown(written)} is not a valid UUID`,
    form.test(lower)
      ? `did you mean ${lower}?`
      : 'write it as blkid prints it, 8-4-4-4-12 lower-case hexadecimal digits',
  );
}

export const uuid = v.pipe(v.string(), parsedBy(parseUuid), v.title('UUID'));
