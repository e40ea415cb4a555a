import { dnsName, isRecord, label, labels, parseShape, type Report } from '../../values';

/** What every object begins with. What is missing is an empty text; without a namespace an object goes to `default`. */
export interface Head {
  readonly kind: string;
  readonly apiVersion: string;
  readonly name: string;
  readonly namespace: string;
}

/** Reads what an object begins with, whatever it is. */
export function headOf(object: unknown): Head {
  const { kind, apiVersion, metadata } = isRecord(object) ? object : {};
  const { name, namespace } = isRecord(metadata) ? metadata : {};
  return {
    kind: textOf(kind),
    apiVersion: textOf(apiVersion),
    name: textOf(name),
    namespace: textOf(namespace) || 'default',
  };
}

/**
 * Reports names, namespaces and labels that the API server refuses.
 * @returns whether it takes them
 */
export function checkMetadata(object: unknown, at: string, report: Report): boolean {
  let isRight = true;
  const refuse: Report = (problem) => {
    isRight = false;
    report(problem);
  };
  const metadata = isRecord(object) ? object['metadata'] : undefined;
  if (!isRecord(metadata)) {
    refuse({ at, reason: 'has no metadata', next: 'write metadata.name' });
    return false;
  }
  parseShape(dnsName, metadata['name'], `${at}.metadata.name`, refuse);
  const { namespace = null, labels: written = null } = metadata;
  if (namespace !== null) parseShape(label, namespace, `${at}.metadata.namespace`, refuse);
  if (written !== null) parseShape(labels, written, `${at}.metadata.labels`, refuse);
  return isRight;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
