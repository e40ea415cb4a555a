import { ApiObject } from 'cdk8s';
import { load } from 'js-yaml';
import * as v from 'valibot';
import { SealedSecret } from '../../imports/bitnami.com';
import { type KubeObject, objectsOf, type SecretNeed, syncWave } from '../component';
import { isRecord } from '../values';
import { readableIn } from './sealed-form';

const texts = v.exactOptional(v.nullable(v.record(v.string(), v.string())));

/** What ships of a sealed file. The rest (status, what `kubeseal` leaves empty) is not ours to apply. */
const sealedShape = v.object({
  apiVersion: v.literal(SealedSecret.GVK.apiVersion),
  kind: v.literal(SealedSecret.GVK.kind),
  metadata: v.object({
    name: v.string(),
    namespace: v.exactOptional(v.string()),
    annotations: texts,
    labels: texts,
  }),
  spec: v.looseObject({ encryptedData: v.record(v.string(), v.string()) }),
});

/** A SealedSecret as it was committed, without what is not shipped. */
export type Sealed = v.InferOutput<typeof sealedShape>;

/** The object that a sealed file brings, as part of its component: before everything else, since the pods mount it. */
export function sealedObject(
  text: string,
  owner: { readonly kind: string; readonly name: string },
): readonly KubeObject[] {
  const sealed = parseSealed(text);
  if (typeof sealed === 'string') return [];
  const { metadata, spec, apiVersion, kind } = sealed;
  const { name, namespace, annotations, labels } = metadata;
  return objectsOf(owner, (chart) => {
    new ApiObject(chart, `secret-${name}`, {
      apiVersion,
      kind,
      metadata: {
        name,
        ...(namespace !== undefined && { namespace }),
        annotations: { ...annotations, ...syncWave(-1) },
        labels: { ...labels },
      },
      // Leaves out what is null: `kubeseal` writes `creationTimestamp: null`, which the API server does not keep.
      spec,
    });
  });
}

/** What is wrong with the text of a sealed file, if anything. Its contents are never shown. */
export function wrongSealed(text: string, namespace: string, need: SecretNeed): string | undefined {
  const sealed = parseSealed(text);
  if (typeof sealed === 'string') return sealed;
  const { metadata, spec } = sealed;
  if (metadata.name !== need.name || metadata.namespace !== namespace)
    return `holds ${metadata.namespace ?? '(no namespace)'}/${metadata.name}`;
  const keys = [...need.keys, ...Object.keys(need.values ?? {})];
  const missing = keys.filter((key) => spec.encryptedData[key] === undefined);
  if (missing.length > 0) return `lacks the keys ${missing.join(', ')}`;
  return wrongTemplate(spec['template'], need) ?? readableIn(withoutNulls(spec));
}

/** Whoever reads the Secret finds it by its type and labels, which are those of the template. */
function wrongTemplate(template: unknown, { type, labels = {} }: SecretNeed): string | undefined {
  const { type: sealed, metadata }: Readonly<Record<string, unknown>> = isRecord(template) ? template : {};
  if (type !== undefined && sealed !== type) return `makes a Secret that is not of type ${type}`;
  const own = isRecord(metadata) && isRecord(metadata['labels']) ? metadata['labels'] : {};
  const lacking = Object.entries(labels).find(([key, value]) => own[key] !== value);
  return lacking === undefined ? undefined : `makes a Secret without the label ${lacking.join('=')}`;
}

/** Without the fields that are null: `kubeseal` writes some, and they do not ship. */
function withoutNulls(spec: Sealed['spec']): object {
  return Object.fromEntries(Object.entries(spec).filter(([, value]) => value !== null));
}

/** The sealed secret in a text, or why it is none, without showing any of it. */
export function parseSealed(text: string): Sealed | string {
  let document: unknown;
  try {
    document = load(text);
  } catch {
    return 'cannot be read as one YAML document';
  }
  const parsed = v.safeParse(sealedShape, document);
  if (parsed.success) return parsed.output;
  return v.is(v.object({ kind: v.literal('Secret') }), document)
    ? 'is a plain Secret, whose values count as leaked as soon as it is committed'
    : `is no SealedSecret of ${SealedSecret.GVK.apiVersion}`;
}
