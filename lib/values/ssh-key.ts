import * as v from 'valibot';
import { isPlainLine } from './line';
import { type Parsed, parsedBy, refused } from './parsed';

/** The curve of each ECDSA key type. The key itself repeats it. RFC 5656, section 3.1 */
const curves: Readonly<Record<string, { readonly name: string; readonly bytes: number }>> = {
  'ecdsa-sha2-nistp256': { name: 'nistp256', bytes: 65 },
  'ecdsa-sha2-nistp384': { name: 'nistp384', bytes: 97 },
  'ecdsa-sha2-nistp521': { name: 'nistp521', bytes: 133 },
  'sk-ecdsa-sha2-nistp256@openssh.com': { name: 'nistp256', bytes: 65 },
};

const types = ['ssh-ed25519', 'ssh-rsa', 'sk-ssh-ed25519@openssh.com', ...Object.keys(curves)];

/** OpenSSH rejects shorter keys (`RequiredRSASize`). https://man.openbsd.org/sshd_config#RequiredRSASize */
const leastRsaBits = 1024;

/** `SSH_MAX_PUBKEY_BYTES` of OpenSSH. */
const mostBase64 = 16384;

const next = 'write one line of a file such as ~/.ssh/id_ed25519.pub: type, key and comment';

/**
 * Parses a public key in the format of `authorized_keys`, without options: type, base64, comment.
 * https://man.openbsd.org/sshd#AUTHORIZED_KEYS_FILE_FORMAT A rejected value is never shown, because it may be a
 * private key.
 */
export function parseSshKey(written: string): Parsed<string> {
  if (isPrivate(written))
    return refused(
      'contains a private key, which grants access to every machine that trusts it',
      'remove it from this file and from the git history, create a new key, and write its public half, from the file that ends with .pub',
    );
  if (!isPlainLine(written) || written !== written.trim())
    return refused('has several lines or invisible characters', next);
  const [type = '', blob = ''] = written.split(' ');
  if (!types.includes(type)) return refused(`does not begin with a key type that OpenSSH accepts`, next);
  const wrong = isExample(blob) ? undefined : wrongKey(type, blob);
  return wrong === undefined ? { value: written } : refused(wrong, next);
}

/** PEM of every kind, the OpenSSH format with or without its frame, and the PuTTY format. */
function isPrivate(text: string): boolean {
  return /PRIVATE KEY|PuTTY-User-Key-File|b3BlbnNzaC1rZXktdjE/.test(text);
}

/** A placeholder key of documentation. No machine accepts it. */
function isExample(blob: string): boolean {
  return blob === 'AAAA' || blob === 'AAAAexample';
}

/** Why the bytes are not a valid key of the type. RFC 4253, section 6.6; RFC 5656; RFC 8709; OpenSSH's PROTOCOL.u2f */
function wrongKey(type: string, blob: string): string | undefined {
  const damaged = `contains a damaged key of type ${type}`;
  if (blob.length > mostBase64) return damaged;
  const bytes = Buffer.from(blob, 'base64');
  if (bytes.toString('base64') !== blob) return damaged;
  const [name, ...fields] = fieldsIn(bytes);
  if (name === undefined) return damaged;
  if (name.toString('latin1') !== type) return `names the type ${type}, but the key has a different type`;
  return isKey(type, fields) ? undefined : damaged;
}

/** The fields of a key, each preceded by its length in four bytes. The list is empty if the lengths do not fit. */
function fieldsIn(bytes: Buffer): readonly Buffer[] {
  if (bytes.length === 0) return [];
  const end = bytes.length < 4 ? Number.POSITIVE_INFINITY : 4 + bytes.readUInt32BE(0);
  if (end > bytes.length) return [];
  const rest = fieldsIn(bytes.subarray(end));
  return rest.length === 0 && end < bytes.length ? [] : [bytes.subarray(4, end), ...rest];
}

function isKey(type: string, fields: readonly Buffer[]): boolean {
  const [first = Buffer.alloc(0), second = Buffer.alloc(0), third] = fields;
  const curve = Object.hasOwn(curves, type) ? curves[type] : undefined;
  const count = (type === 'ssh-ed25519' ? 1 : 2) + (type.startsWith('sk-') && curve !== undefined ? 1 : 0);
  if (fields.length !== count) return false;
  if (curve !== undefined)
    return (
      first.toString('latin1') === curve.name &&
      second.length === curve.bytes &&
      second[0] === 4 &&
      third?.length !== 0
    );
  if (type === 'ssh-rsa') return first.length > 0 && bitsOf(second) >= leastRsaBits;
  return first.length === 32 && (type === 'ssh-ed25519' || second.length > 0);
}

function bitsOf(number: Buffer): number {
  const at = number.findIndex((byte) => byte !== 0);
  return at < 0 ? 0 : (number.length - at) * 8 - Math.clz32(number[at] ?? 0) + 24;
}

export const sshKey = v.pipe(v.string(), parsedBy(parseSshKey), v.title('public SSH key'));
