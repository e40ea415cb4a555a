/** A text in the form of a sealed value, for a key of 4,096 bits; no key can open it. */
export function sealedText(): string {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(512);
  return Buffer.concat([length, Buffer.alloc(512, 7), Buffer.alloc(24, 9)]).toString('base64');
}
