import { type KeyObject, X509Certificate } from 'node:crypto';
import * as v from 'valibot';
import { type Parsed, parsedBy, refused } from './parsed';

/** The certificate of a Sealed Secrets controller. It is public: what is sealed with it only the controller opens. */
export interface SealingCertificate {
  /** RSA, 2048 bits or more. */
  readonly publicKey: KeyObject;
  /** Milliseconds since 1970 from which it is valid. */
  readonly from: number;
  /** Milliseconds since 1970 until which it is valid. */
  readonly until: number;
}

/** The least that Sealed Secrets' own keys have had; what is sealed stays in git for years. */
const leastBits = 2048;

const next =
  'expected what `kubeseal --fetch-cert` prints, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----';

/**
 * Reads a controller's certificate: PEM, X.509, with an RSA key. Of several the first counts, as for kubeseal. Whether it is
 * valid today depends on the clock and is not judged here. A refusal never shows the text.
 */
export function parseSealingCertificate(text: string): Parsed<SealingCertificate> {
  if (text.includes('PRIVATE KEY-----'))
    return refused(
      'holds a private key, with which anybody opens every sealed secret',
      'take it out of the file and its history, let the controller make a new key, and seal again',
    );
  const certificate = read(text);
  if (typeof certificate === 'string') return refused(certificate, next);
  const wrong = wrongKey(certificate.publicKey);
  if (wrong !== undefined) return refused(wrong, next);
  return {
    value: {
      publicKey: certificate.publicKey,
      from: Date.parse(certificate.validFrom),
      until: Date.parse(certificate.validTo),
    },
  };
}

/** The certificate of a Sealed Secrets controller, as PEM text. */
export const sealingCertificate = v.pipe(
  v.string(),
  parsedBy(parseSealingCertificate),
  v.title('certificate in PEM form'),
);

/** The certificate in a text, or why there is none. */
function read(text: string): X509Certificate | string {
  if (!text.includes('-----BEGIN')) return 'holds no certificate in PEM form';
  if (!text.includes('-----BEGIN CERTIFICATE-----')) return 'holds PEM text that is not a certificate';
  // In a cluster file the lines are indented like everything else; OpenSSL does not read such text.
  const lines = text.split('\n').map((line) => line.trim());
  try {
    const certificate = new X509Certificate(lines.join('\n'));
    // A key of a kind that OpenSSL does not know is found only when it is asked for.
    return certificate.publicKey.type === 'public' ? certificate : 'holds a certificate without a public key';
  } catch {
    return 'holds a certificate that is damaged';
  }
}

function wrongKey({ asymmetricKeyType: type, asymmetricKeyDetails }: KeyObject): string | undefined {
  if (type !== 'rsa') return `has a key of type ${type ?? 'unknown'}, and Sealed Secrets knows RSA only`;
  const bits = asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits >= leastBits) return undefined;
  return `has an RSA key of ${bits} bits, and fewer than ${leastBits} do not keep a secret for years`;
}
