/** What may be written in a place of an object. */
export type Schema = AnySchema | LeafSchema | ListSchema | MapSchema | ObjectSchema;

/** Anything. */
export interface AnySchema {
  readonly kind: 'any';
}

/** A value without parts. */
export interface LeafSchema {
  readonly kind: 'leaf';
  readonly form: LeafForm;
  /** The values that it may have; an empty text is taken as if nothing was written. @default every one of its form */
  readonly values?: readonly unknown[];
}

/** Forms of values without parts, as Kubernetes reads them from JSON. */
export type LeafForm =
  'string' | 'bytes' | 'time' | 'boolean' | 'int32' | 'int64' | 'number' | 'quantity' | 'int-or-string';

/** A list, all of whose items have one schema. */
export interface ListSchema {
  readonly kind: 'list';
  readonly items: Schema;
}

/** An object with keys of the writer's choice. */
export interface MapSchema {
  readonly kind: 'map';
  readonly values: Schema;
}

/** An object with known fields. */
export interface ObjectSchema {
  readonly kind: 'object';
  /** Name of its type, where it has one: `core.v1.Container`. */
  readonly type: string;
  readonly fields: ReadonlyMap<string, Schema>;
  /** Fields without which the API server refuses it. */
  readonly required: readonly string[];
  /** Whether it keeps fields that it does not list. */
  readonly isOpen: boolean;
}

/** The one schema of anything. */
export const anySchema: AnySchema = { kind: 'any' };
