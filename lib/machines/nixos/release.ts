import * as v from 'valibot';
import { type Parsed, parsedBy, refused, shown } from '../../values';

/** The first release with every option and unit that the generated files use. */
const oldest = '25.11';

/** Parses a NixOS release: year and month. https://nixos.org/manual/nixos/stable/release-notes */
function parseNixosRelease(written: string): Parsed<string> {
  if (!/^\d\d\.(05|11)$/.test(written))
    return refused(
      `${shown(written)} is not a NixOS release`,
      'write one such as 25.11; NixOS is released each May and November',
    );
  return written < oldest
    ? refused(
        `${shown(written)} is older than ${oldest}, the first release with every option and unit that the generated files use`,
        `install the machines with ${oldest} or later`,
      )
    : { value: written };
}

/** A NixOS release. */
export const nixosRelease = v.pipe(v.string(), parsedBy(parseNixosRelease), v.title('NixOS release'));
