import { type JsonValue, type Sealed, toYaml } from '../../synth';
import { type Scope, scopeAnnotations, type SecretPlace } from './scope';

/** A SealedSecret to be written. */
export interface SealedParts {
  readonly place: SecretPlace;
  readonly scope: Scope;
  /** What is sealed now, by key. */
  readonly sealed: Readonly<Record<string, string>>;
  /** The file whose other keys, labels and template are kept. */
  readonly kept?: Sealed;
  /** Type of the Secret. @default what the kept file says, else Opaque */
  readonly type?: string;
  /** Labels of the Secret beside the kept ones. */
  readonly labels: Readonly<Record<string, string>>;
}

/** The SealedSecret, in an order that stays the same: only what was sealed again shows as changed. */
export function sealedDocument({ place, scope, sealed, kept, type, labels }: SealedParts): JsonValue {
  const { name, namespace } = place;
  const spec = fields(json(kept?.spec));
  const template = fields(spec['template']);
  const metadata = fields(template['metadata']);
  const keptLabels = kept?.metadata.labels ?? {};
  const annotations = { ...kept?.metadata.annotations, ...scopeAnnotations(scope) };
  // The controller looks at the annotations of the SealedSecret; those of the template show up on the Secret that it makes.
  const secretAnnotations = { ...fields(metadata['annotations']), ...scopeAnnotations(scope) };
  const secretLabels = { ...fields(metadata['labels']), ...labels };
  return {
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    metadata: {
      ...(filled(annotations) && { annotations: sorted(annotations) }),
      ...(filled(keptLabels) && { labels: sorted(keptLabels) }),
      name,
      namespace,
    },
    spec: {
      ...spec,
      encryptedData: sorted({ ...kept?.spec.encryptedData, ...sealed }),
      template: {
        ...template,
        metadata: {
          ...metadata,
          ...(filled(secretAnnotations) && { annotations: sorted(secretAnnotations) }),
          ...(filled(secretLabels) && { labels: sorted(secretLabels) }),
          name,
          namespace,
        },
        type: type ?? template['type'] ?? 'Opaque',
      },
    },
  };
}

/** The text of a document. YAML is what synth reads; JSON is for programs. */
export function documentText(document: JsonValue, format: 'yaml' | 'json'): string {
  return format === 'yaml' ? toYaml(document) : `${JSON.stringify(document, null, 2)}\n`;
}

type Fields = Readonly<Record<string, JsonValue | undefined>>;

function filled(map: object): boolean {
  return Object.keys(map).length > 0;
}

function sorted<T>(map: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function fields(value: JsonValue | undefined): Fields {
  return typeof value === 'object' && value !== null && !isList(value) ? value : {};
}

// Array.isArray does not narrow to a readonly array.
function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** What was read as YAML, without its nulls: `kubeseal` writes `creationTimestamp: null`. */
function json(value: unknown): JsonValue {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return value;
    case 'object':
      if (value === null) return null;
      if (value instanceof Date) return value.toISOString();
      if (Array.isArray(value)) return value.map(json);
      return Object.fromEntries(
        Object.entries(value)
          .filter(([, item]) => item !== null)
          .map(([key, item]) => [key, json(item)]),
      );
    case 'bigint':
    case 'function':
    case 'symbol':
    case 'undefined':
      return null;
  }
}
