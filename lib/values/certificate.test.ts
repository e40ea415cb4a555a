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

test('a certificate gives its key and the time in which it is valid', () => {
  const { certificate, messages } = read(rsa.certificate);
  expect(messages).toEqual([]);
  expect(certificate?.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
  expect(certificate?.from).toBe(Date.parse('2024-01-02T03:04:05Z'));
  expect(certificate?.until).toBe(Date.parse('2034-01-02T03:04:05Z'));
});

test('indented lines, Windows line ends and text around it do not matter, and of two the first counts', () => {
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
  ['no PEM text', 'hunter2', `holds no certificate in PEM form; ${expected}`],
  ['nothing', '', `holds no certificate in PEM form; ${expected}`],
  [
    'a public key',
    pem('PUBLIC KEY', Buffer.from('x')),
    `holds PEM text that is not a certificate; ${expected}`,
  ],
  ['a damaged certificate', damaged, `holds a certificate that is damaged; ${expected}`],
  ['half a certificate', rsa.certificate.slice(0, 300), `holds a certificate that is damaged; ${expected}`],
  [
    'a key of another kind',
    makeCertificate('ec').certificate,
    `has a key of type ec, and Sealed Secrets knows RSA only; ${expected}`,
  ],
  [
    'a key of yet another kind',
    makeCertificate('ed25519').certificate,
    `has a key of type ed25519, and Sealed Secrets knows RSA only; ${expected}`,
  ],
  [
    'a short key',
    makeCertificate({ rsa: 1024 }).certificate,
    `has an RSA key of 1024 bits, and fewer than 2048 do not keep a secret for years; ${expected}`,
  ],
  [
    'a private key',
    privateKey,
    'holds a private key, with which anybody opens every sealed secret; take it out of the file and its history, let the controller make a new key, and seal again',
  ],
  [
    'a private key beside the certificate',
    rsa.certificate + privateKey,
    'holds a private key, with which anybody opens every sealed secret; take it out of the file and its history, let the controller make a new key, and seal again',
  ],
])('%s is refused, and not shown', (_, text, message) => {
  const { certificate, messages } = read(text);
  expect(certificate).toBeUndefined();
  expect(messages).toEqual([message]);
  for (const line of text.split('\n').filter((line) => line.length > 6 && !line.startsWith('-----')))
    expect(messages.join('\n')).not.toContain(line);
});
