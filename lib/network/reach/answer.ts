import type { Transport } from '../firewall/rule';

/** `unknown` where only a running cluster can tell. */
export type Verdict = 'allowed' | 'blocked' | 'unknown';

/** Whether one end reaches another on a port, and what decides. */
export interface Answer {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly transport: Transport;
  readonly verdict: Verdict;
  /** What decides, in a sentence without its end. */
  readonly decides: string;
  /** Hop by hop, in order. */
  readonly path: readonly string[];
  /** What the answer takes for granted. */
  readonly assumes: readonly string[];
  /** The rule that the inventory asks for and that is not there, as nftables writes it. */
  readonly missing?: string;
}
