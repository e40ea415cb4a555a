import * as v from 'valibot';
import { dnsName, line, secretKey, type Written } from '../values';

/** A Secret that a component mounts. It states the keys, never a value. */
export const secretShape = v.strictObject({
  /** Name of the Secret in the component's namespace. */
  name: dnsName,
  /** Keys that it must hold. */
  keys: v.array(secretKey),
  /** What it is for, in a few words. */
  why: line(500),
});

/** A Secret that a component mounts. */
export type SecretNeed = Written<typeof secretShape>;
