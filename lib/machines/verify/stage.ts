/** A group of checks in `verify.sh`, run by its name. */
export interface Stage {
  /** One lower-case word. */
  readonly name: string;
  /** What it checks, in a few words. */
  readonly says: string;
  /** Shell functions; `stage_<name>` among them runs the checks. No line feed at the end. */
  readonly script: string;
}
