import { loadAll } from 'js-yaml';
import type { KubeObject } from '../../component';
import { isRecord, type Report, thrownText } from '../../values';
import { textAt } from './fields';

/**
 * Reads what Helm rendered. Objects that Argo CD never applies are left out: the hooks of Helm that it does not know, such as
 * tests. Source: gitops-engine of Argo CD 3.5, `pkg/sync/hook/helm/type.go`.
 */
export function readManifests(text: string, report: Report): readonly KubeObject[] {
  let documents: readonly unknown[];
  try {
    documents = loadAll(text);
  } catch (error) {
    report({
      at: 'helm template',
      reason: `what it printed is not valid YAML: ${thrownText(error)}`,
      next: 'report it to the authors of the chart, or change the values',
    });
    return [];
  }
  return documents.flatMap((document): readonly KubeObject[] => {
    if (document === null || document === undefined) return [];
    if (isList(document)) return listedIn(document).filter(isApplied);
    if (isObject(document)) return [document].filter(isApplied);
    report({
      at: 'helm template',
      reason: `it printed something that is not an object of Kubernetes (${textAt(document, 'kind') ?? 'without a kind'})`,
      next: 'report it to the authors of the chart, or change the values',
    });
    return [];
  });
}

const hookKey = 'helm.sh/hook';
/** Hooks that Argo CD runs. `crd-install` is a definition like any other to it. */
const runHooks = ['pre-install', 'pre-upgrade', 'post-upgrade', 'post-install', 'crd-install'];

/** When an object runs, where it is a hook: `pre-install, pre-upgrade`. */
export function hookOf({ metadata }: KubeObject): string | undefined {
  const written = metadata.annotations?.[hookKey];
  return written === undefined || written === 'crd-install' ? undefined : written.split(/,\s*/).join(', ');
}

function isApplied({ metadata }: KubeObject): boolean {
  const written = metadata.annotations?.[hookKey];
  return written === undefined || written.split(',').some((hook) => runHooks.includes(hook.trim()));
}

function isObject(value: unknown): value is KubeObject {
  return (
    isRecord(value) &&
    typeof value['apiVersion'] === 'string' &&
    typeof value['kind'] === 'string' &&
    textAt(value, 'metadata', 'name') !== undefined
  );
}

/** Argo CD takes lists apart. */
function isList(value: unknown): value is { readonly items: readonly unknown[] } {
  return isRecord(value) && /List$/.test(String(value['kind'])) && Array.isArray(value['items']);
}

function listedIn({ items }: { readonly items: readonly unknown[] }): readonly KubeObject[] {
  return items.filter(isObject);
}
