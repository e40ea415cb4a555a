import { keyPath, parseShape, partsOf, type Problem, type Report, shown, thrownText } from '../values';
import type { Claimed } from './claim';
import { type ClaimKind, isClaimKind } from './claim-kind';

/** The maker of claims: a component, a host or the distribution. */
export interface Claimant {
  /** Its name. */
  readonly by: string;
  /** Its path in messages: `pi.components.kafka`. */
  readonly at: string;
}

/**
 * Parses claims, each with the schema of its kind. Values that are not claims, and claims with an invalid value, are
 * reported and skipped, because claims may be made in plain JavaScript.
 */
export function readClaims(written: unknown, { by, at }: Claimant, report: Report): readonly Claimed[] {
  const parts = partsOf(written);
  if (parts.is !== 'list') {
    report({
      at: `${at}.claims`,
      reason: `found ${shown(written)}`,
      next: 'expected a list of claims, each made with claim(kind, value)',
    });
    return [];
  }
  return parts.items.flatMap((item, index): readonly Claimed[] => {
    const made = partsOf(item);
    const entries = made.is === 'object' ? made.entries : new Map<string, unknown>();
    const [kind, within] = [kindFrom(entries.get('kind')), entries.get('at')];
    if (kind === undefined || !entries.has('value')) {
      report({
        at: `${at}.claims[${index}]`,
        reason: `${shown(item)} is not a claim`,
        next: 'make it with claim(kind, value), where kind comes from claimKind()',
      });
      return [];
    }
    const read = readValue(kind, entries.get('value'), keyPath(`${at}.claims`, kind.name), report);
    return read === undefined
      ? []
      : [{ kind, value: read.value, by, at: typeof within === 'string' ? `${at}${within}` : at }];
  });
}

/** An object in place of a kind may throw when it is read, as getters and proxies do. */
function kindFrom(written: unknown): ClaimKind<unknown> | undefined {
  try {
    return isClaimKind(written) ? written : undefined;
  } catch {
    return undefined;
  }
}

/** @returns undefined after a report */
function readValue(
  { shape }: ClaimKind<unknown>,
  written: unknown,
  at: string,
  report: Report,
): { readonly value: unknown } | undefined {
  const problems: Problem[] = [];
  try {
    const value = parseShape(shape, written, at, (problem) => problems.push(problem));
    problems.forEach(report);
    return problems.length === 0 ? { value } : undefined;
  } catch (error) {
    report({
      at,
      reason: `the schema of this kind of claim failed: ${thrownText(error)}`,
      next: 'correct the shape that is passed to claimKind()',
    });
    return undefined;
  }
}
