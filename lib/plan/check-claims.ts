import { type ClaimContext, type Claimed, isClaimKind } from '../inventory';
import { isPromise, keyPath, shown, thrownText } from '../values';

/**
 * Runs the check of each kind of claim once, over all claims of that kind in a cluster. Whoever defines a kind writes its check:
 * what it throws is a problem at the kind.
 */
export function checkClaims(context: ClaimContext): void {
  const kinds = new Map<Claimed['kind'], Claimed[]>();
  for (const claimed of context.claims) {
    const others = kinds.get(claimed.kind);
    if (others === undefined) kinds.set(claimed.kind, [claimed]);
    else others.push(claimed);
  }
  const names = new Set<string>();
  for (const [kind, claims] of kinds) {
    if (names.has(kind.name))
      context.report({
        at: `${context.at}.claims`,
        reason: `two kinds of claims are named ${shown(kind.name)}, so each misses the claims of the other`,
        next: 'give one of them another name, or look whether its package is installed twice',
      });
    names.add(kind.name);
    runCheck(kind, claims, context);
  }
}

function runCheck(kind: Claimed['kind'], claims: readonly Claimed[], context: ClaimContext): void {
  if (!isClaimKind(kind) || kind.check === undefined) return;
  // In plain JavaScript it may give something back.
  const check: (...given: [readonly Claimed[], ClaimContext]) => unknown = kind.check;
  const at = keyPath(`${context.at}.claims`, kind.name);
  try {
    const result = check(claims, context);
    if (!isPromise(result)) return;
    // A rejection that nothing waits for would end the program.
    Promise.resolve(result).catch(() => undefined);
    context.report({
      at,
      reason: 'the check of this kind is async, and nothing waits for it',
      next: 'let it report what it finds before it returns',
    });
  } catch (error) {
    context.report({
      at,
      reason: `the check of this kind failed: ${thrownText(error)}`,
      next: 'correct the function check of the kind, and run it again',
    });
  }
}
