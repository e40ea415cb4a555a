import { ExternalSecret, type ExternalSecretSpec } from '../../imports/external-secrets.io';
import { type KubeObject, objectsOf, type SecretNeed, syncWave } from '../component';
import type { Facts, SecretSource } from '../inventory';
import type { PlannedComponent } from '../plan';
import type { Report } from '../values';
import { sealedObject, wrongSealed } from './sealed-file';

/**
 * SealedSecrets that were committed as input, read by the command line: path from the project's root → text, or what stood
 * in the way of reading it (`EISDIR`). A missing file is not in it.
 */
export type SealedFiles = ReadonlyMap<string, string | { readonly unread: string }>;

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
      case 'sealed': {
        const text = sealed.get(source.file);
        return typeof text === 'string' ? sealedObject(text, component) : [];
      }
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
          reason: `"${source.file}" does not exist`,
          next: `seal the keys ${need.keys.join(', ')}: npm run asterism -- seal --cluster ${facts.name} ${key}`,
        });
        continue;
      }
      if (typeof text !== 'string') {
        report({
          at,
          reason: `"${source.file}" cannot be read (${text.unread})`,
          next: 'let it be a file that you may read',
        });
        continue;
      }
      const wrong = wrongSealed(text, component.namespace, need);
      if (wrong !== undefined)
        report({
          at,
          reason: `"${source.file}" ${wrong}`,
          next: `seal the keys ${need.keys.join(', ')} again: npm run asterism -- seal --cluster ${facts.name} ${key} --force`,
        });
    }
  }
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
        target: { name: need.name, ...templateOf(need) },
        data: need.keys.map((secretKey) => ({
          secretKey,
          remoteRef: { key: source.entry, property: secretKey },
        })),
      },
    });
  });
}

/** What the operator writes beside the values of the store. https://external-secrets.io/latest/guides/templating/ */
function templateOf({
  type,
  labels,
  values,
}: SecretNeed): Pick<NonNullable<ExternalSecretSpec['target']>, 'template'> {
  if (type === undefined && labels === undefined && values === undefined) return {};
  return {
    template: {
      ...(type !== undefined && { type }),
      ...(labels !== undefined && { metadata: { labels: { ...labels } } }),
      ...(values !== undefined && {
        mergePolicy: 'Merge',
        data: { ...values },
      }),
    },
  };
}
