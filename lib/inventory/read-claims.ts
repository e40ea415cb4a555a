import { keyPath, parseShape, partsOf, type Problem, type Report, shown, thrownText } from '../values';
import type { Claimed } from './claim';
import { type ClaimKind, isClaimKind } from './claim-kind';

/** What makes claims: a component, a host or the distribution. */
export interface Claimant {
  /** Its name. */
  readonly by: string;
  /** Where it stands in messages: `pi.components.kafka`. */
  readonly at: string;
}

/**
 * Reads the claims that something makes, each by the shape of its kind. What is not a claim, and a value without its shape, is
 * reported and left out: who makes a claim may write plain JavaScript.
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
        next: 'make it with claim(kind, value), where kind is what claimKind() gave',
      });
      return [];
    }
    const read = readValue(kind, entries.get('value'), keyPath(`${at}.claims`, kind.name), report);
    return read === undefined
      ? []
      : [{ kind, value: read.value, by, at: typeof within === 'string' ? `${at}${within}` : at }];
  });
}

/** An object in the place of a kind may throw when it is looked into, as getters and proxies do. */
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
      reason: `the shape of this kind of claim failed: ${thrownText(error)}`,
      next: 'correct the shape that claimKind() was given',
    });
    return undefined;
  }
}
