import fc from 'fast-check';
import { createPublicKey } from 'node:crypto';
import { makeCertificate } from '../../testing/certificate';
import { unseal } from '../../testing/unseal';
import { encrypt } from './encrypt';
import { labelOf, scopeAnnotations, scopeIn, scopes } from './scope';

const { privateKey } = makeCertificate();
const publicKey = createPublicKey(privateKey);
const place = { namespace: 'shop', name: 'login' };
const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));

test.each(scopes)('what is sealed with scope %s opens to the same bytes', (scope) => {
  const label = labelOf(scope, place);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (value) => {
      const opened = unseal(privateKey, encrypt(publicKey, value, label), label);
      expect(opened.equals(value)).toBe(true);
    }),
    { numRuns: 50 },
  );
  for (const value of [Buffer.alloc(0), everyByte, Buffer.alloc(1024 * 1024, everyByte)])
    expect(unseal(privateKey, encrypt(publicKey, value, label), label).equals(value)).toBe(true);
});

test('it opens nowhere else than its scope says', () => {
  const places = [place, { ...place, name: 'other' }, { ...place, namespace: 'other' }];
  const opensAt = scopes.map((scope) => {
    const sealed = encrypt(publicKey, everyByte, labelOf(scope, place));
    return places.map((where) => opens(sealed, labelOf(scope, where)));
  });
  expect(opensAt).toEqual([
    [true, false, false],
    [true, true, false],
    [true, true, true],
  ]);
});

test('every sealing has a key of its own, and any changed byte keeps it shut', () => {
  const sealed = Buffer.from(encrypt(publicKey, everyByte, ''), 'base64');
  expect(Buffer.from(encrypt(publicKey, everyByte, ''), 'base64').equals(sealed)).toBe(false);
  expect(sealed.readUInt16BE(0)).toBe(256);
  expect(sealed).toHaveLength(2 + 256 + everyByte.length + 16);
  // One byte of the length, the key, the value and the tag.
  for (const place of [0, 1, 2, 257, 258, 400, sealed.length - 1]) {
    const changed = Buffer.from(sealed);
    changed.writeUInt8(changed.readUInt8(place) ^ 1, place);
    expect(opens(changed.toString('base64'), '')).toBe(false);
  }
});

test('annotations say the scope, and the wider one counts', () => {
  for (const scope of scopes) expect(scopeIn(scopeAnnotations(scope))).toBe(scope);
  expect(scopeAnnotations('strict')).toEqual({});
  expect(scopeIn({ ...scopeAnnotations('namespace'), ...scopeAnnotations('cluster') })).toBe('cluster');
  expect(scopeIn({ 'sealedsecrets.bitnami.com/cluster-wide': 'false', other: 'true' })).toBe('strict');
});

function opens(sealed: string, label: string): boolean {
  try {
    return unseal(privateKey, sealed, label).equals(everyByte);
  } catch {
    return false;
  }
}
