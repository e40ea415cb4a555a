import { parsesTo, refusal } from '../testing/parses';
import { sshKey } from './ssh-key';

const field = (bytes: Buffer | string) => {
  const body = Buffer.from(bytes);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, body]);
};
const blob = (...fields: readonly (Buffer | string)[]) => Buffer.concat(fields.map(field)).toString('base64');
const point = (bytes: number) => Buffer.concat([Buffer.from([4]), Buffer.alloc(bytes - 1, 7)]);
const modulus = (bytes: number) => Buffer.concat([Buffer.from([0]), Buffer.alloc(bytes, 0xc3)]);
const next = 'write one line of a file such as ~/.ssh/id_ed25519.pub: type, key and comment';

test.each([
  ['ssh-ed25519', blob('ssh-ed25519', Buffer.alloc(32, 1))],
  ['ssh-rsa', blob('ssh-rsa', Buffer.from([1, 0, 1]), modulus(256))],
  ['ecdsa-sha2-nistp256', blob('ecdsa-sha2-nistp256', 'nistp256', point(65))],
  ['ecdsa-sha2-nistp521', blob('ecdsa-sha2-nistp521', 'nistp521', point(133))],
  ['sk-ssh-ed25519@openssh.com', blob('sk-ssh-ed25519@openssh.com', Buffer.alloc(32, 1), 'ssh:')],
  [
    'sk-ecdsa-sha2-nistp256@openssh.com',
    blob('sk-ecdsa-sha2-nistp256@openssh.com', 'nistp256', point(65), 'ssh:'),
  ],
])('a public key of type %s is taken, with a comment or without', (type, key) => {
  expect(parsesTo(sshKey, `${type} ${key}`)).toBe(`${type} ${key}`);
  expect(parsesTo(sshKey, `${type} ${key} ada at home`)).toBe(`${type} ${key} ada at home`);
});

test.each([
  '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END OPENSSH PRIVATE KEY-----',
  '-----BEGIN OPENSSH PRIVATE KEY-----',
  'b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ',
  'PuTTY-User-Key-File-3: ssh-ed25519',
])('%# a private key is refused, and the message does not show it', (text) => {
  expect(parsesTo(sshKey, text)).toBe(
    refusal(
      'holds a private key, which opens every machine that trusts it',
      'take it out of this file and its history, make a new key, and write its public half, the file that ends with .pub',
    ),
  );
});

test.each([
  ['another type', `ssh-dss ${blob('ssh-dss', 'a')}`, 'does not begin with a type that OpenSSH takes'],
  ['options', `command="x" ssh-ed25519 AAAA`, 'does not begin with a type that OpenSSH takes'],
  ['a secret', 'hunter2', 'does not begin with a type that OpenSSH takes'],
  ['no key', 'ssh-ed25519', 'holds a key of type ssh-ed25519 that is damaged'],
  [
    'half a key',
    `ssh-ed25519 ${blob('ssh-ed25519', Buffer.alloc(16))}`,
    'holds a key of type ssh-ed25519 that is damaged',
  ],
  [
    'bytes behind it',
    `ssh-ed25519 ${blob('ssh-ed25519', Buffer.alloc(32), 'x')}`,
    'holds a key of type ssh-ed25519 that is damaged',
  ],
  [
    'base64 of another kind',
    `ssh-ed25519 ${'A'.repeat(63)}-`,
    'holds a key of type ssh-ed25519 that is damaged',
  ],
  [
    'a very long key',
    `ssh-ed25519 ${'A'.repeat(4_000_000)}`,
    'holds a key of type ssh-ed25519 that is damaged',
  ],
  [
    'a short modulus',
    `ssh-rsa ${blob('ssh-rsa', 'e', modulus(64))}`,
    'holds a key of type ssh-rsa that is damaged',
  ],
  [
    'the key of another type',
    `ssh-ed25519 ${blob('ssh-rsa', 'e', modulus(256))}`,
    'names the type ssh-ed25519, and the key is of another one',
  ],
  [
    'two lines',
    'ssh-ed25519 AAAA\nssh-ed25519 AAAA',
    'is a text of several lines, or with characters that do not show',
  ],
  [
    'a comment that turns around',
    'ssh-ed25519 AAAA \u202ea',
    'is a text of several lines, or with characters that do not show',
  ],
])('%s is not a public key', (_, text, reason) => {
  expect(parsesTo(sshKey, text)).toBe(refusal(reason, next));
});

test('what documentation writes in place of a key is taken', () => {
  expect(parsesTo(sshKey, 'ssh-ed25519 AAAAexample admin@example.com')).toMatch(/^ssh-ed25519/);
});
