import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A key pair with a certificate over it, as a Sealed Secrets controller makes one. */
export interface KeyAndCertificate {
  readonly privateKey: KeyObject;
  /** PEM text. */
  readonly certificate: string;
}

type Kind = { readonly rsa: number } | 'ec' | 'ed25519';

/** Algorithm identifiers of signatures, in DER. */
const algorithms = {
  rsa: '300d06092a864886f70d01010b0500',
  ec: '300a06082a8648ce3d040302',
  ed25519: '300506032b6570',
} as const;

/**
 * Makes a key and signs a certificate with it. Node reads certificates and makes none, and a committed one would bring its
 * private key along, or run out.
 */
export function makeCertificate(
  kind: Kind = { rsa: 2048 },
  from = new Date('2020-01-01T00:00:00Z'),
  until = new Date('2099-01-01T00:00:00Z'),
): KeyAndCertificate {
  const name = kind === 'ec' || kind === 'ed25519' ? kind : 'rsa';
  const { publicKey, privateKey } = keys(kind);
  const algorithm = Buffer.from(algorithms[name], 'hex');
  const body = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    algorithm,
    der(0x30),
    der(0x30, time(from), time(until)),
    der(0x30),
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = sign(name === 'ed25519' ? null : 'sha256', body, privateKey);
  const whole = der(0x30, body, algorithm, der(0x03, Buffer.from([0]), signature));
  return { privateKey, certificate: pem('CERTIFICATE', whole) };
}

/** Text in PEM form. */
export function pem(label: string, content: Buffer): string {
  const lines = content.toString('base64').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

function keys(kind: Kind): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } {
  if (kind === 'ec') return generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  if (kind === 'ed25519') return generateKeyPairSync('ed25519');
  return generateKeyPairSync('rsa', { modulusLength: kind.rsa });
}

/** Something in DER: tag, length, content. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

/** GeneralizedTime to the second. */
function time(date: Date): Buffer {
  return der(0x18, Buffer.from(date.toISOString().replaceAll(/[-:T]|\.\d+/g, '')));
}
