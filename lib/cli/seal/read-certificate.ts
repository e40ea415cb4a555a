import {
  accepted,
  parseSealingCertificate,
  type Problem,
  type Report,
  type SealingCertificate,
} from '../../values';
import type { SealTarget } from './target';
import { readText } from './write-file';

/**
 * The certificate to seal with: from a file, or else the one that the cluster has written down.
 * @returns undefined after a report, or when no target could have one
 */
export function readCertificate(
  path: string | undefined,
  target: SealTarget | undefined,
  report: Report,
): SealingCertificate | undefined {
  if (path === undefined) {
    if (target !== undefined && target.certificate === undefined)
      report({
        at: '--certificate',
        reason: `is missing, and ${target.cluster} has none written down`,
        next: "fetch it with `kubeseal --fetch-cert > FILE`, then add --certificate FILE, or write sealedSecrets({ certificate: '…' })",
      });
    return target?.certificate;
  }
  const problems: Problem[] = [];
  const text = readText(path, `--certificate ${path}`, (problem) => problems.push(problem));
  problems.forEach(report);
  if (text !== undefined) return accepted(parseSealingCertificate(text), `--certificate ${path}`, report);
  if (problems.length === 0)
    report({
      at: `--certificate ${path}`,
      reason: 'was not found',
      next: 'correct the path, or fetch it with `kubeseal --fetch-cert > FILE`',
    });
  return undefined;
}
