import * as v from 'valibot';
import { type Parsed, parsedBy, refused } from './parsed';
import { shown } from './shown';

/**
 * Reads the name of a network device. The kernel takes 15 bytes (`IFNAMSIZ` is 16) without a slash or a blank, neither `.`
 * nor `..` (`dev_valid_name` in net/core/dev.c); in scripts, rules and unit names stands only what none of them reads.
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
 * Reads the name of a network of the cluster. It lands in names of zones, units and files: firewalld takes 17 characters
 * (`max_zone_name_len`), and a systemd unit no blank or slash. https://man7.org/linux/man-pages/man5/systemd.unit.5.html
 */
export function parseNetworkName(written: string): Parsed<string> {
  return /^[A-Za-z][A-Za-z0-9_-]{0,16}$/.test(written)
    ? { value: written }
    : refused(
        `${shown(written)} is not a valid network name`,
        'write 1 to 17 letters, digits, "_" or "-", and begin with a letter',
      );
}

/** The name of a network device of Linux: at most 15 characters. */
export const deviceName = v.pipe(v.string(), parsedBy(parseDeviceName), v.title('name of a network device'));
/** The name of a network of the cluster file. */
export const networkName = v.pipe(v.string(), parsedBy(parseNetworkName), v.title('network name'));
