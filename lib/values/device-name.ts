import * as v from 'valibot';
import { type Parsed, parsedBy, refused } from './parsed';
import { shown } from './shown';

/**
 * Parses the name of a network device. The kernel accepts 15 bytes (`IFNAMSIZ` is 16) without slashes or spaces,
 * except `.` and `..` (`dev_valid_name` in net/core/dev.c). Characters that are special in scripts, firewall rules or
 * unit names are rejected as well.
 */
export function parseDeviceName(written: string): Parsed<string> {
  return /^[A-Za-z0-9][A-Za-z0-9_.-]{0,14}$/.test(written)
    ? { value: written }
    : refused(
        `${shown(written)} is not a valid device name`,
        'write 1 to 15 letters, digits, ".", "_" or "-", such as "eno1"',
      );
}

/**
 * Parses the name of a network in a cluster file. Zones, units and files are named after it: firewalld accepts 17
 * characters (`max_zone_name_len`), and a systemd unit name has no space or slash.
 * https://man7.org/linux/man-pages/man5/systemd.unit.5.html
 */
export function parseNetworkName(written: string): Parsed<string> {
  return /^[A-Za-z][A-Za-z0-9_-]{0,16}$/.test(written)
    ? { value: written }
    : refused(
        `${shown(written)} is not a valid network name`,
        'write 1 to 17 letters, digits, "_" or "-", starting with a letter',
      );
}

/** The name of a network device of Linux: at most 15 characters. */
export const deviceName = v.pipe(v.string(), parsedBy(parseDeviceName), v.title('name of a network device'));
/** The name of a network in a cluster file. */
export const networkName = v.pipe(v.string(), parsedBy(parseNetworkName), v.title('network name'));
