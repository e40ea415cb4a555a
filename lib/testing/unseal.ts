import { constants, createDecipheriv, type KeyObject, privateDecrypt } from 'node:crypto';

/**
 * Opens what was sealed, as the controller does: written from the description of the format, not from what seals.
 * @param label `namespace/name`, `namespace` or nothing
 * @throws when the key, the label or a byte is another one
 */
export function unseal(privateKey: KeyObject, sealed: string, label: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64');
  const end = 2 + bytes.readUInt16BE(0);
  const key = privateDecrypt(
    {
      key: privateKey,
      padding: constants.RSA_PKCS1_OAEP_PADDING,
      oaepHash: 'sha256',
      oaepLabel: Buffer.from(label, 'utf8'),
    },
    bytes.subarray(2, end),
  );
  const opened = createDecipheriv('aes-256-gcm', key, Buffer.alloc(12));
  opened.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([opened.update(bytes.subarray(end, -16)), opened.final()]);
}
