import type { Finding } from '../finding';

/** A broken link of the chain. */
export function broken(at: string, reason: string, next: string): Finding {
  return { rule: 'certificate-chain', at, reason, next };
}
