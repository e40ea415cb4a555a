import { keyPath, parseShape, partsOf, type Report, shown } from '../values';
import type { Claimed } from './claim';
import { isClaimKind } from './claim-kind';

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
    const [kind, within] = [entries.get('kind'), entries.get('at')];
    if (!isClaimKind(kind) || !entries.has('value')) {
      report({
        at: `${at}.claims[${index}]`,
        reason: `${shown(item)} is not a claim`,
        next: 'make it with claim(kind, value), where kind is what claimKind() gave',
      });
      return [];
    }
    const place = typeof within === 'string' ? `${at}${within}` : at;
    let isRead = true;
    const value = parseShape(
      kind.shape,
      entries.get('value'),
      `${place}: claim of ${kind.name}`,
      (problem) => {
        isRead = false;
        report(problem);
      },
    );
    return isRead ? [{ kind, value, by, at: place }] : [];
  });
}
