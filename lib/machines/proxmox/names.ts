import * as v from 'valibot';
import { type Parsed, parsedBy, refused, shown } from '../../values';

/** Parses the name of a storage. `pve-storage-id` in PVE::Storage::Plugin: a letter first, a letter or digit last. */
export function parseDatastore(written: string): Parsed<string> {
  return written.length <= 100 && /^[A-Za-z][A-Za-z0-9._-]*[A-Za-z0-9]$/.test(written)
    ? { value: written }
    : refused(
        `${shown(written)} is not a valid Proxmox storage name`,
        'write 2 to 100 letters, digits, ".", "_" or "-", such as "local-lvm"',
      );
}

/** Parses the name of an OpenTofu resource. https://opentofu.org/docs/language/syntax/configuration/#identifiers */
export function parseResourceName(written: string): Parsed<string> {
  return /^[A-Za-z_][A-Za-z0-9_-]{0,127}$/.test(written)
    ? { value: written }
    : refused(
        `${shown(written)} is not a valid OpenTofu resource name`,
        'write letters, digits, "_" and "-", starting with a letter or "_"',
      );
}

export const datastore = v.pipe(v.string(), parsedBy(parseDatastore), v.title('name of a storage'));
export const resourceName = v.pipe(v.string(), parsedBy(parseResourceName), v.title('name of a resource'));
