import { field } from './field';
import { list, text } from './document';

/** An Application as the ApplicationSet controller would make it. */
export interface RenderedApplication {
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly spec: Readonly<Record<string, unknown>>;
}

/**
 * Renders an ApplicationSet by hand, as its controller does: the template for each element, with `{{ .key }}` replaced,
 * then the patch of `{{ toJson .patch }}`, merged in. The project stays that of the template, whatever a patch
 * says; where the set does not preserve resources, an Application of a template without finalizers gets the usual one.
 */
export function renderSet(spec: unknown): readonly RenderedApplication[] {
  if (field(spec, 'goTemplate') !== true) throw new Error('only Go templates are rendered here');
  if (text(field(spec, 'templatePatch')).trim() !== '{{ toJson .patch }}') throw new Error('another patch');
  const elements = list(field(spec, 'generators', 0, 'list', 'elements')) ?? [];
  return elements.map((element) => {
    const template: unknown = JSON.parse(
      JSON.stringify(field(spec, 'template')).replace(/\{\{ \.(\w+) \}\}/g, (_, key: string) =>
        text(field(element, key)),
      ),
    );
    const preserved = field(spec, 'syncPolicy', 'preserveResourcesOnDeletion') === true;
    const metadata = { ...(preserved ? {} : { finalizers: ['resources-finalizer.argocd.argoproj.io'] }) };
    const patched = merged(merged({ metadata }, template), field(element, 'patch'));
    return {
      metadata: { ...mapOf(patched['metadata']) },
      spec: { ...mapOf(patched['spec']), project: field(template, 'spec', 'project') },
    };
  });
}

/** Maps are merged key by key; everything else of the patch replaces what was there. */
function merged(base: unknown, patch: unknown): Record<string, unknown> {
  const result: Record<string, unknown> = { ...mapOf(base) };
  for (const [key, value] of Object.entries(mapOf(patch)))
    result[key] = isMap(value) && isMap(result[key]) ? merged(result[key], value) : value;
  return result;
}

function mapOf(value: unknown): object {
  return isMap(value) ? value : {};
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
