import { KeyObject } from 'node:crypto';
import * as v from 'valibot';
import { claimKind } from '../inventory';
import { isRecord, type SealingCertificate } from '../values';

/** What opens sealed secrets claims the certificate against which they are sealed, where the cluster has it written down. */
export const sealingCertificates = claimKind({
  name: 'sealingCertificates',
  shape: v.custom<SealingCertificate>(isCertificate, 'a certificate that parseSealingCertificate() has read'),
});

function isCertificate(value: unknown): boolean {
  return (
    isRecord(value) &&
    value['publicKey'] instanceof KeyObject &&
    typeof value['from'] === 'number' &&
    typeof value['until'] === 'number'
  );
}
