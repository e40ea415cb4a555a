import { load } from 'js-yaml';
import { ExternalSecret } from '../../imports/external-secrets.io';
import { type KubeObject, objectsOf, type SecretNeed, syncWave } from '../component';
import type { Facts, SecretSource } from '../inventory';
import type { PlannedComponent } from '../plan';
import type { Report } from '../values';

/** SealedSecrets that were committed as input, read by the command line: path from the project's root → text. */
export type SealedFiles = ReadonlyMap<string, string>;

/** Paths of the sealed secrets that a cluster names. */
export function sealedPaths(facts: Facts): readonly string[] {
  return Object.values(facts.secrets).flatMap((source) => (source.from === 'sealed' ? [source.file] : []));
}

/** The objects that bring a component's secrets: before everything else in its app, since its pods mount them. */
export function secretObjects(
  component: PlannedComponent,
  facts: Facts,
  sealed: SealedFiles,
): readonly KubeObject[] {
  return component.secrets.flatMap((need): readonly KubeObject[] => {
    const source = facts.secrets[`${component.namespace}/${need.name}`];
    switch (source?.from) {
      case 'sealed':
        return sealedObject(sealed.get(source.file));
      case 'external':
        return externalObject(component, need, source);
      case 'manual':
      case undefined:
        return [];
    }
  });
}

/** Reports sealed files that are not there or hold something else than the secret they are named for. */
export function checkSealedFiles(
  components: readonly PlannedComponent[],
  facts: Facts,
  sealed: SealedFiles,
  report: Report,
): void {
  for (const component of components) {
    for (const need of component.secrets) {
      const key = `${component.namespace}/${need.name}`;
      const source = facts.secrets[key];
      if (source?.from !== 'sealed') continue;
      const at = `${facts.name}.secrets.${key}.file`;
      const text = sealed.get(source.file);
      if (text === undefined) {
        report({
          at,
          reason: `"${source.file}" is not there`,
          next: `seal the keys ${need.keys.join(', ')} and commit the result there`,
        });
        continue;
      }
      const wrong = wrongSealed(text, component.namespace, need);
      if (wrong !== undefined)
        report({
          at,
          reason: `"${source.file}" ${wrong}`,
          next: `seal the keys ${need.keys.join(', ')} for ${key} again`,
        });
    }
  }
}

/** What is wrong with the text of a sealed file, if anything. Its contents are never shown. */
function wrongSealed(text: string, namespace: string, need: SecretNeed): string | undefined {
  const [object] = sealedObject(text);
  if (object === undefined) return 'is no SealedSecret';
  if (object.metadata.name !== need.name || object.metadata.namespace !== namespace)
    return `holds ${object.metadata.namespace ?? '(no namespace)'}/${object.metadata.name}`;
  const { encryptedData } = isRecord(object['spec']) ? object['spec'] : {};
  const missing = need.keys.filter(
    (key) => !isRecord(encryptedData) || typeof encryptedData[key] !== 'string',
  );
  return missing.length > 0 ? `lacks the keys ${missing.join(', ')}` : undefined;
}

function sealedObject(text: string | undefined): readonly KubeObject[] {
  let parsed: unknown;
  try {
    parsed = text === undefined ? undefined : load(text);
  } catch {
    return [];
  }
  if (!isSealedSecret(parsed)) return [];
  const annotations = { ...parsed.metadata.annotations, ...syncWave(-1) };
  return [{ ...parsed, metadata: { ...parsed.metadata, annotations } }];
}

function externalObject(
  component: PlannedComponent,
  need: SecretNeed,
  source: Extract<SecretSource, { from: 'external' }>,
): readonly KubeObject[] {
  return objectsOf(component, (chart) => {
    new ExternalSecret(chart, `secret-${need.name}`, {
      metadata: { name: need.name, namespace: component.namespace, annotations: syncWave(-1) },
      spec: {
        secretStoreRef: { name: source.store, kind: source.storeKind },
        target: { name: need.name },
        data: need.keys.map((secretKey) => ({
          secretKey,
          remoteRef: { key: source.entry, property: secretKey },
        })),
      },
    });
  });
}

function isSealedSecret(value: unknown): value is KubeObject {
  return (
    isRecord(value) &&
    value['kind'] === 'SealedSecret' &&
    isRecord(value['metadata']) &&
    typeof value['metadata']['name'] === 'string'
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
