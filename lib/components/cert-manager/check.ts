import { inWords, keyPath, type PlanContext, shown } from '../../core';
import type { Issuer } from './props';
import { ownSecrets, secretsOf } from './secrets';

/** Reports issuers that contradict each other. */
export function checkIssuers(issuers: readonly Issuer[], { at, report }: PlanContext): void {
  issuers.forEach((issuer, index) => {
    const place = keyPath(`${at}.issuers`, issuer.name);
    const earlier = issuers.slice(0, index);
    if (earlier.some(({ name }) => name === issuer.name))
      report({
        // The name does not say which of the two.
        at: `${at}.issuers[${index}].name`,
        reason: `${shown(issuer.name)} is the name of another issuer as well`,
        next: 'choose another name',
      });
    checkStaging(issuer, issuers, place, report);
    checkSigner(issuer, issuers, place, report);
    checkWritten(issuer, index, issuers, place, report);
  });
}

/**
 * A wrong token or name fails five times an hour at most in production, and one name gets five certificates a week there:
 * the way is tried on the staging server, which has its own limits. https://letsencrypt.org/docs/rate-limits/
 */
function checkStaging(
  issuer: Issuer,
  issuers: readonly Issuer[],
  place: string,
  report: PlanContext['report'],
): void {
  const isOf = (one: Issuer, which: 'staging' | 'production') =>
    one.kind === 'acme' && one.server.letsEncrypt === which;
  if (isOf(issuer, 'production') && !issuers.some((one) => isOf(one, 'staging')))
    report({
      at: `${place}.server`,
      reason:
        "is production of Let's Encrypt, and no issuer is for staging: failed attempts in production use up its rate limits",
      next: "add an issuer with server: 'staging', and try the certificate with it first",
    });
}

function checkSigner(
  issuer: Issuer,
  issuers: readonly Issuer[],
  place: string,
  report: PlanContext['report'],
): void {
  if (issuer.kind !== 'ca' || issuer.signedBy === undefined) return;
  const { signedBy } = issuer;
  const names = issuers.flatMap(({ kind, name }) => (kind === 'selfSigned' ? [name] : []));
  if (!names.includes(signedBy))
    report({
      at: `${place}.signedBy`,
      reason: `${shown(signedBy)} is not the name of a selfSigned issuer`,
      next:
        names.length === 0
          ? `add { kind: 'selfSigned', name: ${shown(signedBy)} } to the issuers`
          : `write ${inWords(names.map(shown), 'or')}`,
    });
}

/** A Secret that cert-manager writes is used once: whatever else is in it would be overwritten. */
function checkWritten(
  issuer: Issuer,
  index: number,
  issuers: readonly Issuer[],
  place: string,
  report: PlanContext['report'],
): void {
  const own = secretsOf(issuer);
  const others = issuers.flatMap((other, position) =>
    secretsOf(other).map((secret) => ({ ...secret, position })),
  );
  for (const { name, at, made } of own) {
    const other = others.find(
      (secret) =>
        secret.name === name &&
        // Two that cert-manager writes are reported at the later one, and one that it only reads at itself.
        (made ? secret.made && secret.position < index : secret.made),
    );
    if (other === undefined && !ownSecrets.includes(name)) continue;
    // Two issuers of one name are reported as such.
    if (other !== undefined && issuers[other.position]?.name === issuer.name && other.at === at) continue;
    report({
      at: `${place}${at}`,
      reason: `cert-manager keeps something else in Secret ${shown(name)}`,
      next: 'choose another name',
    });
  }
}
