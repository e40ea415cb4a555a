import type { FoundObject } from '../../plan';
import { isRecord, type Report, shown } from '../../values';
import { identity, isObject, wrongForm } from '../built-objects';
import { readDocuments } from './documents';
import { lineOfField } from './field-line';
import { type Refusal, refusedObject } from './refused-object';
import type { FolderFiles } from './folder-files';

/** The objects in the files of a folder, sorted by path, and how many documents there are, right or wrong. */
export function foundObjects(
  { texts, rendered = false }: FolderFiles,
  report: Report,
): { readonly objects: readonly FoundObject[]; readonly documents: number } {
  const objects: FoundObject[] = [];
  let documents = 0;
  for (const path of [...texts.keys()].sort()) {
    const read = readDocuments(texts.get(path) ?? '');
    for (const { line, reason, next } of read.mistakes)
      report({ at: rendered ? path : `${path}:${line}`, reason, next });
    documents += read.documents.length + read.mistakes.length;
    for (const { line, value } of read.documents) {
      const at = rendered ? `${path} ${identity(value)}`.trimEnd() : `${path}:${line}`;
      const wrong = isKustomization(path, rendered) ? kustomizationBelow : refusedDocument(value);
      if (wrong !== undefined) report({ at, ...wrong });
      else if (isObject(value))
        objects.push({
          at,
          object: value,
          ...(!rendered && {
            placeOf: (field) => `${path}:${lineOfField(texts.get(path) ?? '', line, field)}`,
          }),
        });
    }
  }
  return { objects, documents };
}

function isKustomization(path: string, rendered: boolean): boolean {
  return !rendered && /\/(kustomization\.ya?ml|Kustomization)$/.test(path);
}

const kustomizationBelow = {
  reason: 'is a kustomization in a folder below the one that the component names, where it renders nothing',
  next: 'name its own folder in the component, or remove it',
};

/** Why a document does not ship. */
function refusedDocument(value: unknown): Refusal | undefined {
  if (!isRecord(value))
    return {
      reason: `${shown(value)} is not an object of Kubernetes`,
      next: 'write apiVersion, kind and metadata, or move it out of the folder',
    };
  const { apiVersion, kind, items } = value;
  if (Array.isArray(items) && typeof kind === 'string' && kind.endsWith('List'))
    return {
      reason: `a ${kind} of ${items.length} objects, which Argo CD would take for one`,
      next: 'write each as a document of its own, with a line --- between them',
    };
  if (apiVersion === 'v1' && kind === 'Secret')
    return {
      reason: `${identity(value)}is a Secret, so everyone who can read the repository could read its values`,
      next: "remove it and change its values; state the Secret in the component's secrets, and its source in the cluster's",
    };
  if (apiVersion === 'v1' && kind === 'Namespace')
    return {
      reason: `${identity(value)}is a namespace, and asterism makes those of components`,
      next: "remove it; podSecurity of the component is its namespace's level",
    };
  const wrong = wrongForm(value);
  return wrong === undefined
    ? isObject(value)
      ? refusedObject(value)
      : undefined
    : { reason: `an object ${identity(value)}${wrong}`, next: 'correct it, or move it out of the folder' };
}
