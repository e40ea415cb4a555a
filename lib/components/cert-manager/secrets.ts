import type { SecretNeed } from '../../core';
import { tokenWhy } from '../cloudflare';
import type { Issuer } from './props';

/** The Secret in which the webhook keeps the CA that it makes for itself: `webhook.caRef` of the chart. */
const webhookSecret = 'cert-manager-webhook-ca';

/** A Secret of an issuer in cert-manager's namespace. */
interface IssuerSecret {
  readonly name: string;
  /** Its place in the issuer: `.secret`. */
  readonly at: string;
  /** Whether cert-manager writes it; otherwise the cluster file says where it comes from. */
  readonly made: boolean;
}

/** Name of the Secret with the key of an ACME account. */
export function accountKey(issuer: string): string {
  return `${issuer}-account-key`;
}

/** The Secrets of an issuer. */
export function secretsOf(issuer: Issuer): readonly IssuerSecret[] {
  switch (issuer.kind) {
    case 'acme':
      return [
        { name: accountKey(issuer.name), at: '.name', made: true },
        { name: issuer.cloudflare.secret, at: '.cloudflare.secret', made: false },
      ];
    case 'selfSigned':
      return [];
    case 'ca':
      return [{ name: issuer.secret, at: '.secret', made: issuer.signedBy !== undefined }];
  }
}

/** Secrets that cert-manager writes whatever the issuers are. */
export const ownSecrets: readonly string[] = [webhookSecret];

/** The Secrets that the cluster file has to state, each once. */
export function secretNeeds(issuers: readonly Issuer[]): readonly SecretNeed[] {
  const needs = issuers.flatMap((issuer) => {
    if (issuer.kind === 'acme')
      return [{ name: issuer.cloudflare.secret, keys: [issuer.cloudflare.key], why: tokenWhy }];
    return issuer.kind === 'ca' && issuer.signedBy === undefined
      ? [{ name: issuer.secret, keys: ['tls.crt', 'tls.key'], why: 'as the CA of an issuer' }]
      : [];
  });
  return [...new Set(needs.map(({ name }) => name))].map((name) => {
    const own = needs.filter((need) => need.name === name);
    return {
      name,
      keys: [...new Set(own.flatMap(({ keys }) => keys))],
      why: [...new Set(own.map(({ why }) => why))].join(', '),
    };
  });
}
