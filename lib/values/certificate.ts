import { type KeyObject, X509Certificate } from 'node:crypto';
import type { Report } from './problem';

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
 * valid today depends on the clock and is not judged here. What is reported never shows the text.
 * @returns undefined after a report
 */
export function parseSealingCertificate(
  text: string,
  at: string,
  report: Report,
): SealingCertificate | undefined {
  if (text.includes('PRIVATE KEY-----')) {
    report({
      at,
      reason: 'holds a private key, with which anybody opens every sealed secret',
      next: 'take it out of the file and its history, let the controller make a new key, and seal again',
    });
    return undefined;
  }
  const certificate = read(text);
  const wrong = typeof certificate === 'string' ? certificate : wrongKey(certificate.publicKey);
  if (wrong !== undefined) report({ at, reason: wrong, next });
  if (wrong !== undefined || typeof certificate === 'string') return undefined;
  return {
    publicKey: certificate.publicKey,
    from: Date.parse(certificate.validFrom),
    until: Date.parse(certificate.validTo),
  };
}

/** The certificate in a text, or why there is none. */
function read(text: string): X509Certificate | string {
  if (!text.includes('-----BEGIN')) return 'holds no certificate in PEM form';
  if (!text.includes('-----BEGIN CERTIFICATE-----')) return 'holds PEM text that is no certificate';
  // In a cluster file the lines are indented like everything else; OpenSSL takes such text for none.
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
