import type { FoundObject } from '../../plan';
import { isRecord, type Report, shown } from '../../values';
import { identity, isObject, wrongForm } from '../built-objects';
import { readDocuments, type YamlDocument } from './documents';
import type { FolderFiles } from './folder-files';

/** The objects in the files of a folder, sorted by path; a folder is held to more than what kubectl asks. */
export function foundObjects(
  { texts, rendered = false }: FolderFiles,
  report: Report,
): readonly FoundObject[] {
  const paths = [...texts.keys()].sort();
  return paths.flatMap((path) => {
    const { documents, mistakes } = readDocuments(texts.get(path) ?? '');
    for (const { line, reason, next } of mistakes)
      report({ at: rendered ? path : `${path}:${line}`, reason, next });
    return documents.flatMap((document): FoundObject[] => {
      const at = rendered ? `${path} ${identity(document.value)}`.trimEnd() : `${path}:${document.line}`;
      const wrong = refusedDocument(document);
      if (wrong !== undefined) {
        report({ at, ...wrong });
        return [];
      }
      return isObject(document.value) ? [{ at, object: document.value }] : [];
    });
  });
}

interface Refusal {
  readonly reason: string;
  readonly next: string;
}

/** Why a document does not ship. */
function refusedDocument({ value }: YamlDocument): Refusal | undefined {
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
      reason: `${identity(value)}is a Secret, and whoever reads the repository reads its values`,
      next: "remove it and change its values; state the Secret in the component's secrets, and its source in the cluster's",
    };
  if (apiVersion === 'v1' && kind === 'Namespace')
    return {
      reason: `${identity(value)}is a namespace, and asterism makes those of components`,
      next: "remove it; podSecurity of the component is its namespace's level",
    };
  const wrong = wrongForm(value);
  return wrong === undefined
    ? undefined
    : { reason: `an object ${identity(value)}${wrong}`, next: 'correct it, or move it out of the folder' };
}
