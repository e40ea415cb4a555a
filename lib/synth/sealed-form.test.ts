import { constants, generateKeyPairSync, publicEncrypt } from 'node:crypto';
import fc from 'fast-check';
import { sealedText } from '../testing/sealed-text';
import { isSealed, readableIn } from './sealed-form';

const spec = (change: object = {}) => ({ encryptedData: { password: sealedText() }, ...change });
const template = (fields: object) => spec({ template: fields });

test('a value that was sealed for a key of 2,048 bits or more is taken', () => {
  for (const modulusLength of [2048, 4096]) {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength });
    const key = publicEncrypt(
      { key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
      Buffer.alloc(32, 1),
    );
    const length = Buffer.alloc(2);
    length.writeUInt16BE(key.length);
    expect(isSealed(Buffer.concat([length, key, Buffer.alloc(16)]).toString('base64'))).toBe(true);
    expect(isSealed(Buffer.concat([length, key, Buffer.alloc(15)]).toString('base64'))).toBe(false);
  }
});

test('no clear text passes as sealed, neither as it is nor in base64, however long it is', () => {
  const text = fc.oneof(fc.string({ maxLength: 2000 }), fc.string({ minLength: 500, unit: 'grapheme' }));
  fc.assert(
    fc.property(text, (clear) => {
      expect([isSealed(clear), isSealed(Buffer.from(clear).toString('base64'))]).toEqual([false, false]);
    }),
    { numRuns: 1000, seed: 20_261_126 },
  );
});

test('a SealedSecret as `seal` and `kubeseal` write it has nothing that everybody can read', () => {
  for (const sealed of [
    spec(),
    spec({ encryptedData: {} }),
    template({ metadata: { name: 'a' }, type: 'Opaque', immutable: true }),
    template({ data: null }),
    template({ data: { url: 'postgresql://{{ .user }}:{{ .password }}@db/kafka' } }),
    template({ data: { url: '{{ index . "user" }}{{ .password | b64enc }}' } }),
  ])
    expect(readableIn(sealed)).toBeUndefined();
});

test.each<[string, unknown, string]>([
  [
    'a value in clear text',
    spec({ encryptedData: { password: 'hidden' } }),
    'a value under spec.encryptedData.password',
  ],
  ['a value in base64', spec({ encryptedData: { a: 'aGlkZGVu' } }), 'a value under spec.encryptedData.a'],
  ['a number', spec({ encryptedData: { a: 12345 } }), 'a value under spec.encryptedData.a'],
  ['nothing sealed', {}, 'a spec.encryptedData that is not an object'],
  ['the old form', spec({ data: 'hidden' }), 'the field spec.data'],
  ['values beside the sealed ones', spec({ stringData: { a: 'hidden' } }), 'the field spec.stringData'],
  [
    'clear text in the template',
    template({ data: { a: 'hidden' } }),
    'clear text under spec.template.data.a',
  ],
  [
    'a password in a pattern',
    template({ data: { a: 'http://a:hidden@{{ .host }}' } }),
    'clear text under spec.template.data.a',
  ],
  [
    'a template with stringData',
    template({ stringData: { a: 'hidden' } }),
    'the field spec.template.stringData',
  ],
  ['a template that is a text', template('hidden'.split('')), 'a spec.template'],
])('%s is found, and the value is not shown', (_, sealed, words) => {
  expect(readableIn(sealed)).toContain(words);
  expect(readableIn(sealed)).not.toContain('hidden');
});
