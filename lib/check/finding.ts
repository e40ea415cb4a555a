import type { View } from './view';

/** Something in what would be shipped that must not be, or that a person should know of. */
export interface Finding {
  /** Id of the rule. */
  readonly rule: string;
  /** The file and, where it helps, the field: `dist/lan/demo/service-a.yaml`. */
  readonly at: string;
  /** Keys and numbers of items that lead to the field within its object. @default the finding is about the whole object */
  readonly field?: readonly (string | number)[];
  readonly reason: string;
  readonly next: string;
  /** A warning is shown at each synth and keeps nothing from being written. @default 'error' */
  readonly severity?: 'warning';
}

/** One rule over what ships. */
export interface CheckRule {
  /** Short name, for messages and for the reference. */
  readonly id: string;
  /** Why it is there, in one line. */
  readonly why: string;
  readonly check: (view: View) => readonly Finding[];
}
