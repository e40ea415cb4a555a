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
])('%# a private key is rejected, and the message does not show it', (text) => {
  expect(parsesTo(sshKey, text)).toBe(
    refusal(
      'contains a private key, which grants access to every machine that trusts it',
      'remove it from this file and from the git history, create a new key, and write its public half, from the file that ends with .pub',
    ),
  );
});

test.each([
  ['another type', `ssh-dss ${blob('ssh-dss', 'a')}`, 'does not begin with a key type that OpenSSH accepts'],
  ['options', `command="x" ssh-ed25519 AAAA`, 'does not begin with a key type that OpenSSH accepts'],
  ['a secret', 'hunter2', 'does not begin with a key type that OpenSSH accepts'],
  ['no key', 'ssh-ed25519', 'contains a damaged key of type ssh-ed25519'],
  [
    'half a key',
    `ssh-ed25519 ${blob('ssh-ed25519', Buffer.alloc(16))}`,
    'contains a damaged key of type ssh-ed25519',
  ],
  [
    'bytes behind it',
    `ssh-ed25519 ${blob('ssh-ed25519', Buffer.alloc(32), 'x')}`,
    'contains a damaged key of type ssh-ed25519',
  ],
  ['base64 of another kind', `ssh-ed25519 ${'A'.repeat(63)}-`, 'contains a damaged key of type ssh-ed25519'],
  ['a very long key', `ssh-ed25519 ${'A'.repeat(4_000_000)}`, 'contains a damaged key of type ssh-ed25519'],
  [
    'a short modulus',
    `ssh-rsa ${blob('ssh-rsa', 'e', modulus(64))}`,
    'contains a damaged key of type ssh-rsa',
  ],
  [
    'the key of another type',
    `ssh-ed25519 ${blob('ssh-rsa', 'e', modulus(256))}`,
    'names the type ssh-ed25519, but the key has a different type',
  ],
  ['two lines', 'ssh-ed25519 AAAA\nssh-ed25519 AAAA', 'has several lines or invisible characters'],
  ['a comment that turns around', 'ssh-ed25519 AAAA \u202ea', 'has several lines or invisible characters'],
])('%s is not a public key', (_, text, reason) => {
  expect(parsesTo(sshKey, text)).toBe(refusal(reason, next));
});

test('a placeholder key of documentation is accepted', () => {
  expect(parsesTo(sshKey, 'ssh-ed25519 AAAAexample admin@example.com')).toMatch(/^ssh-ed25519/);
});
