import * as v from 'valibot';
import { type Parsed, parsedBy, refused } from './parsed';
import { shown } from './shown';

/** Parses a NixOS release: year and month. https://nixos.org/manual/nixos/stable/release-notes */
export function parseNixosRelease(written: string): Parsed<string> {
  return /^\d\d\.(05|11)$/.test(written)
    ? { value: written }
    : refused(
        `${shown(written)} is not a NixOS release`,
        'write one such as 25.11; NixOS is released each May and November',
      );
}

/** A NixOS release. */
export const nixosRelease = v.pipe(v.string(), parsedBy(parseNixosRelease), v.title('NixOS release'));
