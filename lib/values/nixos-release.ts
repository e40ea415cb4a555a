import * as v from 'valibot';
import { type Parsed, parsedBy, refused } from './parsed';
import { shown } from './shown';

/** Reads a release of NixOS: year and month. https://nixos.org/manual/nixos/stable/release-notes */
export function parseNixosRelease(written: string): Parsed<string> {
  return /^\d\d\.(05|11)$/.test(written)
    ? { value: written }
    : refused(
        `${shown(written)} is not a release of NixOS`,
        'write one such as 25.11; there is one in May and one in November',
      );
}

/** A release of NixOS. */
export const nixosRelease = v.pipe(v.string(), parsedBy(parseNixosRelease), v.title('release of NixOS'));
