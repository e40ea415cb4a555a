import type { Cluster } from './end';
import type { Choose } from './worlds';

/** Whether Cilium is of version 1.19 or newer. */
export function isSince119({ version }: Cluster, choose: Choose): boolean {
  if (version === undefined) return choose('Cilium is 1.19 or newer', [true, false]);
  const [major, minor] = version.split('.').map(Number);
  return major !== 1 || Number(minor) >= 19;
}
