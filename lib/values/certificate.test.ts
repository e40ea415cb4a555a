import { makeCertificate, pem } from '../testing/certificate';
import { parseSealingCertificate } from './certificate';

const rsa = makeCertificate(
  { rsa: 2048 },
  new Date('2024-01-02T03:04:05Z'),
  new Date('2034-01-02T03:04:05Z'),
);

function read(text: string) {
  const parsed = parseSealingCertificate(text);
  return 'value' in parsed
    ? { certificate: parsed.value, messages: [] }
    : { certificate: undefined, messages: [`${parsed.refused.reason}; ${parsed.refused.next}`] };
}

test('a parsed certificate has its key and its validity period', () => {
  const { certificate, messages } = read(rsa.certificate);
  expect(messages).toEqual([]);
  expect(certificate?.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
  expect(certificate?.from).toBe(Date.parse('2024-01-02T03:04:05Z'));
  expect(certificate?.until).toBe(Date.parse('2034-01-02T03:04:05Z'));
});

test('indentation, Windows line ends and surrounding text are ignored, and the first of two certificates is used', () => {
  const indented = `\n# of home\n    ${rsa.certificate.replaceAll('\n', '\r\n    ')}`;
  const spki = (text: string) => read(text).certificate?.publicKey.export({ type: 'spki', format: 'pem' });
  expect(spki(indented)).toBe(spki(rsa.certificate));
  expect(spki(rsa.certificate + makeCertificate().certificate)).toBe(spki(rsa.certificate));
});

const expected =
  'expected what `kubeseal --fetch-cert` prints, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----';
const privateKey = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const damaged = rsa.certificate.replace(/^(?=.)[^-]{20}/m, '');

test.each([
  ['no PEM text', 'hunter2', `does not contain a certificate in PEM form; ${expected}`],
  ['nothing', '', `does not contain a certificate in PEM form; ${expected}`],
  [
    'a public key',
    pem('PUBLIC KEY', Buffer.from('x')),
    `contains PEM text that is not a certificate; ${expected}`,
  ],
  ['a damaged certificate', damaged, `contains a damaged certificate; ${expected}`],
  ['half a certificate', rsa.certificate.slice(0, 300), `contains a damaged certificate; ${expected}`],
  [
    'a key of another kind',
    makeCertificate('ec').certificate,
    `has a key of type ec, but Sealed Secrets supports only RSA; ${expected}`,
  ],
  [
    'a key of yet another kind',
    makeCertificate('ed25519').certificate,
    `has a key of type ed25519, but Sealed Secrets supports only RSA; ${expected}`,
  ],
  [
    'a short key',
    makeCertificate({ rsa: 1024 }).certificate,
    `has an RSA key of 1024 bits, but at least 2048 are needed; ${expected}`,
  ],
  [
    'a private key',
    privateKey,
    'contains a private key, which decrypts every sealed secret; remove it from the file and from the git history, have the controller create a new key, and seal all secrets again',
  ],
  [
    'a private key beside the certificate',
    rsa.certificate + privateKey,
    'contains a private key, which decrypts every sealed secret; remove it from the file and from the git history, have the controller create a new key, and seal all secrets again',
  ],
])('%s is rejected and not shown', (_, text, message) => {
  const { certificate, messages } = read(text);
  expect(certificate).toBeUndefined();
  expect(messages).toEqual([message]);
  for (const line of text.split('\n').filter((line) => line.length > 6 && !line.startsWith('-----')))
    expect(messages.join('\n')).not.toContain(line);
});
