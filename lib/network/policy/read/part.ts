import * as v from 'valibot';
import {
  dnsName,
  isRecord,
  label,
  labels,
  parseShape,
  type Problem,
  type Report,
  shown,
} from '../../../values';

/** A part of a document, with its place and where its problems go. */
export interface Part {
  readonly value: unknown;
  readonly at: string;
  /** Takes what is refused. */
  readonly report: Report;
  /** Takes what is not understood here, though it may be accepted: keys that are not known, networks with host bits. */
  readonly mention: Report;
}

/**
 * Reads a part as a whole. One with any problem is not read at all: the API server drops keys that it does not know, and a
 * rule without the peers that somebody misspelt is open to everybody.
 */
export function readWhole<S extends v.GenericSchema>(
  shape: S,
  part: Part,
  check: (value: v.InferOutput<S>, report: Report) => void = () => undefined,
): v.InferOutput<S> | undefined {
  const problems: Problem[] = [];
  const noting =
    (to: Report): Report =>
    (problem) => {
      problems.push(problem);
      to(problem);
    };
  // Nearly everything is as it should be, and that is found out much faster than what is wrong and how to put it right.
  const quick = v.safeParse(shape, part.value);
  const value =
    quick.success && listsAreLists(part.value, quick.output)
      ? quick.output
      : parseShape(shape, part.value, part.at, noting(isUnderstood(quick) ? part.report : part.mention));
  if (value !== undefined) check(value, noting(part.report));
  return problems.length === 0 ? value : undefined;
}

/** The value without the keys that hold null, which is how the API server takes them. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => (item === null ? [] : [[key, withoutNulls(item)]])),
  );
}

/** The items of the list under a key: undefined where there is none, `unreadable` where something else stands, which is reported. */
export function itemsOf(part: Part, key: string): readonly Part[] | 'unreadable' | undefined {
  const list = isRecord(part.value) ? part.value[key] : undefined;
  const at = `${part.at}.${key}`;
  if (list === undefined) return undefined;
  if (Array.isArray(list))
    return list.map((value: unknown, index) => ({ ...part, value, at: `${at}[${index}]` }));
  part.report({ at, reason: `found ${shown(list)}`, next: 'expected a list' });
  return 'unreadable';
}

/** The part under a key. */
export function partOf({ value, at, ...reports }: Part, key: string): Part {
  return { value: isRecord(value) ? value[key] : undefined, at: `${at}.${key}`, ...reports };
}

/** Whether something else is wrong than keys that are not known. */
function isUnderstood({ issues = [] }: { readonly issues?: readonly v.GenericIssue[] | undefined }): boolean {
  return (
    !issues.every(({ type, expected }) => type === 'strict_object' && expected === 'never') ||
    issues.length === 0
  );
}

/** Whether no list was taken for a map: valibot takes one, the API server does not. */
function listsAreLists(written: unknown, read: unknown): boolean {
  if (Array.isArray(written))
    return Array.isArray(read) && written.every((item, index) => listsAreLists(item, read[index]));
  if (!isRecord(written) || !isRecord(read)) return true;
  return Object.entries(written).every(([key, value]) => listsAreLists(value, read[key]));
}

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

/** Whether the API server takes an object by its version and metadata. What it refuses is reported. */
export function isServed(object: unknown, apiVersion: string, at: string, report: Report): boolean {
  const found = headOf(object).apiVersion;
  if (found !== apiVersion)
    report({ at: `${at}.apiVersion`, reason: `found ${shown(found)}`, next: `write ${apiVersion}` });
  return checkMetadata(object, at, report) && found === apiVersion;
}

/**
 * Reports names, namespaces and labels that the API server refuses.
 * @returns whether it takes them
 */
function checkMetadata(object: unknown, at: string, report: Report): boolean {
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
