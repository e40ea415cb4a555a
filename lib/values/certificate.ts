import { type KeyObject, X509Certificate } from 'node:crypto';
import * as v from 'valibot';
import { type Parsed, parsedBy, refused } from './parsed';

/**
 * The certificate of a Sealed Secrets controller. It is public: only the controller can decrypt what is encrypted
 * with it.
 */
export interface SealingCertificate {
  /** RSA, 2048 bits or more. */
  readonly publicKey: KeyObject;
  /** Start of its validity, in milliseconds since 1970. */
  readonly from: number;
  /** End of its validity, in milliseconds since 1970. */
  readonly until: number;
}

/** The smallest key that Sealed Secrets has ever generated. Sealed values stay in git for years. */
const leastBits = 2048;

const next =
  'expected what `kubeseal --fetch-cert` prints, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----';

/**
 * Parses a controller's certificate: X.509 with an RSA key, in PEM form. If there are several, the first is used, as
 * kubeseal does. The validity dates are not checked here, because that depends on the clock. An error never shows the
 * text.
 */
export function parseSealingCertificate(text: string): Parsed<SealingCertificate> {
  if (text.includes('PRIVATE KEY-----'))
    return refused(
      'contains a private key, which decrypts every sealed secret',
      'remove it from the file and from the git history, have the controller create a new key, and seal all secrets again',
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

/** The certificate in the text, or the reason why it has none. */
function read(text: string): X509Certificate | string {
  if (!text.includes('-----BEGIN')) return 'does not contain a certificate in PEM form';
  if (!text.includes('-----BEGIN CERTIFICATE-----')) return 'contains PEM text that is not a certificate';
  // Cluster files indent the lines, and OpenSSL rejects indented PEM.
  const lines = text.split('\n').map((line) => line.trim());
  try {
    const certificate = new X509Certificate(lines.join('\n'));
    // OpenSSL reports an unknown key type only when the key is read.
    return certificate.publicKey.type === 'public'
      ? certificate
      : 'contains a certificate without a public key';
  } catch {
    return 'contains a damaged certificate';
  }
}

function wrongKey({ asymmetricKeyType: type, asymmetricKeyDetails }: KeyObject): string | undefined {
  if (type !== 'rsa') return `has a key of type ${type ?? 'unknown'}, but Sealed Secrets supports only RSA`;
  const bits = asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits >= leastBits) return undefined;
  return `has an RSA key of ${bits} bits, but at least ${leastBits} are needed`;
}
