import * as v from 'valibot';
import { type Parsed, parsedBy, refused } from './parsed';
import { shown } from './shown';

/** Parses an RFC 1123 label, the form of namespaces and host names: at most 63 characters of `a-z 0-9 -`. */
export function parseLabel(written: string): Parsed<string> {
  if (/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(written)) return { value: written };
  const proposal = labelFrom(written);
  return refused(
    `${shown(written)} is not a valid DNS label`,
    `use at most 63 lower-case letters, digits and inner hyphens${proposal && `, such as "${proposal}"`}`,
  );
}

/** An RFC 1123 label. */
export const label = v.pipe(v.string(), parsedBy(parseLabel), v.title('DNS label'));

/**
 * The schema of a name to which suffixes are appended: the name with the longest suffix must still be a label. @param
 * suffix the longest suffix: `-brokers`
 */
export function labelBefore(suffix: string) {
  return v.pipe(
    v.string(),
    parsedBy((written): Parsed<string> => {
      const own = parseLabel(written);
      const most = 63 - suffix.length;
      if (written.length <= most) return own;
      return refused(
        `${shown(written)} has ${written.length} characters`,
        `use at most ${most}: another name is made of it and "${suffix}", and takes 63`,
      );
    }),
    v.title('DNS label'),
  );
}

/** Parses a DNS name of one or more labels, at most 253 characters. */
export function parseDnsName(written: string): Parsed<string> {
  return isDnsName(written)
    ? { value: written }
    : refused(
        `${shown(written)} is not a valid DNS name`,
        'write labels joined by dots, such as git.example.com',
      );
}

/** A DNS name. */
export const dnsName = v.pipe(v.string(), parsedBy(parseDnsName), v.title('DNS name'));

/** The part of a label key after the slash, and a label value. */
const qualified = '[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?';
const qualifiedName = new RegExp(`^${qualified}$`);
const qualifiedValue = new RegExp(`^(${qualified})?$`);

/**
 * Parses the key of a Kubernetes label by the rules of the API server.
 * Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function parseLabelKey(written: string): Parsed<string> {
  const slash = written.indexOf('/');
  const isKey =
    qualifiedName.test(written.slice(slash + 1)) && (slash < 0 || isDnsName(written.slice(0, slash)));
  return isKey
    ? { value: written }
    : refused(
        `${shown(written)} is not a valid Kubernetes label key`,
        'use at most 63 letters, digits and inner "-", "_" and ".", optionally after a DNS name and a slash',
      );
}

/** Parses the value of a Kubernetes label, which may be empty. */
export function parseLabelValue(written: string): Parsed<string> {
  return qualifiedValue.test(written)
    ? { value: written }
    : refused(
        `${shown(written)} is not a valid Kubernetes label value`,
        'use at most 63 letters, digits and inner "-", "_" and "."',
      );
}

/** Kubernetes labels: values by key. */
export const labels = v.record(
  v.pipe(v.string(), parsedBy(parseLabelKey), v.title('label key')),
  v.pipe(v.string(), parsedBy(parseLabelValue), v.title('label value')),
);

const part = '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?';
const dottedLabels = new RegExp(`^${part}(\\.${part})*$`);

/** Whether a text is a DNS name of one or more labels, at most 253 characters. */
export function isDnsName(text: string): boolean {
  return text.length <= 253 && dottedLabels.test(text);
}

/** The label closest to the text, or empty text if it has no letters or digits. */
export function labelFrom(text: string): string {
  return text
    .slice(0, 1000)
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');
}
