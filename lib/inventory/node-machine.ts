import * as v from 'valibot';
import { line } from '../values';
import type { Claim, Claimed } from './claim';
import { examples } from './replaced-keys';
import {
  entriesWithSettings,
  hasPlan,
  hasText,
  readSettings,
  type SettingsOf,
  type WrittenSettings,
} from './settings';
import { isSystem, type SystemDeclaration } from './system';
import { productTitle } from './title';

/** The schema of the plan that a machine derives from its settings. */
export const machinePlanShape = v.strictObject({
  /** What it is in a sentence: `VM`. */
  title: productTitle,
  /**
   * What it uses the MAC address of its node for, as a part of a message: `the hypervisor assigns it to the interface`.
   * Then its node must have one. @default nothing
   */
  macFor: v.exactOptional(line(200)),
  /** The system that it comes with. @default the `system` of its node */
  system: v.exactOptional(v.custom<SystemDeclaration>(isSystem, examples.system)),
});

/** The plan of a machine, as its function returns it. */
export type MachinePlan = v.InferInput<typeof machinePlanShape> & {
  /** Its claims. A function that the claims of several machines share is called once, with all of these machines. @default none */
  readonly claims?: readonly Claim[];
};

/** What a node of a cluster is as a machine. */
export interface NodeMachine extends Omit<v.InferOutput<typeof machinePlanShape>, 'system'> {
  /** Its kind: `libvirt`. */
  readonly kind: string;
  readonly claims: readonly Claimed[];
}

/** Settings that several machines share, such as those of the hypervisor that runs them. */
export interface SharedSettings<T = unknown> extends WrittenSettings {
  /** Their kind: `libvirt`. Paths of the settings begin with it. */
  readonly kind: string;
  /** The parsed settings, or undefined if they are invalid. */
  readonly read: T | undefined;
}

/** The machine of a node in a cluster file. A function makes it from typed settings. */
export interface MachineDeclaration extends WrittenSettings {
  readonly declares: 'machine';
  /** Its kind: `libvirt`. */
  readonly kind: string;
  /** Settings that it has in common with other machines. */
  readonly shared?: SharedSettings;
  /** The plan, or undefined if its settings or the shared ones are invalid. */
  readonly plan: MachinePlan | undefined;
}

/** Parses settings that several machines share. @param kind their kind: `libvirt` */
export function shareSettings<S extends v.GenericSchema>(
  kind: string,
  shape: S,
  settings: SettingsOf<S>,
): SharedSettings<v.InferOutput<S>> {
  const { written, read } = readSettings(shape, settings);
  return { kind, ...written, read };
}

/**
 * Makes a machine and parses its settings. @param kind its kind: `libvirt` @param plan derives the plan from the
 * settings; undefined if the shared ones are invalid @param shared settings that it has in common with other machines
 */
export function declareMachine<S extends v.GenericSchema>(
  kind: string,
  shape: S,
  settings: SettingsOf<S>,
  plan: (settings: v.InferOutput<S>) => MachinePlan | undefined,
  shared?: SharedSettings,
): MachineDeclaration {
  const { written, read } = readSettings(shape, settings);
  return {
    declares: 'machine',
    kind,
    ...written,
    ...(shared !== undefined && { shared }),
    plan: read === undefined ? undefined : plan(read),
  };
}

/** Whether a value was made by `declareMachine()`. */
export function isMachine(value: unknown): value is MachineDeclaration {
  const entries = entriesWithSettings(value);
  return (
    entries !== undefined &&
    entries.get('declares') === 'machine' &&
    hasText(entries, 'kind') &&
    hasPlan(entries) &&
    (!entries.has('shared') || isShared(entries.get('shared')))
  );
}

function isShared(value: unknown): value is SharedSettings {
  const entries = entriesWithSettings(value);
  return entries !== undefined && hasText(entries, 'kind');
}
