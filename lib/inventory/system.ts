import * as v from 'valibot';
import { label, line } from '../values';
import type { Claim, Claimed } from './claim';
import {
  entriesWithSettings,
  hasPlan,
  hasText,
  readSettings,
  type SettingsOf,
  type WrittenSettings,
} from './settings';
import { productTitle } from './title';

/** The schema of the plan that an operating system derives from its settings. */
export const systemPlanShape = v.strictObject({
  /** Its name in messages: `Alpine Linux`. */
  title: productTitle,
  /**
   * The family of systems whose commands and package names it has, as `ID` or `ID_LIKE` in its /etc/os-release:
   * `debian`, `rhel`. https://www.freedesktop.org/software/systemd/man/latest/os-release.html @default its kind
   */
  family: v.exactOptional(label),
  /**
   * Whether the packet filter of its machines admits only administrators to SSH. Then the cluster must name them. @default
   * false
   */
  filtersSsh: v.exactOptional(v.boolean(), false),
  /** Whether SSH accepts keys only. Then the cluster must name those of administrators. @default false */
  keysOnly: v.exactOptional(v.boolean(), false),
  /**
   * What it uses the MAC address of a node for, as a part of a message: `Alpine Linux finds the interface by it`. Then
   * each of its nodes must have one. @default nothing
   */
  macFor: v.exactOptional(line(200)),
});

/** The plan of an operating system, as its function returns it. */
export type SystemPlan = v.InferInput<typeof systemPlanShape> & {
  /** Its claims. A function that the claims of several machines share is called once, with all of these machines. @default none */
  readonly claims?: readonly Claim[];
};

/** The operating system of a machine. */
export interface MachineSystem extends v.InferOutput<typeof systemPlanShape> {
  /** Its kind: `alpine`. */
  readonly kind: string;
  readonly family: string;
  readonly claims: readonly Claimed[];
}

/** The operating system of a machine in a cluster file. A function makes it from typed settings. */
export interface SystemDeclaration extends WrittenSettings {
  readonly declares: 'system';
  /** Its kind: `alpine`. Paths of its settings begin with it, because several machines may share them. */
  readonly kind: string;
  /** The plan, or undefined if the settings are invalid. */
  readonly plan: SystemPlan | undefined;
}

/**
 * Makes an operating system and parses its settings. @param kind its kind: `alpine` @param plan derives the plan from
 * the settings
 */
export function declareSystem<S extends v.GenericSchema>(
  kind: string,
  shape: S,
  settings: SettingsOf<S>,
  plan: (settings: v.InferOutput<S>) => SystemPlan,
): SystemDeclaration {
  const { written, read } = readSettings(shape, settings);
  return { declares: 'system', kind, ...written, plan: read === undefined ? undefined : plan(read) };
}

/** Whether a value was made by `declareSystem()`. */
export function isSystem(value: unknown): value is SystemDeclaration {
  const entries = entriesWithSettings(value);
  return (
    entries !== undefined &&
    entries.get('declares') === 'system' &&
    hasText(entries, 'kind') &&
    hasPlan(entries)
  );
}
