/** A Secret that a component mounts. It states the keys, never a value. */
export interface SecretNeed {
  /** Name of the Secret in the component's namespace. */
  readonly name: string;
  /** Keys that it must hold. */
  readonly keys: readonly string[];
  /** What it is for, in a few words. */
  readonly why: string;
}
