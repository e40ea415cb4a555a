import { isRecord, secretIn } from '../values';

/** Fields of a SealedSecret's `spec`, and of the template of the Secret that it becomes. */
const specFields: ReadonlySet<string> = new Set(['encryptedData', 'template']);
const templateFields: ReadonlySet<string> = new Set(['metadata', 'type', 'immutable', 'data']);

/** Bytes of an RSA-encrypted key: 2,048 to 16,384 bits. Two bytes of text read as a length are 8,224 at least. */
const keyBytes = { least: 256, most: 2048 };

/** Bytes of AES-GCM's tag; a sealed value that is empty has nothing else. */
const tagBytes = 16;

/**
 * Whether a text is sealed: base64 of the key's length in two bytes (big endian), the key under RSA, and the value under
 * AES-GCM. https://github.com/bitnami-labs/sealed-secrets/blob/main/docs/developer/crypto.md
 */
export function isSealed(text: string): boolean {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length < 2 || bytes.toString('base64') !== text) return false;
  const key = bytes.readUInt16BE(0);
  return key >= keyBytes.least && key <= keyBytes.most && bytes.length >= 2 + key + tagBytes;
}

/**
 * What in the `spec` of a SealedSecret everybody can read and should not.
 * @returns the field and what is wrong with it, without its value; undefined when everything is sealed
 */
export function readableIn(spec: unknown): string | undefined {
  if (!isRecord(spec)) return 'has a spec that is not an object';
  const { encryptedData, template } = spec;
  const other = Object.keys(spec).find((field) => !specFields.has(field));
  if (other !== undefined) return `has the field spec.${other}, which a SealedSecret does not have`;
  if (!isRecord(encryptedData)) return 'has a spec.encryptedData that is not an object';
  const clear = Object.entries(encryptedData).find(
    ([, value]) => typeof value !== 'string' || !isSealed(value),
  );
  if (clear !== undefined) return `holds a value under spec.encryptedData.${clear[0]} that is not sealed`;
  return template === undefined ? undefined : readableInTemplate(template);
}

function readableInTemplate(template: unknown): string | undefined {
  if (!isRecord(template)) return 'has a spec.template that is not an object';
  const other = Object.keys(template).find((field) => !templateFields.has(field));
  if (other !== undefined) return `has the field spec.template.${other}, which a SealedSecret does not have`;
  const data = template['data'];
  if (data === undefined || data === null) return undefined;
  if (!isRecord(data)) return 'has a spec.template.data that is not an object';
  const clear = Object.entries(data).find(([, value]) => !isPattern(value));
  return clear === undefined
    ? undefined
    : `holds clear text under spec.template.data.${clear[0]}; only patterns with {{ .key }} belong there`;
}

/** A pattern that the controller fills in with what was sealed: `postgresql://{{ .user }}:{{ .password }}@db`. */
function isPattern(value: unknown): boolean {
  return typeof value === 'string' && /\{\{.*?\.\w.*?\}\}/.test(value) && secretIn(value) === undefined;
}
