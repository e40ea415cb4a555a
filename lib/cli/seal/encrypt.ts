import { constants, createCipheriv, type KeyObject, publicEncrypt, randomBytes } from 'node:crypto';

/**
 * Seals a value in the form of Sealed Secrets: the length of the encrypted key in two bytes, a fresh AES-256 key under
 * RSA-OAEP with SHA-256 and the label, and the value under AES-GCM with its 16-byte tag. The nonce is zero, which is safe
 * because no key is used twice. https://github.com/bitnami-labs/sealed-secrets/blob/main/docs/developer/crypto.md
 * @returns base64, other bytes each time
 */
export function encrypt(publicKey: KeyObject, value: Uint8Array, label: string): string {
  const key = randomBytes(32);
  const sealedKey = publicEncrypt(
    {
      key: publicKey,
      padding: constants.RSA_PKCS1_OAEP_PADDING,
      oaepHash: 'sha256',
      oaepLabel: Buffer.from(label),
    },
    key,
  );
  const length = Buffer.alloc(2);
  length.writeUInt16BE(sealedKey.length);
  const cipher = createCipheriv('aes-256-gcm', key, Buffer.alloc(12));
  const sealed = [cipher.update(value), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat([length, sealedKey, ...sealed]).toString('base64');
}
